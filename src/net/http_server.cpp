#include "net/http_server.h"

#include <utility>

#include <array>
#include <boost/beast/http/empty_body.hpp>
#include <boost/beast/http/parser.hpp>
#include <boost/beast/http/status.hpp>
#include <boost/beast/http/string_body.hpp>

#include "base/error.h"
#include "net/listener.h"
#include "net/socket.h"

namespace blueshift::net {

namespace {

namespace http = boost::beast::http;
namespace asio = boost::asio;

std::string serialize(const HttpResponse& response, bool keep_alive) {
    const auto reason = http::obsolete_reason(static_cast<http::status>(response.status));
    return fmt::format(
        "HTTP/1.1 {} {}\r\nContent-Type: {}\r\nContent-Length: {}\r\nConnection: {}\r\n\r\n{}", response.status,
        std::string_view(reason.data(), reason.size()), response.content_type, response.body.size(),
        keep_alive ? "keep-alive" : "close", response.body);
}

/// Reads one request; false when the client has ended the connection. `rest` keeps what came behind it.
Task<bool> read_request(Socket& socket, std::string& rest, HttpRequest& request, bool& keep_alive) {
    http::request_parser<http::string_body> parser;
    parser.body_limit(HttpServer::kRequestBytesMax);
    parser.eager(true);
    const Deadline deadline = Clock::now() + HttpServer::kRequestTimeout;
    std::array<char, 8192> buffer;
    while (true) {
        if (!rest.empty()) {
            boost::system::error_code error;
            const std::size_t used = parser.put(asio::buffer(rest), error);
            rest.erase(0, used);
            if (error && error != http::error::need_more) {
                throw Error(Code::protocol_violation, "malformed HTTP request: {}", error.message());
            }
            if (parser.is_done()) break;
        }
        const std::size_t count = co_await socket.read_some(buffer, deadline);
        if (count == 0) co_return false;
        rest.append(buffer.data(), count);
        if (rest.size() > HttpServer::kRequestBytesMax) {
            throw Error(Code::program_limit_exceeded, "HTTP request is too large");
        }
    }
    auto message = parser.release();
    const auto method = message.method_string();
    const auto target = message.target();
    request.method.assign(method.data(), method.size());
    request.target.assign(target.data(), target.size());
    request.body = std::move(message.body());
    keep_alive = message.keep_alive();
    co_return true;
}

Task<> serve(std::shared_ptr<Socket> socket, HttpServer::Handler handler) {
    std::string rest;
    bool keep_alive = true;
    while (keep_alive) {
        HttpRequest request;
        HttpResponse response;
        bool malformed = false;
        try {
            if (!co_await read_request(*socket, rest, request, keep_alive)) co_return;
            response = handler(request);
        } catch (const Error& error) {
            if (error.code() == Code::connection_failure) co_return;
            malformed = true;
            response.status = error.code() == Code::program_limit_exceeded ? 413 : 400;
            response.body = error.message() + "\n";
        }
        keep_alive = keep_alive && !malformed;
        co_await socket->write_all(serialize(response, keep_alive), Clock::now() + HttpServer::kRequestTimeout);
    }
    co_await socket->finish(Clock::now() + std::chrono::seconds(1));
}

}  // namespace

class HttpServer::Impl {
public:
    Impl(EventLoop& loop, const std::string& address, int port, Handler handler)
        : listener_(loop, address, port, [handler = std::move(handler)](std::unique_ptr<Socket> socket) {
              const Executor executor = socket->executor();
              spawn(executor, [shared = std::shared_ptr<Socket>(std::move(socket)), handler] {
                  return serve(shared, handler);
              });
          }) {}

    Listener listener_;
};

HttpServer::HttpServer(EventLoop& loop, const std::string& address, int port, Handler handler)
    : impl_(std::make_unique<Impl>(loop, address, port, std::move(handler))) {}

HttpServer::~HttpServer() = default;

int HttpServer::port() const { return impl_->listener_.port(); }

void HttpServer::close() { impl_->listener_.close(); }

}  // namespace blueshift::net
