#pragma once
/// What the connections of one server share.
#include <atomic>
#include <condition_variable>
#include <map>
#include <memory>
#include <mutex>
#include <vector>

#include "net/alarm.h"
#include "net/startup_limiter.h"
#include "net/tls.h"
#include "net/worker_pool.h"
#include "protocol/auth/throttle.h"
#include "protocol/cancel_registry.h"
#include "protocol/server.h"

namespace blueshift::protocol {

class Connection;

/// The connections that live. Thread-safe.
class ConnectionSet {
public:
    void add(std::shared_ptr<Connection> connection);
    void remove(const Connection* connection);
    std::vector<std::shared_ptr<Connection>> all() const;
    /// False when some are left at the deadline.
    bool wait_until_empty(net::Deadline deadline);

private:
    mutable std::mutex mutex_;
    std::condition_variable removed_;
    std::map<const Connection*, std::shared_ptr<Connection>> connections_;
};

/// Counts sessions against a limit. Thread-safe.
class SessionCounter {
public:
    explicit SessionCounter(std::size_t count_max) : count_max_(count_max) {}
    /// False when the limit is reached; else leave() must follow.
    bool enter();
    void leave() { --count_; }

private:
    const std::size_t count_max_;
    std::atomic<std::size_t> count_{0};
};

/// Outlives every connection.
struct ServerState {
    ServerState(ServerOptions server_options, session::SessionFactory& session_factory);

    const ServerOptions options;
    session::SessionFactory& factory;
    const std::unique_ptr<net::TlsContext> tls;  ///< null without TLS
    net::AlarmClock alarms;
    net::WorkerPool workers;
    net::StartupLimiter startups;
    SessionCounter sessions;
    CancelRegistry cancels;
    LoginThrottle throttle;
    ConnectionSet connections;
};

}  // namespace blueshift::protocol
