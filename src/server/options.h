#pragma once
/// Command line, environment and blueshift.toml, in that order.
#include <cstdint>
#include <string>

#include "base/log.h"

namespace blueshift::server {

enum class Command { none, init, serve, status, version };

/// Everything that can be configured; defaults are the product's.
struct Options {
    Command command = Command::none;

    std::string data_directory;

    // init
    std::string admin_user = "awsuser";
    std::string admin_password_file;
    std::string admin_password;  ///< from BLUESHIFT_ADMIN_PASSWORD only
    std::string database = "dev";

    // serve
    std::string listen_address = "127.0.0.1";
    int port = 5439;
    int http_port = 5440;
    int connection_count_max = 500;
    int threads = 0;  ///< of the engine; 0: one per core
    std::string memory_limit;
    std::string extension_directory;
    bool require_tls = false;
    bool tls = true;
    std::string log_level = "info";
    std::string log_format = "text";
    std::string log_file;
    std::string audit_folder;  ///< empty: no audit files
    std::string audit_format = "vendor";
    bool audit_user_activity = true;
    int audit_rotate_mb = 100;
    int audit_rotate_minutes = 60;
    std::string audit_s3_prefix;
    int shutdown_grace_ms = 10'000;
    int message_bytes_max = 256 << 20;
    int copy_job_interval_ms = 10'000;

    // object storage
    std::string s3_endpoint;
    std::string s3_region = "us-east-1";
    std::string s3_access_key_id;
    std::string s3_secret_access_key;
    std::string s3_session_token;
    std::string secrets_file;  ///< log-ins of federated schemas, by the name that SECRET_ARN gives
    bool s3_virtual_host = false;
    std::string file_roots;  ///< folders that file:// may read and write, separated by colons; empty: none
};

/// Reads them all. Returns an exit code when the process is to end now (help, or a mistake that has been printed),
/// -1 otherwise.
int read_options(int argc, char** argv, Options& options);

log::Options log_options(const Options& options);

}  // namespace blueshift::server
