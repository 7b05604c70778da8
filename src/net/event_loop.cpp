#include "net/event_loop.h"

#include <boost/asio/co_spawn.hpp>
#include <boost/asio/executor_work_guard.hpp>
#include <boost/asio/io_context.hpp>
#include <boost/asio/post.hpp>
#include <boost/asio/steady_timer.hpp>
#include <boost/asio/this_coro.hpp>
#include <boost/asio/use_awaitable.hpp>

#include "base/log.h"

namespace blueshift::net {

namespace asio = boost::asio;

struct EventLoop::Lane {
    asio::io_context context{1};
    asio::executor_work_guard<asio::io_context::executor_type> work{context.get_executor()};
};

EventLoop::EventLoop(int thread_count) {
    for (int index = 0; index < thread_count; ++index) {
        lanes_.push_back(std::make_unique<Lane>());
        threads_.emplace_back([lane = lanes_.back().get()] { lane->context.run(); });
    }
}

EventLoop::~EventLoop() {
    stop();
    for (std::thread& thread : threads_)
        thread.join();
}

Executor EventLoop::next_executor() {
    return lanes_[next_.fetch_add(1, std::memory_order_relaxed) % lanes_.size()]
        ->context.get_executor();
}

void EventLoop::stop() {
    for (const auto& lane : lanes_)
        lane->context.stop();
}

void spawn(const Executor& executor, std::function<Task<>()> coroutine) {
    asio::co_spawn(executor, std::move(coroutine), [](std::exception_ptr failure) {
        if (!failure) return;
        try {
            std::rethrow_exception(failure);
        } catch (const std::exception& error) {
            log::error("coroutine failed", {{"error", error.what()}});
        }
    });
}

void post(const Executor& executor, std::function<void()> function) {
    asio::post(executor, std::move(function));
}

Task<> sleep_for(std::chrono::milliseconds duration) {
    asio::steady_timer timer(co_await asio::this_coro::executor, duration);
    co_await timer.async_wait(asio::use_awaitable);
}

}  // namespace blueshift::net
