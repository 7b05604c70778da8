#include "net/socket.h"

#include <netinet/in.h>
#include <netinet/tcp.h>
#include <openssl/err.h>
#include <openssl/ssl.h>
#include <poll.h>
#include <sys/socket.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <boost/asio/posix/stream_descriptor.hpp>
#include <boost/asio/redirect_error.hpp>
#include <boost/asio/steady_timer.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <cerrno>
#include <cstring>
#include <memory>

#include "base/error.h"

namespace blueshift::net {

namespace asio = boost::asio;

namespace {

/// A dead client is noticed after about this time of silence plus kKeepAliveCount probes.
constexpr int kKeepAliveIdleSeconds = 60;
constexpr int kKeepAliveIntervalSeconds = 10;
constexpr int kKeepAliveCount = 6;
constexpr std::size_t kTlsWriteBytesMax = 1u << 30;

Error connection_lost(int reason) {
    return Error(Code::connection_failure, "connection to client lost: {}", std::strerror(reason));
}

void set_option(int descriptor, int level, int option, int value) {
    // Only tuning: a connection without it works too.
    (void)setsockopt(descriptor, level, option, &value, sizeof(value));
}

}  // namespace

Socket::Socket(Executor executor, int descriptor, PeerAddress peer)
    : executor_(std::move(executor)), descriptor_(descriptor), peer_(std::move(peer)) {
    set_option(descriptor_, IPPROTO_TCP, TCP_NODELAY, 1);
    set_option(descriptor_, SOL_SOCKET, SO_KEEPALIVE, 1);
    set_option(descriptor_, IPPROTO_TCP, TCP_KEEPIDLE, kKeepAliveIdleSeconds);
    set_option(descriptor_, IPPROTO_TCP, TCP_KEEPINTVL, kKeepAliveIntervalSeconds);
    set_option(descriptor_, IPPROTO_TCP, TCP_KEEPCNT, kKeepAliveCount);
}

Socket::~Socket() {
    SSL_free(tls_);
    close(descriptor_);
}

std::string Socket::tls_version() const {
    return tls_ == nullptr ? "" : SSL_get_version(tls_);
}

std::string Socket::tls_cipher() const {
    return tls_ == nullptr ? "" : SSL_get_cipher_name(tls_);
}

bool Socket::tls_wants_wait(int result) {
    const int system_error = errno;
    const int error = SSL_get_error(tls_, result);
    if (error == SSL_ERROR_WANT_READ || error == SSL_ERROR_WANT_WRITE) {
        wanted_events_ = error == SSL_ERROR_WANT_READ ? POLLIN : POLLOUT;
        return true;
    }
    const char* reason = ERR_reason_error_string(ERR_peek_error());
    ERR_clear_error();
    if (error == SSL_ERROR_SYSCALL && system_error != 0) throw connection_lost(system_error);
    throw Error(Code::connection_failure, "connection to client lost: {}",
                reason == nullptr ? "unexpected end of stream" : reason);
}

std::optional<std::size_t> Socket::try_read(std::span<char> buffer) {
    if (tls_ != nullptr) {
        ERR_clear_error();
        errno = 0;
        std::size_t count = 0;
        const int result = SSL_read_ex(tls_, buffer.data(), buffer.size(), &count);
        if (result == 1) return count;
        // Clients often leave without the closing alert; both ways are an end here.
        const int error = SSL_get_error(tls_, result);
        if (error == SSL_ERROR_ZERO_RETURN) return 0;
        if (error == SSL_ERROR_SSL &&
            ERR_GET_REASON(ERR_peek_error()) == SSL_R_UNEXPECTED_EOF_WHILE_READING) {
            ERR_clear_error();
            return 0;
        }
        tls_wants_wait(result);
        return std::nullopt;
    }
    while (true) {
        const ssize_t count = recv(descriptor_, buffer.data(), buffer.size(), 0);
        if (count >= 0) return static_cast<std::size_t>(count);
        if (errno == EINTR) continue;
        if (errno != EAGAIN && errno != EWOULDBLOCK) throw connection_lost(errno);
        wanted_events_ = POLLIN;
        return std::nullopt;
    }
}

std::size_t Socket::try_write(std::string_view bytes) {
    if (tls_ != nullptr) {
        ERR_clear_error();
        errno = 0;
        std::size_t count = 0;
        const int result =
            SSL_write_ex(tls_, bytes.data(), std::min(bytes.size(), kTlsWriteBytesMax), &count);
        if (result == 1) return count;
        tls_wants_wait(result);
        return 0;
    }
    while (true) {
        const ssize_t count = send(descriptor_, bytes.data(), bytes.size(), MSG_NOSIGNAL);
        if (count >= 0) return static_cast<std::size_t>(count);
        if (errno == EINTR) continue;
        if (errno != EAGAIN && errno != EWOULDBLOCK) throw connection_lost(errno);
        wanted_events_ = POLLOUT;
        return 0;
    }
}

Task<Wait> Socket::wait(Deadline deadline) {
    if (std::exchange(interrupted_, false)) co_return Wait::interrupted;
    if (deadline <= Clock::now()) co_return Wait::timed_out;

    // The timer's handler may still be queued when this coroutine has gone on.
    struct Shared {
        Descriptor* descriptor;
        bool timed_out = false;
    };
    Descriptor descriptor(executor_, descriptor_);
    const auto shared = std::make_shared<Shared>(Shared{&descriptor});
    asio::steady_timer timer(executor_);
    if (deadline != kNoDeadline) {
        timer.expires_at(deadline);
        timer.async_wait([shared](const boost::system::error_code& canceled) {
            if (canceled || shared->descriptor == nullptr) return;
            shared->timed_out = true;
            shared->descriptor->cancel();
        });
    }
    waiting_ = &descriptor;
    boost::system::error_code failure;
    const auto direction =
        wanted_events_ == POLLOUT ? Descriptor::wait_write : Descriptor::wait_read;
    co_await descriptor.async_wait(direction, asio::redirect_error(asio::use_awaitable, failure));
    waiting_ = nullptr;
    shared->descriptor = nullptr;
    descriptor.release();
    if (std::exchange(interrupted_, false)) co_return Wait::interrupted;
    if (!failure) co_return Wait::ready;
    if (shared->timed_out) co_return Wait::timed_out;
    throw Error(Code::connection_failure, "connection to client lost: {}", failure.message());
}

void Socket::interrupt() {
    interrupted_ = true;
    if (waiting_ != nullptr) waiting_->cancel();
}

namespace {

void require_ready(Wait result) {
    if (result == Wait::timed_out) throw Error(Code::connection_failure, "connection timed out");
    if (result == Wait::interrupted) {
        throw Error(Code::connection_failure, "connection closed by the server");
    }
}

}  // namespace

Task<std::size_t> Socket::read_some(std::span<char> buffer, Deadline deadline) {
    while (true) {
        if (const auto count = try_read(buffer)) co_return *count;
        const Wait result = co_await wait(deadline);
        require_ready(result);
    }
}

Task<> Socket::write_all(std::string_view bytes, Deadline deadline) {
    while (!bytes.empty()) {
        const std::size_t count = try_write(bytes);
        bytes.remove_prefix(count);
        if (count > 0) continue;
        const Wait result = co_await wait(deadline);
        require_ready(result);
    }
}

Task<> Socket::start_tls(const TlsContext& context, Deadline deadline) {
    tls_ = context.new_session();
    SSL_set_fd(tls_, descriptor_);
    while (true) {
        ERR_clear_error();
        errno = 0;
        const int result = SSL_accept(tls_);
        if (result == 1) co_return;
        tls_wants_wait(result);
        const Wait waited = co_await wait(deadline);
        require_ready(waited);
    }
}

Task<> Socket::finish(Deadline deadline) {
    if (tls_ != nullptr) SSL_shutdown(tls_);
    shutdown(descriptor_, SHUT_WR);
    // What comes is thrown away undecrypted.
    std::array<char, 16384> discarded;
    while (true) {
        const ssize_t count = recv(descriptor_, discarded.data(), discarded.size(), 0);
        if (count > 0) continue;
        if (count == 0 || (errno != EAGAIN && errno != EWOULDBLOCK && errno != EINTR)) co_return;
        wanted_events_ = POLLIN;
        const Wait result = co_await wait(deadline);
        if (result != Wait::ready) co_return;
    }
}

bool Socket::wait_blocking(std::chrono::milliseconds timeout) {
    pollfd entry{descriptor_, wanted_events_, 0};
    return poll(&entry, 1, static_cast<int>(timeout.count())) > 0;
}

void Socket::write_all_blocking(std::string_view bytes) {
    while (!bytes.empty()) {
        const std::size_t count = try_write(bytes);
        bytes.remove_prefix(count);
        if (count == 0) wait_blocking(std::chrono::milliseconds(-1));
    }
}

bool Socket::is_peer_gone() const {
    pollfd entry{descriptor_, POLLRDHUP, 0};
    return poll(&entry, 1, 0) > 0 && (entry.revents & (POLLRDHUP | POLLHUP | POLLERR)) != 0;
}

void Socket::abort() {
    shutdown(descriptor_, SHUT_RDWR);
}

}  // namespace blueshift::net
