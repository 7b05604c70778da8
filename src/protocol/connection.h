#pragma once
/// One client connection from accept to close.
#include <atomic>
#include <memory>
#include <mutex>
#include <optional>

#include "net/socket.h"
#include "net/startup_limiter.h"
#include "protocol/backend.h"
#include "protocol/fatal_error.h"
#include "protocol/frame_buffer.h"
#include "protocol/server_state.h"
#include "protocol/startup.h"

namespace blueshift::protocol {

/// Waits in a coroutine while the client is silent and serves it on a worker thread when it speaks.
/// Shared by its coroutine, the server's set, and who holds its terminate function.
class Connection : public std::enable_shared_from_this<Connection> {
public:
    Connection(ServerState& state, std::unique_ptr<net::Socket> socket,
               net::StartupLimiter::Permit permit);

    /// Starts the coroutine. Call once.
    void start();

    // Thread-safe.
    /// Asks the connection to end: at once when idle, else after the running statement.
    void request_end();
    /// Cancels the running statement, if any.
    void cancel(CancelReason reason);
    /// Breaks the connection.
    void abort() { socket_->abort(); }

private:
    net::Task<> run();
    /// From the startup to the end of the session; throws what ends it early.
    net::Task<> live();
    net::Task<> open_session(const StartupMessage& startup, std::string method);
    net::Task<> serve();
    /// Tells the client why, when there is a reason, and closes.
    net::Task<> say_goodbye(const std::optional<FatalError>& failure);
    /// Blocks: open transactions are rolled back.
    void close_session();
    net::Deadline idle_deadline() const;

    ServerState& state_;
    const std::unique_ptr<net::Socket> socket_;
    std::optional<net::StartupLimiter::Permit> permit_;  ///< until the login has succeeded
    FrameBuffer input_;
    bool is_counted_ = false;  ///< among the sessions
    CancelKey cancel_key_;
    std::atomic<bool> must_end_{false};
    std::mutex session_mutex_;  ///< guards the pointer for cancel()
    std::unique_ptr<session::Session> session_;
    std::unique_ptr<Backend> backend_;
};

}  // namespace blueshift::protocol
