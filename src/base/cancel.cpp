#include "base/cancel.h"

namespace blueshift {

Error cancel_error(CancelReason reason) {
    switch (reason) {
        case CancelReason::statement_timeout:
            return Error(Code::query_canceled, "canceling statement due to statement timeout");
        case CancelReason::shutdown:
            return Error(Code::admin_shutdown,
                         "terminating connection due to administrator command");
        case CancelReason::disconnected:
            return Error(Code::connection_failure, "connection to client lost");
        case CancelReason::none:
        case CancelReason::user_request:
            break;
    }
    return Error(Code::query_canceled, "canceling statement due to user request");
}

void CancelToken::cancel(CancelReason reason) {
    auto expected = CancelReason::none;
    if (!reason_.compare_exchange_strong(expected, reason)) return;
    std::lock_guard lock(mutex_);
    if (interrupter_) interrupter_();
}

void CancelToken::check() const {
    if (canceled()) throw cancel_error(reason());
}

void CancelToken::on_cancel(std::function<void()> interrupter) {
    std::lock_guard lock(mutex_);
    interrupter_ = std::move(interrupter);
    if (interrupter_ && canceled()) interrupter_();
}

void CancelToken::reset() {
    std::lock_guard lock(mutex_);
    interrupter_ = nullptr;
    reason_.store(CancelReason::none);
}

}  // namespace blueshift
