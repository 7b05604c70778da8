#pragma once
/// A small HTTP/1.1 server: one function answers all requests. Parsing is Beast's.
#include <functional>
#include <memory>
#include <string>
#include <string_view>

#include "net/event_loop.h"

namespace blueshift::net {

struct HttpRequest {
    std::string method;
    std::string target;  ///< path and query as sent
    std::string body;
};

struct HttpResponse {
    int status = 200;
    std::string content_type = "text/plain; charset=utf-8";
    std::string body;
};

/// Listens from its constructor on. The handler runs on the event loop and must not block.
class HttpServer {
public:
    using Handler = std::function<HttpResponse(const HttpRequest&)>;
    static constexpr std::size_t kRequestBytesMax = 1 << 20;
    static constexpr std::chrono::seconds kRequestTimeout{30};

    /// Throws config_file_error (F0000), io_error (58030).
    HttpServer(EventLoop& loop, const std::string& address, int port, Handler handler);
    ~HttpServer();
    int port() const;
    /// Refuses connections from now on.
    void close();

private:
    class Impl;
    std::unique_ptr<Impl> impl_;
};

}  // namespace blueshift::net
