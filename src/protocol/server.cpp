#include "protocol/server.h"

#include "base/log.h"
#include "net/event_loop.h"
#include "net/listener.h"
#include "protocol/connection.h"
#include "protocol/server_state.h"

namespace blueshift::protocol {

namespace {

/// What canceled statements may take to end before their connections are broken.
constexpr std::chrono::milliseconds kCancelGrace{5'000};

}  // namespace

class Server::Impl {
public:
    Impl(ServerOptions options, session::SessionFactory& factory)
        : loop_(options.io_thread_count), state_(std::move(options), factory) {}

    void start() {
        net::raise_descriptor_limit();
        listener_.emplace(
            loop_, state_.options.listen_address, state_.options.port,
            [this](std::unique_ptr<net::Socket> socket) { accept(std::move(socket)); });
    }

    int port() const { return listener_->port(); }

    void stop(std::chrono::milliseconds grace) {
        if (!listener_) return;
        listener_.reset();
        for (const auto& connection : state_.connections.all())
            connection->request_end();
        if (state_.connections.wait_until_empty(net::Clock::now() + grace)) return;
        for (const auto& connection : state_.connections.all())
            connection->cancel(CancelReason::shutdown);
        if (state_.connections.wait_until_empty(net::Clock::now() + kCancelGrace)) return;
        for (const auto& connection : state_.connections.all())
            connection->abort();
        state_.connections.wait_until_empty(net::kNoDeadline);
    }

private:
    void accept(std::unique_ptr<net::Socket> socket) {
        auto permit = state_.startups.admit(socket->peer().host);
        if (!permit) {
            log::warning("too many startups, connection closed", {{"host", socket->peer().host}});
            return;
        }
        auto connection =
            std::make_shared<Connection>(state_, std::move(socket), std::move(*permit));
        state_.connections.add(connection);
        connection->start();
    }

    net::EventLoop loop_;  // first: coroutines end before what they use
    ServerState state_;
    std::optional<net::Listener> listener_;
};

Server::Server(ServerOptions options, session::SessionFactory& factory)
    : impl_(std::make_unique<Impl>(std::move(options), factory)) {}

Server::~Server() {
    stop(std::chrono::milliseconds(0));
}

void Server::start() {
    impl_->start();
}

int Server::port() const {
    return impl_->port();
}

void Server::stop(std::chrono::milliseconds grace) {
    impl_->stop(grace);
}

}  // namespace blueshift::protocol
