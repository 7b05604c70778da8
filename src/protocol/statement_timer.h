#pragma once
/// Cancels a statement that runs too long.
#include "net/alarm.h"
#include "session/session.h"

namespace blueshift::protocol {

/// Arms the session's statement_timeout for the life of the object.
class StatementTimer {
public:
    StatementTimer(net::AlarmClock& clock, session::Session& session) {
        const auto timeout_ms = session.statement_timeout_ms();
        if (timeout_ms <= 0) return;
        alarm_ = clock.arm(net::Clock::now() + std::chrono::milliseconds(timeout_ms), [&session] {
            session.cancel(CancelReason::statement_timeout);
            return net::kNoDeadline;
        });
    }

private:
    net::Alarm alarm_;
};

}  // namespace blueshift::protocol
