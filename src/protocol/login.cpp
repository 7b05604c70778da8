#include "protocol/login.h"

#include "base/log.h"
#include "protocol/auth/authenticator.h"
#include "protocol/fatal_error.h"

namespace blueshift::protocol {

net::Task<std::optional<StartupPacket>> Login::read_startup_packet() {
    while (true) {
        if (const auto packet = input_.next_startup_packet())
            co_return parse_startup_packet(*packet);
        const std::size_t count = co_await socket_.read_some(input_.prepare(), deadline_);
        if (count == 0) co_return std::nullopt;
        input_.commit(count);
    }
}

net::Task<> Login::answer_ssl_request() {
    if (state_.tls == nullptr) {
        co_await socket_.write_all("N", deadline_);
        co_return;
    }
    // What was sent before the handshake could come from someone in between.
    if (!input_.is_empty()) {
        throw FatalError(Code::protocol_violation, "received unencrypted data after SSL request");
    }
    co_await socket_.write_all("S", deadline_);
    co_await socket_.start_tls(*state_.tls, deadline_);
}

net::Task<std::optional<StartupMessage>> Login::negotiate() {
    while (true) {
        auto packet = co_await read_startup_packet();
        if (!packet) co_return std::nullopt;
        if (std::holds_alternative<SslRequest>(*packet)) {
            if (socket_.is_tls())
                throw FatalError(Code::protocol_violation,
                                 "SSL request on an encrypted connection");
            co_await answer_ssl_request();
        } else if (std::holds_alternative<GssEncRequest>(*packet)) {
            co_await socket_.write_all("N", deadline_);
        } else if (const auto* cancel = std::get_if<CancelRequest>(&*packet)) {
            state_.cancels.cancel({cancel->process_id, cancel->secret_key});
            co_return std::nullopt;
        } else {
            auto startup = std::get<StartupMessage>(std::move(*packet));
            co_await answer_unknown_options(startup);
            co_return startup;
        }
    }
}

net::Task<> Login::answer_unknown_options(const StartupMessage& startup) {
    if (startup.minor_version == 0 && startup.unknown_protocol_options.empty()) co_return;
    // Redshift's drivers ask for compression in this way, go on without it, and do not know the
    // answer.
    if (startup.is_redshift_driver) co_return;
    MessageWriter writer;
    writer.begin(BackendMessage::negotiate_protocol_version);
    writer.add_int32(kProtocolVersion);
    writer.add_int32(static_cast<std::int32_t>(startup.unknown_protocol_options.size()));
    for (const auto& option : startup.unknown_protocol_options)
        writer.add_cstring(option);
    writer.end();
    co_await send(writer);
}

net::Task<> Login::send(MessageWriter& writer) {
    co_await socket_.write_all(writer.buffer(), deadline_);
}

net::Task<> Login::send_request(std::string_view body) {
    MessageWriter writer;
    writer.begin(BackendMessage::authentication);
    writer.add_bytes(body);
    writer.end();
    co_await send(writer);
}

net::Task<Frame> Login::read_authentication_frame() {
    while (true) {
        if (const auto frame = input_.next_authentication_frame()) co_return *frame;
        const std::size_t count = co_await socket_.read_some(input_.prepare(), deadline_);
        if (count == 0)
            throw FatalError(Code::connection_failure, "client left during authentication");
        input_.commit(count);
    }
}

net::Task<std::string> Login::authenticate(const StartupMessage& startup) {
    const std::string& host = socket_.peer().host;
    if (state_.options.require_tls && !socket_.is_tls()) {
        throw FatalError(
            Code::invalid_authorization_specification,
            "no pg_hba.conf entry for host \"{}\", user \"{}\", database \"{}\", SSL off", host,
            startup.user, startup.database);
    }
    session::PasswordVerifier verifier;
    co_await state_.workers.run([&] { verifier = state_.factory.password_verifier(startup.user); });
    const AuthenticationContext context{
        startup.user, startup.is_redshift_driver,
        socket_.is_tls() || state_.options.allow_cleartext_password};
    const auto authenticator = choose_authenticator(verifier, context);
    const auto delay = state_.throttle.delay(startup.user, host, net::Clock::now());

    AuthenticationStep step{AuthenticationStep::State::proceed, authenticator->start()};
    while (step.state == AuthenticationStep::State::proceed) {
        co_await send_request(step.request);
        const Frame frame = co_await read_authentication_frame();
        step = authenticator->answer(frame.type, frame.body);
    }
    if (delay.count() > 0) co_await net::sleep_for(delay);
    if (step.state == AuthenticationStep::State::refused || verifier.disabled) {
        state_.throttle.failed(startup.user, host, net::Clock::now());
        log::warning("login refused", {{"user", startup.user},
                                       {"host", host},
                                       {"method", std::string(authenticator->name())}});
        // Redshift's drivers expect the code of its PostgreSQL generation.
        throw FatalError(startup.is_redshift_driver ? Code::invalid_authorization_specification
                                                    : Code::invalid_password,
                         "password authentication failed for user \"{}\"", startup.user);
    }
    state_.throttle.succeeded(startup.user, host);
    if (!step.request.empty()) co_await send_request(step.request);
    co_return std::string(authenticator->name());
}

}  // namespace blueshift::protocol
