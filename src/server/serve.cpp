/// `blueshift serve`: wires the parts, waits for a signal, stops them in order.
#include <pthread.h>
#include <signal.h>

#include <algorithm>
#include <cstdio>
#include <filesystem>

#include "base/crypto.h"
#include "base/log.h"
#include "protocol/server.h"
#include "server/commands.h"
#include "server/data_directory.h"
#include "server/http_service.h"
#include "server/storage_roles.h"
#include "session/cluster.h"

namespace blueshift::server {

namespace {

/// Blocks the signals in every thread that starts from here on; one thread waits for them.
sigset_t block_stop_signals() {
    sigset_t signals;
    sigemptyset(&signals);
    sigaddset(&signals, SIGTERM);
    sigaddset(&signals, SIGINT);
    pthread_sigmask(SIG_BLOCK, &signals, nullptr);
    // A client that goes away is an error of its connection, not of the process.
    signal(SIGPIPE, SIG_IGN);
    return signals;
}

/// Where the extensions lie when nothing is said: beside the executable, or in the source tree's dependencies.
std::string default_extension_directory() {
    std::error_code error;
    const auto executable = std::filesystem::read_symlink("/proc/self/exe", error);
    for (const char* candidate : {"extensions", "../lib/blueshift/extensions", "../../.deps/extensions"}) {
        const auto path = executable.parent_path() / candidate;
        if (std::filesystem::is_directory(path, error)) return path.string();
    }
    return {};
}

copy::StorageDefaults storage_defaults(const Options& options, const DataDirectory& directory) {
    copy::StorageDefaults storage;
    storage.credentials = {options.s3_endpoint, options.s3_region, options.s3_access_key_id,
                           options.s3_secret_access_key, options.s3_session_token, options.s3_virtual_host};
    storage.roles = read_roles(directory.path() + "/blueshift.toml", storage.credentials);
    storage.temp_directory = directory.temp_directory();
    std::string_view roots = options.file_roots;
    while (!roots.empty()) {
        const std::string_view root = roots.substr(0, roots.find(':'));
        if (!root.empty()) storage.file_roots.emplace_back(root);
        roots.remove_prefix(std::min(root.size() + 1, roots.size()));
    }
    return storage;
}

session::AuditOptions audit_options(const Options& options) {
    if (options.audit_format != "vendor" && options.audit_format != "json") {
        throw Error(Code::config_file_error, "audit-format must be vendor or json, not \"{}\"", options.audit_format);
    }
    session::AuditOptions audit;
    audit.folder = options.audit_folder;
    audit.format = options.audit_format == "json" ? session::AuditFormat::json : session::AuditFormat::vendor;
    audit.user_activity = options.audit_user_activity;
    audit.file_bytes_max = std::int64_t{options.audit_rotate_mb} << 20;
    audit.rotation = std::chrono::minutes(options.audit_rotate_minutes);
    audit.s3_prefix = options.audit_s3_prefix;
    audit.credentials = {options.s3_endpoint, options.s3_region, options.s3_access_key_id, options.s3_secret_access_key,
                         options.s3_session_token};
    return audit;
}

}  // namespace

int run_serve(const Options& options) {
    const sigset_t signals = block_stop_signals();
    DataDirectory directory(options.data_directory, false);

    session::ClusterOptions cluster_options;
    cluster_options.engine.path = directory.database_file();
    cluster_options.engine.temp_directory = directory.temp_directory();
    cluster_options.engine.threads = options.threads;
    cluster_options.engine.memory_limit = options.memory_limit;
    cluster_options.engine.extension_dir =
        options.extension_directory.empty() ? default_extension_directory() : options.extension_directory;
    cluster_options.connection_count_max = options.connection_count_max;
    cluster_options.verifier_secret = crypto::random_bytes(32);
    cluster_options.storage = storage_defaults(options, directory);
    cluster_options.audit = audit_options(options);
    cluster_options.secrets_file = options.secrets_file;
    cluster_options.copy_job_interval = std::chrono::milliseconds(options.copy_job_interval_ms);
    session::Cluster cluster(std::move(cluster_options));

    protocol::ServerOptions server_options;
    server_options.listen_address = options.listen_address;
    server_options.port = options.port;
    server_options.tls_directory = options.tls ? directory.tls_directory() : "";
    server_options.require_tls = options.require_tls;
    server_options.connection_count_max = static_cast<std::size_t>(options.connection_count_max);
    server_options.message_bytes_max = static_cast<std::uint32_t>(options.message_bytes_max);
    protocol::Server server(server_options, cluster);
    server.start();
    HttpService http(options.listen_address, options.http_port, cluster);

    directory.publish(server.port(), http.port());
    std::printf("ready port=%d http_port=%d\n", server.port(), http.port());
    std::fflush(stdout);
    log::info("server started", {{"port", server.port()}, {"http_port", http.port()},
                                 {"engine", cluster.engine().version()}});

    int signal_number = 0;
    sigwait(&signals, &signal_number);
    log::info("stopping", {{"signal", signal_number}});
    http.stop();
    server.stop(std::chrono::milliseconds(options.shutdown_grace_ms));
    cluster.engine().checkpoint();
    log::info("stopped");
    return 0;
}

}  // namespace blueshift::server
