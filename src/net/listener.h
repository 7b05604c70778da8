#pragma once
/// Accepts TCP connections.
#include <functional>
#include <memory>
#include <string>

#include "net/event_loop.h"
#include "net/socket.h"

namespace blueshift::net {

/// Listens on one address and port. Accepting starts with the constructor.
class Listener {
public:
    /// Called on the listener's thread; must be short.
    using Handler = std::function<void(std::unique_ptr<Socket>)>;

    /// `address` is an IP address, IPv6's `::` also takes IPv4; port 0 lets the system choose.
    /// Throws config_file_error (F0000) for a bad address, io_error (58030) when it cannot be
    /// bound.
    Listener(EventLoop& loop, const std::string& address, int port, Handler handler);
    /// Closes and waits until no handler runs or will be called.
    ~Listener();

    /// The port that is listened on.
    int port() const;
    /// Refuses connections from now on. Any thread.
    void close();

private:
    class Impl;
    std::shared_ptr<Impl> impl_;  ///< shared with the accepting coroutine
};

/// Raises this process's limit of open files as far as it may; connections need one each.
void raise_descriptor_limit();

}  // namespace blueshift::net
