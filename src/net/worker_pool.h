#pragma once
/// Threads for blocking code: everything from the session down runs on one.
#include <condition_variable>
#include <cstddef>
#include <deque>
#include <functional>
#include <mutex>

#include "net/task.h"

namespace blueshift::net {

/// Limits of a worker pool.
struct WorkerPoolOptions {
    /// At least one per connection, or statements that wait for each other's locks could starve the
    /// one that holds them.
    std::size_t thread_count_max = 500;
    /// Deeply nested statements recurse; the memory is only reserved until it is used.
    std::size_t stack_bytes = 64u << 20;
    /// How long a thread waits for work before it ends.
    std::chrono::milliseconds idle_ms{30'000};
};

/// Starts threads as jobs come and lets them end when idle. Thread-safe.
class WorkerPool {
public:
    using Job = std::function<void()>;

    explicit WorkerPool(WorkerPoolOptions options);
    /// Waits for the jobs that were submitted.
    ~WorkerPool();

    /// Runs `job` on a worker, in order of submission. It must not throw.
    void submit(Job job);
    /// Runs `job` on a worker and continues the calling coroutine where it was. Throws what the job
    /// throws.
    Task<> run(Job job);
    /// True when jobs wait for a thread, so that a worker should not stay where it is.
    bool has_waiting_jobs() const;

private:
    void start_thread();
    void work();

    const WorkerPoolOptions options_;
    mutable std::mutex mutex_;
    std::condition_variable job_ready_;
    std::condition_variable thread_ended_;
    std::deque<Job> jobs_;
    std::size_t thread_count_ = 0;
    std::size_t idle_count_ = 0;
    bool stopping_ = false;
};

}  // namespace blueshift::net
