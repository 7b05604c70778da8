#pragma once
/// Asks a running statement to stop.
#include <atomic>
#include <functional>
#include <mutex>
#include <string>
#include <utility>

#include "base/error.h"

namespace blueshift {

/// Why a statement was asked to stop.
enum class CancelReason { none, user_request, statement_timeout, shutdown, disconnected };

/// Shared by the statement and whoever may cancel it. All members are thread-safe.
class CancelToken {
public:
    /// Asks to stop. The first reason wins. Calls the interrupter, if any.
    void cancel(CancelReason reason);
    bool canceled() const { return reason_.load(std::memory_order_relaxed) != CancelReason::none; }
    CancelReason reason() const { return reason_.load(); }
    /// Throws query_canceled (57014), or admin_shutdown (57P01), when asked to stop.
    void check() const;
    /// Sets what wakes the statement from a blocking call; cleared with an empty function.
    /// The interrupter is called at once when the token is already canceled.
    void on_cancel(std::function<void()> interrupter);
    /// Makes the token ready for the next statement.
    void reset();

private:
    std::atomic<CancelReason> reason_{CancelReason::none};
    std::mutex mutex_;
    std::function<void()> interrupter_;
};

/// The error that a canceled statement ends with.
Error cancel_error(CancelReason reason);

}  // namespace blueshift
