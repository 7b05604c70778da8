#include "server/http_service.h"

#include "net/event_loop.h"
#include "net/http_server.h"

namespace blueshift::server {

namespace {

/// Prometheus text format.
std::string metrics(session::Cluster& cluster) {
    const auto sessions = cluster.sessions();
    std::int64_t running = 0;
    for (const auto& session : sessions) running += !session.current_query.empty();
    std::string text;
    const auto add = [&](std::string_view name, std::string_view type, std::string_view help, std::int64_t value) {
        text += fmt::format("# HELP {0} {1}\n# TYPE {0} {2}\n{0} {3}\n", name, help, type, value);
    };
    add("blueshift_sessions", "gauge", "Open client sessions.", static_cast<std::int64_t>(sessions.size()));
    add("blueshift_running_statements", "gauge", "Statements that run now.", running);
    add("blueshift_statements_total", "counter", "Statements since the server started.",
        cluster.log().statement_count());
    add("blueshift_failed_statements_total", "counter", "Statements that ended with an error.",
        cluster.log().failed_statement_count());
    return text;
}

net::HttpResponse answer(const net::HttpRequest& request, session::Cluster& cluster) {
    const std::string path = request.target.substr(0, request.target.find('?'));
    if (request.method != "GET" && request.method != "HEAD") return {405, "text/plain", "method not allowed\n"};
    if (path == "/healthz") return {200, "text/plain; charset=utf-8", "ok\n"};
    if (path == "/metrics") return {200, "text/plain; version=0.0.4; charset=utf-8", metrics(cluster)};
    return {404, "text/plain; charset=utf-8", "not found\n"};
}

}  // namespace

class HttpService::Impl {
public:
    Impl(const std::string& address, int port, session::Cluster& cluster)
        : loop_(1),
          server_(std::make_unique<net::HttpServer>(loop_, address, port,
                                                    [&cluster](const net::HttpRequest& request) {
                                                        return answer(request, cluster);
                                                    })),
          port_(server_->port()) {}

    net::EventLoop loop_;
    std::unique_ptr<net::HttpServer> server_;
    int port_;
};

HttpService::HttpService(const std::string& address, int port, session::Cluster& cluster)
    : impl_(std::make_unique<Impl>(address, port, cluster)) {}

HttpService::~HttpService() = default;

int HttpService::port() const { return impl_->port_; }

void HttpService::stop() {
    // The listener waits for its coroutine, which needs the loop to end.
    impl_->server_.reset();
    impl_->loop_.stop();
}

}  // namespace blueshift::server
