#pragma once
/// The HTTP side of a running server: /healthz and /metrics.
#include <memory>
#include <string>

#include "session/cluster.h"

namespace blueshift::server {

class HttpService {
public:
    /// Listens from now on; port 0 lets the system choose. Throws config_file_error (F0000) when it cannot.
    HttpService(const std::string& address, int port, session::Cluster& cluster);
    ~HttpService();
    int port() const;
    void stop();

private:
    class Impl;
    std::unique_ptr<Impl> impl_;
};

}  // namespace blueshift::server
