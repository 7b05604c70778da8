#pragma once
/// One TCP connection, plain or with TLS, that a coroutine and a worker thread use in turn.
#include <chrono>
#include <cstddef>
#include <optional>
#include <span>
#include <string>
#include <string_view>

#include "net/task.h"
#include "net/tls.h"

namespace boost::asio::posix {
template <typename Executor>
class basic_stream_descriptor;
}

namespace blueshift::net {

/// The other end, as log lines and pg_stat_activity show it.
struct PeerAddress {
    std::string host;
    int port = 0;
};

/// How a wait ended.
enum class Wait { ready, timed_out, interrupted };

/// Never blocks by itself: try_ functions do what is possible now, and a wait follows in the manner
/// of the caller: wait() in a coroutine, wait_blocking() on a worker. While nobody waits in a
/// coroutine the event loop does not know the descriptor, so that a busy connection wakes one
/// thread only. Not thread-safe, except for the last group. Failures throw connection_failure
/// (08006).
class Socket {
public:
    /// Takes over `descriptor`, a connected TCP socket.
    Socket(Executor executor, int descriptor, PeerAddress peer);
    ~Socket();
    Socket(const Socket&) = delete;
    Socket& operator=(const Socket&) = delete;

    const PeerAddress& peer() const { return peer_; }
    const Executor& executor() const { return executor_; }
    bool is_tls() const { return tls_ != nullptr; }
    /// Such as `TLSv1.3` and `TLS_AES_256_GCM_SHA384`; empty without TLS.
    std::string tls_version() const;
    std::string tls_cipher() const;

    /// Reads what is there; 0 at the end of the stream, nothing when a wait is needed.
    std::optional<std::size_t> try_read(std::span<char> buffer);
    /// Writes what fits; 0 when a wait is needed.
    std::size_t try_write(std::string_view bytes);

    // For coroutines on this socket's executor.
    /// Waits for what the last try_ function lacked.
    Task<Wait> wait(Deadline deadline);
    /// Reads at least one byte; 0 at the end of the stream. Fails at the deadline and when
    /// interrupted.
    Task<std::size_t> read_some(std::span<char> buffer, Deadline deadline);
    Task<> write_all(std::string_view bytes, Deadline deadline);
    /// Shakes hands as the TLS server. Fails at the deadline.
    Task<> start_tls(const TlsContext& context, Deadline deadline);
    /// Ends the stream and reads until the client has ended it too or the deadline comes. Closing
    /// at once while input is unread would destroy the last message on its way to the client.
    Task<> finish(Deadline deadline);
    /// Ends the coroutine's present wait or, when there is none, its next one. Call on the
    /// executor.
    void interrupt();

    // For worker threads.
    /// False when nothing came in time.
    bool wait_blocking(std::chrono::milliseconds timeout);
    void write_all_blocking(std::string_view bytes);

    // For any thread.
    /// True when the client has closed its end or the connection has failed, also while input is
    /// unread.
    bool is_peer_gone() const;
    /// Breaks the connection: waits end, reads and writes fail.
    void abort();

private:
    using Descriptor = boost::asio::posix::basic_stream_descriptor<Executor>;

    /// Notes what a TLS call lacks and returns true, or throws.
    bool tls_wants_wait(int result);

    Executor executor_;
    int descriptor_;
    PeerAddress peer_;
    SSL* tls_ = nullptr;
    short wanted_events_ = 0;  ///< POLLIN or POLLOUT
    Descriptor* waiting_ = nullptr;
    bool interrupted_ = false;
};

}  // namespace blueshift::net
