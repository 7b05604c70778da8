#include "protocol/server_state.h"

#include "protocol/connection.h"

namespace blueshift::protocol {

void ConnectionSet::add(std::shared_ptr<Connection> connection) {
    std::lock_guard lock(mutex_);
    const Connection* key = connection.get();
    connections_.emplace(key, std::move(connection));
}

void ConnectionSet::remove(const Connection* connection) {
    std::lock_guard lock(mutex_);
    connections_.erase(connection);
    removed_.notify_all();
}

std::vector<std::shared_ptr<Connection>> ConnectionSet::all() const {
    std::lock_guard lock(mutex_);
    std::vector<std::shared_ptr<Connection>> out;
    for (const auto& [key, connection] : connections_)
        out.push_back(connection);
    return out;
}

bool ConnectionSet::wait_until_empty(net::Deadline deadline) {
    std::unique_lock lock(mutex_);
    const auto is_empty = [this] { return connections_.empty(); };
    if (deadline == net::kNoDeadline) {
        removed_.wait(lock, is_empty);
        return true;
    }
    return removed_.wait_until(lock, deadline, is_empty);
}

bool SessionCounter::enter() {
    if (count_.fetch_add(1) < count_max_) return true;
    leave();
    return false;
}

namespace {

std::unique_ptr<net::TlsContext> make_tls(const ServerOptions& options) {
    if (options.tls_directory.empty()) return nullptr;
    return std::make_unique<net::TlsContext>(net::ensure_certificate(options.tls_directory));
}

/// A statement may wait for a lock that another connection holds: each connection must be able to
/// have a thread.
net::WorkerPoolOptions worker_options(const ServerOptions& options) {
    net::WorkerPoolOptions out;
    out.thread_count_max =
        options.connection_count_max + static_cast<std::size_t>(options.io_thread_count);
    return out;
}

}  // namespace

ServerState::ServerState(ServerOptions server_options, session::SessionFactory& session_factory)
    : options(std::move(server_options)),
      factory(session_factory),
      tls(make_tls(options)),
      workers(worker_options(options)),
      startups(options.startup_count_max, options.startup_per_address_max),
      sessions(options.connection_count_max) {}

}  // namespace blueshift::protocol
