#include "net/worker_pool.h"

#include <pthread.h>

#include <boost/asio/async_result.hpp>
#include <boost/asio/post.hpp>
#include <boost/asio/this_coro.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <exception>
#include <memory>

#include "base/error.h"

namespace blueshift::net {

namespace asio = boost::asio;

WorkerPool::WorkerPool(WorkerPoolOptions options) : options_(options) {}

WorkerPool::~WorkerPool() {
    std::unique_lock lock(mutex_);
    stopping_ = true;
    job_ready_.notify_all();
    thread_ended_.wait(lock, [this] { return thread_count_ == 0; });
}

void WorkerPool::submit(Job job) {
    std::unique_lock lock(mutex_);
    jobs_.push_back(std::move(job));
    if (jobs_.size() > idle_count_ && thread_count_ < options_.thread_count_max) {
        try {
            start_thread();
        } catch (...) {
            // Without any thread nobody would ever take the job; else it waits for one.
            if (thread_count_ == 0) {
                jobs_.pop_back();
                throw;
            }
        }
    }
    lock.unlock();
    job_ready_.notify_one();
}

void WorkerPool::start_thread() {
    pthread_attr_t attributes;
    pthread_attr_init(&attributes);
    pthread_attr_setstacksize(&attributes, options_.stack_bytes);
    pthread_attr_setdetachstate(&attributes, PTHREAD_CREATE_DETACHED);
    pthread_t thread;
    const int result = pthread_create(
        &thread, &attributes,
        [](void* pool) -> void* {
            static_cast<WorkerPool*>(pool)->work();
            return nullptr;
        },
        this);
    pthread_attr_destroy(&attributes);
    if (result != 0) throw Error(Code::out_of_memory, "could not start a worker thread");
    ++thread_count_;
}

void WorkerPool::work() {
    std::unique_lock lock(mutex_);
    while (true) {
        ++idle_count_;
        const bool woken = job_ready_.wait_for(lock, options_.idle_ms,
                                               [this] { return stopping_ || !jobs_.empty(); });
        --idle_count_;
        if (jobs_.empty()) {
            if (stopping_ || !woken) break;
            continue;
        }
        Job job = std::move(jobs_.front());
        jobs_.pop_front();
        lock.unlock();
        job();
        job = nullptr;
        lock.lock();
    }
    --thread_count_;
    // Under the lock: the pool may be gone as soon as it is released.
    thread_ended_.notify_all();
}

bool WorkerPool::has_waiting_jobs() const {
    std::lock_guard lock(mutex_);
    return !jobs_.empty();
}

Task<> WorkerPool::run(Job job) {
    const auto executor = co_await asio::this_coro::executor;
    auto start = [this, executor, &job](auto handler) {
        // The handler can only be moved and a job must be copyable.
        auto resume = std::make_shared<decltype(handler)>(std::move(handler));
        submit([executor, resume, &job] {
            std::exception_ptr failure;
            try {
                job();
            } catch (...) {
                failure = std::current_exception();
            }
            asio::post(executor, [resume, failure] { (*resume)(failure); });
        });
    };
    co_await asio::async_initiate<const asio::use_awaitable_t<>&, void(std::exception_ptr)>(
        start, asio::use_awaitable);
}

}  // namespace blueshift::net
