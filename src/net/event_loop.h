#pragma once
/// The threads that run coroutines.
#include <atomic>
#include <functional>
#include <memory>
#include <thread>
#include <vector>

#include "net/task.h"

namespace blueshift::net {

/// A fixed number of threads, each with its own queue of ready coroutines. A connection stays on
/// one of them, so that its coroutines need no lock among themselves.
class EventLoop {
public:
    explicit EventLoop(int thread_count);
    /// Stops and joins. Coroutines that still wait are destroyed.
    ~EventLoop();

    /// The executor for the next connection, in turn.
    Executor next_executor();
    /// Ends the threads after what they are doing now. Safe to call twice.
    void stop();

private:
    struct Lane;

    std::vector<std::unique_ptr<Lane>> lanes_;
    std::vector<std::thread> threads_;
    std::atomic<unsigned> next_{0};
};

/// Starts a coroutine of its own on `executor`. What it throws is logged.
void spawn(const Executor& executor, std::function<Task<>()> coroutine);

/// Runs `function` on `executor`, never inside this call.
void post(const Executor& executor, std::function<void()> function);

}  // namespace blueshift::net
