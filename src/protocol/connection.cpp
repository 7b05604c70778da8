#include "protocol/connection.h"

#include "base/log.h"
#include "net/event_loop.h"
#include "protocol/error_response.h"
#include "protocol/fatal_error.h"
#include "protocol/login.h"
#include "session/login_observer.h"

namespace blueshift::protocol {

namespace {

/// How long a client may take to read why it was refused.
constexpr std::chrono::milliseconds kGoodbyeTimeout{2'000};

session::ClientInfo client_info(const StartupMessage& startup, const net::Socket& socket) {
    session::ClientInfo out;
    out.user = startup.user;
    out.database = startup.database;
    out.remote_host = socket.peer().host;
    out.remote_port = socket.peer().port;
    out.application_name = startup.application_name;
    out.driver_version = startup.driver_version;
    out.os_version = startup.os_version;
    out.tls_version = socket.tls_version();
    out.tls_cipher = socket.tls_cipher();
    out.client_protocol_version = startup.redshift_protocol;
    out.parameters = startup.settings;
    return out;
}

}  // namespace

Connection::Connection(ServerState& state, std::unique_ptr<net::Socket> socket,
                       net::StartupLimiter::Permit permit)
    : state_(state),
      socket_(std::move(socket)),
      permit_(std::move(permit)),
      input_(state.options.message_bytes_max) {}

void Connection::start() {
    net::spawn(socket_->executor(), [self = shared_from_this()] { return self->run(); });
}

void Connection::request_end() {
    must_end_ = true;
    net::post(socket_->executor(), [self = shared_from_this()] { self->socket_->interrupt(); });
}

void Connection::cancel(CancelReason reason) {
    std::lock_guard lock(session_mutex_);
    if (session_ != nullptr) session_->cancel(reason);
}

net::Task<> Connection::run() {
    const auto self = shared_from_this();
    std::optional<FatalError> failure;
    try {
        co_await live();
    } catch (const Error& error) {
        failure.emplace(error);
    } catch (const std::exception& error) {
        failure = FatalError(Code::internal_error, "{}", error.what());
    }
    if (must_end_) failure.emplace(cancel_error(CancelReason::shutdown));
    co_await say_goodbye(failure);
    if (cancel_key_.process_id != 0) state_.cancels.remove(cancel_key_.process_id);
    if (session_ != nullptr) co_await state_.workers.run([this] { close_session(); });
    if (is_counted_) state_.sessions.leave();
    permit_.reset();
    state_.connections.remove(this);
}

net::Task<> Connection::live() {
    Login login(state_, *socket_, input_, net::Clock::now() + state_.options.startup_timeout);
    const auto startup = co_await login.negotiate();
    if (!startup) co_return;
    is_counted_ = state_.sessions.enter();
    if (!is_counted_) {
        throw FatalError(Code::too_many_connections,
                         "connection limit \"{}\" exceeded for non-bootstrap users",
                         state_.options.connection_count_max);
    }
    std::string method;
    try {
        method = co_await login.authenticate(*startup);
    } catch (const FatalError& error) {
        auto* observer = dynamic_cast<session::LoginObserver*>(&state_.factory);
        if (observer != nullptr && error.code() != Code::connection_failure) {
            observer->login_refused(client_info(*startup, *socket_));
        }
        throw;
    }
    permit_.reset();
    co_await open_session(*startup, std::move(method));
    co_await serve();
}

net::Task<> Connection::open_session(const StartupMessage& startup, std::string method) {
    auto client = client_info(startup, *socket_);
    client.authentication_method = std::move(method);
    const std::weak_ptr<Connection> weak = weak_from_this();
    client.terminate = [weak] {
        const auto self = weak.lock();
        if (self == nullptr) return;
        self->request_end();
        self->cancel(CancelReason::shutdown);
    };
    cancel_key_ = state_.cancels.add([weak] {
        if (const auto self = weak.lock()) self->cancel(CancelReason::user_request);
    });
    Greeting greeting;
    greeting.tell_redshift_protocol = startup.is_redshift_driver;
    greeting.process_id = cancel_key_.process_id;
    greeting.secret_key = cancel_key_.secret_key;
    co_await state_.workers.run([&] {
        auto session = state_.factory.open(client, cancel_key_.process_id);
        backend_ = std::make_unique<Backend>(
            *session, *socket_, input_, state_.alarms, must_end_,
            [this] { return state_.workers.has_waiting_jobs(); }, startup.redshift_protocol);
        {
            std::lock_guard lock(session_mutex_);
            session_ = std::move(session);
        }
        backend_->greet(greeting);
    });
    log::debug(
        "session opened",
        {{"pid", cancel_key_.process_id}, {"user", client.user}, {"database", client.database}});
}

net::Deadline Connection::idle_deadline() const {
    const auto timeout_ms = session_->idle_timeout_ms();
    return timeout_ms > 0 ? net::Clock::now() + std::chrono::milliseconds(timeout_ms)
                          : net::kNoDeadline;
}

net::Task<> Connection::serve() {
    while (true) {
        bool goes_on = false;
        co_await state_.workers.run([&] { goes_on = backend_->serve(); });
        if (!goes_on) co_return;
        const net::Wait waited = co_await socket_->wait(idle_deadline());
        if (waited == net::Wait::timed_out) {
            throw FatalError(Code::idle_session_timeout,
                             "terminating connection due to idle-session timeout");
        }
    }
}

net::Task<> Connection::say_goodbye(const std::optional<FatalError>& failure) {
    if (!failure || failure->code() == Code::connection_failure) co_return;
    MessageWriter writer;
    if (backend_ != nullptr) writer.buffer() = backend_->take_output();
    write_error(writer, *failure, "FATAL", {});
    try {
        const auto deadline = net::Clock::now() + kGoodbyeTimeout;
        co_await socket_->write_all(writer.buffer(), deadline);
        // A client that is told of the server's end need not be waited for.
        if (!must_end_) co_await socket_->finish(deadline);
    } catch (const Error& error) {
        log::debug("client left before it was told why",
                   {{"reason", failure->message()}, {"error", error.message()}});
    }
}

void Connection::close_session() {
    backend_.reset();
    std::unique_ptr<session::Session> session;
    {
        std::lock_guard lock(session_mutex_);
        session = std::move(session_);
    }
}

}  // namespace blueshift::protocol
