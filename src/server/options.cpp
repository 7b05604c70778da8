#include "server/options.h"

#include <toml++/toml.h>

#include <CLI/CLI.hpp>
#include <algorithm>
#include <cstdio>
#include <filesystem>

#include "base/error.h"
#include "server/storage_roles.h"

namespace blueshift::server {

namespace {

std::string toml_key(const CLI::Option& option) {
    std::string key = option.get_lnames().front();
    std::replace(key.begin(), key.end(), '-', '_');
    return key;
}

std::string environment_name(std::string flag) {
    std::transform(flag.begin(), flag.end(), flag.begin(),
                   [](unsigned char c) { return c == '-' ? '_' : static_cast<char>(std::toupper(c)); });
    return "BLUESHIFT_" + flag;
}

template <class T>
void add(CLI::App* app, const std::string& flag, T& target, const std::string& description) {
    app->add_option("--" + flag, target, description)->envname(environment_name(flag))->capture_default_str();
}

void add_data(CLI::App* app, Options& options) {
    app->add_option("--data", options.data_directory, "Data directory of the cluster")
        ->envname("BLUESHIFT_DATA")
        ->required();
}

void add_logging(CLI::App* app, Options& options) {
    add(app, "log-level", options.log_level, "debug, info, warning or error");
    add(app, "log-format", options.log_format, "text or json");
    add(app, "log-file", options.log_file, "Log file; standard error when empty");
}

/// Gives the options that neither the command line nor the environment has set the file's values.
void apply_file(CLI::App* app, const std::string& path) {
    const toml::table table = toml::parse_file(path);
    for (const auto& [key, node] : table) {
        if (key.str() == kRoleTable) continue;  // read where the storage is set up
        CLI::Option* found = nullptr;
        for (CLI::Option* option : app->get_options()) {
            if (!option->get_lnames().empty() && toml_key(*option) == key.str()) found = option;
        }
        if (found == nullptr) {
            throw Error(Code::config_file_error, "unknown setting \"{}\" in {}", key.str(), path);
        }
        if (found->count() > 0) continue;
        const auto text = node.value<std::string>();
        const auto number = node.value<std::int64_t>();
        const auto boolean = node.value<bool>();
        if (!text && !number && !boolean) {
            throw Error(Code::config_file_error, "setting \"{}\" in {} must be a text, a number or a boolean",
                        key.str(), path);
        }
        found->add_result(text ? *text : node.is_boolean() ? (*boolean ? "true" : "false") : std::to_string(*number));
        found->run_callback();
    }
}

/// The standard variables of the AWS tools fill what is still empty.
void apply_aws_environment(Options& options) {
    const auto fill = [](std::string& target, const char* name, bool replace = false) {
        const char* value = std::getenv(name);
        if (value != nullptr && (target.empty() || replace)) target = value;
    };
    fill(options.s3_endpoint, "AWS_ENDPOINT_URL_S3");
    fill(options.s3_endpoint, "AWS_ENDPOINT_URL");
    fill(options.s3_access_key_id, "AWS_ACCESS_KEY_ID");
    fill(options.s3_secret_access_key, "AWS_SECRET_ACCESS_KEY");
    fill(options.s3_session_token, "AWS_SESSION_TOKEN");
    const bool region_is_default = options.s3_region == Options{}.s3_region;
    fill(options.s3_region, "AWS_DEFAULT_REGION", region_is_default);
    fill(options.s3_region, "AWS_REGION", region_is_default);
}

}  // namespace

int read_options(int argc, char** argv, Options& options) {
    CLI::App app{"Blueshift: the Redshift-compatible data warehouse that people run themselves", "blueshift"};
    app.require_subcommand(1);
    app.set_help_all_flag("--help-all", "Help of all commands");

    CLI::App* init = app.add_subcommand("init", "Create a cluster in a new data directory");
    add_data(init, options);
    add(init, "admin-user", options.admin_user, "Name of the first superuser");
    add(init, "admin-password-file", options.admin_password_file,
        "File with the password; without it and BLUESHIFT_ADMIN_PASSWORD one is generated and shown once");
    add(init, "database", options.database, "Name of the first database");
    add_logging(init, options);

    CLI::App* serve = app.add_subcommand("serve", "Serve a cluster until SIGTERM");
    add_data(serve, options);
    add(serve, "listen", options.listen_address, "Address to listen on");
    add(serve, "port", options.port, "Port of the PostgreSQL protocol; 0: the system chooses");
    add(serve, "http-port", options.http_port, "Port of HTTP; 0: the system chooses");
    add(serve, "max-connections", options.connection_count_max, "Most connections at once");
    add(serve, "threads", options.threads, "Threads of the engine; 0: one per core");
    add(serve, "memory-limit", options.memory_limit, "Memory of the engine, such as 4GB; empty: its default");
    add(serve, "extension-dir", options.extension_directory,
        "Folder of the engine's extensions; empty: beside the server");
    add(serve, "tls", options.tls, "Offer TLS, with a certificate of its own when there is none");
    add(serve, "require-tls", options.require_tls, "Refuse connections without TLS");
    add(serve, "message-bytes-max", options.message_bytes_max, "Largest message of a client");
    add(serve, "shutdown-grace-ms", options.shutdown_grace_ms, "Time for running statements after SIGTERM");
    add(serve, "copy-job-interval-ms", options.copy_job_interval_ms, "How often copy jobs look for new objects");
    add(serve, "s3-endpoint", options.s3_endpoint, "Default S3 endpoint, such as http://127.0.0.1:7070");
    add(serve, "s3-region", options.s3_region, "Default S3 region");
    add(serve, "s3-access-key-id", options.s3_access_key_id, "Default S3 access key id");
    add(serve, "s3-secret-access-key", options.s3_secret_access_key, "Default S3 secret access key");
    add(serve, "s3-session-token", options.s3_session_token, "Default S3 session token");
    add(serve, "secrets-file", options.secrets_file,
        "JSON file with the log-ins of federated schemas, by secret ARN; empty: none");
    add(serve, "s3-virtual-host", options.s3_virtual_host, "Whether the bucket stands in the host's name of s3-endpoint");
    add(serve, "file-roots", options.file_roots,
        "Folders that COPY and UNLOAD may reach with file://, separated by colons; empty: none");
    add(serve, "audit-folder", options.audit_folder,
        "Folder for the logs of connections, users and statements; empty: none");
    add(serve, "audit-format", options.audit_format, "vendor (as the vendor lays audit files out) or json");
    add(serve, "audit-user-activity", options.audit_user_activity, "Write the statements to the audit folder too");
    add(serve, "audit-rotate-mb", options.audit_rotate_mb, "Size at which an audit file is complete");
    add(serve, "audit-rotate-minutes", options.audit_rotate_minutes, "Age at which an audit file is complete");
    add(serve, "audit-s3-prefix", options.audit_s3_prefix,
        "Where complete audit files go, such as s3://bucket/audit/; empty: they stay in the folder only");
    add_logging(serve, options);

    CLI::App* status = app.add_subcommand("status", "Tell whether a server runs on a data directory");
    add_data(status, options);
    CLI::App* version = app.add_subcommand("version", "Print the version");

    try {
        app.parse(argc, argv);
        options.command = init->parsed()      ? Command::init
                          : serve->parsed()   ? Command::serve
                          : status->parsed()  ? Command::status
                          : version->parsed() ? Command::version
                                              : Command::none;
        const std::string file = options.data_directory + "/blueshift.toml";
        if (serve->parsed() && std::filesystem::exists(file)) apply_file(serve, file);
    } catch (const CLI::ParseError& error) {
        return app.exit(error);
    } catch (const toml::parse_error& error) {
        std::fprintf(stderr, "blueshift: blueshift.toml: %s\n", std::string(error.description()).c_str());
        return 1;
    }
    if (const char* password = std::getenv("BLUESHIFT_ADMIN_PASSWORD")) options.admin_password = password;
    apply_aws_environment(options);
    return -1;
}

log::Options log_options(const Options& options) {
    log::Options log;
    log.path = options.log_file;
    log.format = options.log_format == "json" ? log::Format::json : log::Format::text;
    log.level = options.log_level == "debug"     ? log::Level::debug
                : options.log_level == "warning" ? log::Level::warning
                : options.log_level == "error"   ? log::Level::error
                                                 : log::Level::info;
    return log;
}

}  // namespace blueshift::server
