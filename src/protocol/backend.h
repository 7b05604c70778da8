#pragma once
/// The server's end of an authenticated connection: takes messages, runs them, answers.
#include <atomic>
#include <functional>
#include <string>
#include <string_view>

#include "net/alarm.h"
#include "net/socket.h"
#include "protocol/extended_query.h"
#include "protocol/wire.h"
#include "session/session.h"

namespace blueshift::protocol {

/// What the startup established and the client is told of.
struct Greeting {
    int redshift_protocol = 0;
    bool tell_redshift_protocol = false;  ///< only who asked for one expects it
    std::int32_t process_id = 0;
    std::int32_t secret_key = 0;
};

/// Serves one connection on worker threads, one at a time. FatalError ends the connection; every
/// other error is told to the client and the connection goes on.
class Backend {
public:
    /// `must_end`: set when the server or an administrator ends the connection. `is_wanted`: asks
    /// whether other connections wait for this thread.
    Backend(session::Session& session, net::Socket& socket, FrameBuffer& input,
            net::AlarmClock& alarms, const std::atomic<bool>& must_end,
            std::function<bool()> is_wanted, int redshift_protocol);

    /// Tells the client that it is in, and how.
    void greet(const Greeting& greeting);
    /// Handles messages until none is left and none comes for a moment. False at the end of the
    /// connection.
    bool serve();
    /// Whole messages that have not been sent, once the connection has ended.
    std::string take_output();

    /// How long a worker stays with a connection that may go on at once: the hand-over between
    /// threads costs more than a small statement.
    static constexpr std::chrono::milliseconds kLinger{5};
    /// How often a running statement looks whether its client is still there.
    static constexpr std::chrono::milliseconds kDisconnectCheck{1'000};

private:
    struct Handler;
    static const Handler kHandlers[];

    /// False at the end of the connection.
    bool handle(const Frame& frame);
    void run_handler(const Handler& handler, std::string_view body);
    void fail(const Error& error, bool until_sync);

    void handle_query(std::string_view body);
    void handle_parse(std::string_view body) { extended_.parse(body); }
    void handle_bind(std::string_view body) { extended_.bind(body); }
    void handle_describe(std::string_view body) { extended_.describe(body); }
    void handle_execute(std::string_view body) { extended_.execute(body); }
    void handle_close(std::string_view body) { extended_.close(body); }
    void handle_flush(std::string_view body);
    void handle_sync(std::string_view body);
    void handle_function_call(std::string_view body);
    void handle_stray_copy(std::string_view) {}

    void end_cycle(std::string_view);
    void run_statement(std::shared_ptr<session::PreparedStatement> statement, bool implicit_block,
                       bool is_last);
    /// Ends the implicit transaction and what depends on it.
    void end_transaction();

    session::Session& session_;
    net::Socket& socket_;
    Wire wire_;
    net::AlarmClock& alarms_;
    const std::atomic<bool>& must_end_;
    const std::function<bool()> is_wanted_;
    const int redshift_protocol_;
    ExtendedQuery extended_;
    std::string script_;  ///< text of the running simple query
    bool skipping_until_sync_ = false;
};

}  // namespace blueshift::protocol
