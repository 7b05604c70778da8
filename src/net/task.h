#pragma once
/// Coroutines on the event loop. Asio stays behind this folder's headers.
#include <utility>  // Asio 1.74 forgets it

#include <boost/asio/any_io_executor.hpp>
#include <boost/asio/awaitable.hpp>

#include <chrono>

namespace blueshift::net {

/// A coroutine that runs on the event loop; must not block.
template <class T = void>
using Task = boost::asio::awaitable<T>;

/// Where a coroutine runs: one thread of the event loop.
using Executor = boost::asio::any_io_executor;

using Clock = std::chrono::steady_clock;
using Deadline = Clock::time_point;
inline constexpr Deadline kNoDeadline = Deadline::max();

/// Pauses the calling coroutine.
Task<> sleep_for(std::chrono::milliseconds duration);

}  // namespace blueshift::net
