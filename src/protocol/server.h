#pragma once
/// The PostgreSQL protocol's server.
#include <chrono>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <string>

#include "session/session.h"

namespace blueshift::protocol {

/// Where to listen, and every limit.
struct ServerOptions {
    std::string listen_address = "127.0.0.1";
    int port = 5439;  ///< 0: the system chooses
    std::string
        tls_directory;  ///< holds server.crt and server.key, made when missing; empty: no TLS
    bool require_tls = false;  ///< Doc: mgmt/connecting-ssl-support (require_ssl)
    /// Lets clients send their password unencrypted when the stored one allows no other method.
    bool allow_cleartext_password = false;

    std::size_t connection_count_max = 500;
    /// Connections that have not logged in yet, in all and of one address. More are closed at once.
    std::size_t startup_count_max = 1'000;
    std::size_t startup_per_address_max = 400;
    std::chrono::milliseconds startup_timeout{30'000};
    std::uint32_t message_bytes_max = 256u << 20;
    int io_thread_count = 2;
};

/// Listens and serves until stopped.
class Server {
public:
    /// `factory` must outlive the server.
    Server(ServerOptions options, session::SessionFactory& factory);
    /// Stops without grace if it runs.
    ~Server();

    /// Listens from now on. Throws config_file_error (F0000), io_error (58030).
    void start();
    /// The port that is listened on, once started.
    int port() const;
    /// Takes no more connections and ends those there are: at once when idle, after their statement
    /// when one runs, and after `grace` by canceling it. Blocks until the last connection has gone.
    void stop(std::chrono::milliseconds grace);

private:
    class Impl;
    std::unique_ptr<Impl> impl_;
};

}  // namespace blueshift::protocol
