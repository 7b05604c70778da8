#pragma once
/// Hears of log-ins that failed; a SessionFactory may be one as well.
#include "session/session.h"

namespace blueshift::session {

class LoginObserver {
public:
    virtual ~LoginObserver() = default;
    /// For the connection log. Thread-safe, does not block.
    virtual void login_refused(const ClientInfo& client) = 0;
};

}  // namespace blueshift::session
