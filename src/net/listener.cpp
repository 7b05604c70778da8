#include "net/listener.h"

#include <sys/resource.h>

#include <boost/asio/ip/tcp.hpp>
#include <boost/asio/ip/v6_only.hpp>
#include <boost/asio/redirect_error.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <future>

#include "base/error.h"
#include "base/log.h"

namespace blueshift::net {

namespace asio = boost::asio;
using asio::ip::tcp;

namespace {

/// After a failed accept (no descriptors left, as a rule) until the next try.
constexpr std::chrono::milliseconds kAcceptRetry{100};

tcp::endpoint parse_endpoint(const std::string& address, int port) {
    boost::system::error_code failure;
    const auto parsed =
        asio::ip::make_address(address == "localhost" ? "127.0.0.1" : address, failure);
    if (failure) throw Error(Code::config_file_error, "invalid listen address \"{}\"", address);
    if (port < 0 || port > 65535) throw Error(Code::config_file_error, "invalid port {}", port);
    return {parsed, static_cast<unsigned short>(port)};
}

/// IPv4 clients of an IPv6 listener appear under their IPv4 address.
PeerAddress peer_address(const tcp::endpoint& endpoint) {
    const auto address = endpoint.address();
    if (address.is_v6() && address.to_v6().is_v4_mapped()) {
        return {asio::ip::make_address_v4(asio::ip::v4_mapped, address.to_v6()).to_string(),
                endpoint.port()};
    }
    return {address.to_string(), endpoint.port()};
}

}  // namespace

class Listener::Impl : public std::enable_shared_from_this<Listener::Impl> {
public:
    Impl(EventLoop& loop, const std::string& address, int port, Handler handler)
        : loop_(loop), acceptor_(loop.next_executor()), handler_(std::move(handler)) {
        const auto endpoint = parse_endpoint(address, port);
        try {
            acceptor_.open(endpoint.protocol());
            acceptor_.set_option(tcp::acceptor::reuse_address(true));
            if (endpoint.protocol() == tcp::v6()) acceptor_.set_option(asio::ip::v6_only(false));
            acceptor_.bind(endpoint);
            acceptor_.listen();
            port_ = acceptor_.local_endpoint().port();
        } catch (const boost::system::system_error& failure) {
            throw Error(Code::io_error, "could not listen on {} port {}: {}", address, port,
                        failure.code().message());
        }
    }

    void start() {
        spawn(acceptor_.get_executor(), [self = shared_from_this()] { return self->accept(); });
    }

    int port() const { return port_; }

    void close() {
        post(acceptor_.get_executor(), [self = shared_from_this()] {
            boost::system::error_code ignored;
            self->acceptor_.close(ignored);
        });
    }

    void wait_until_finished() { finished_.get_future().wait(); }

private:
    Task<> accept() {
        while (acceptor_.is_open()) {
            const Executor executor = loop_.next_executor();
            boost::system::error_code failure;
            tcp::endpoint endpoint;
            tcp::socket socket = co_await acceptor_.async_accept(
                endpoint, asio::redirect_error(asio::use_awaitable, failure));
            if (failure && acceptor_.is_open()) {
                log::warning("could not accept a connection", {{"error", failure.message()}});
                co_await sleep_for(kAcceptRetry);
            } else if (!failure) {
                hand_over(std::move(socket), executor, peer_address(endpoint));
            }
        }
        finished_.set_value();
    }

    void hand_over(tcp::socket accepted, const Executor& executor, PeerAddress peer) {
        boost::system::error_code failure;
        accepted.native_non_blocking(true, failure);
        const int descriptor = failure ? -1 : accepted.release(failure);
        if (failure) return;  // the client has gone already
        handler_(std::make_unique<Socket>(executor, descriptor, std::move(peer)));
    }

    EventLoop& loop_;
    tcp::acceptor acceptor_;
    Handler handler_;
    int port_ = 0;
    std::promise<void> finished_;
};

Listener::Listener(EventLoop& loop, const std::string& address, int port, Handler handler)
    : impl_(std::make_shared<Impl>(loop, address, port, std::move(handler))) {
    impl_->start();
}

Listener::~Listener() {
    close();
    impl_->wait_until_finished();
}

int Listener::port() const {
    return impl_->port();
}

void Listener::close() {
    impl_->close();
}

void raise_descriptor_limit() {
    rlimit limit{};
    if (getrlimit(RLIMIT_NOFILE, &limit) != 0 || limit.rlim_cur == limit.rlim_max) return;
    limit.rlim_cur = limit.rlim_max;
    if (setrlimit(RLIMIT_NOFILE, &limit) != 0)
        log::warning("could not raise the limit of open files");
}

}  // namespace blueshift::net
