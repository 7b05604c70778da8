#include "copy/credentials.h"

#include <map>

#include "emit/emitter.h"
#include "sql/options/copy_parameters.h"

namespace blueshift::copy {

namespace {

constexpr std::string_view kAddressParameters = "?s3_";

/// The parts of `k=v;k=v`.
std::map<std::string, std::string> credential_parts(const sql::CopyOption& option) {
    std::map<std::string, std::string> parts;
    std::string_view rest = *option.value;
    while (!rest.empty()) {
        const std::string_view part = rest.substr(0, rest.find(';'));
        rest.remove_prefix(std::min(part.size() + 1, rest.size()));
        const std::size_t equal = part.find('=');
        if (equal == std::string_view::npos) {
            throw Error(Code::invalid_parameter_value, "invalid credentials string")
                .detail("It consists of name=value pairs that are separated by semicolons.")
                .at(option.span);
        }
        parts.emplace(part.substr(0, equal), part.substr(equal + 1));
    }
    return parts;
}

const storage::Credentials& require_default(const storage::Credentials& defaults, Span span) {
    if (defaults.access_key_id.empty()) {
        throw Error(Code::invalid_parameter_value, "no credentials are configured for IAM roles")
            .hint("Set the server's s3-access-key-id and s3-secret-access-key, or give keys with the statement.")
            .at(span);
    }
    return defaults;
}

storage::Credentials with_keys(storage::Credentials credentials, std::string id, std::string secret, std::string token) {
    credentials.access_key_id = std::move(id);
    credentials.secret_access_key = std::move(secret);
    credentials.session_token = std::move(token);
    return credentials;
}

storage::Credentials choose_keys(std::span<const sql::CopyOption> options, const storage::Credentials& defaults) {
    const auto value = [&](std::string_view keyword) {
        const sql::CopyOption* option = sql::find_copy_option(options, keyword);
        return option == nullptr ? std::string() : option->value.value_or("");
    };
    if (const auto* role = sql::find_copy_option(options, "IAM_ROLE")) return require_default(defaults, role->span);
    if (const auto* id = sql::find_copy_option(options, "ACCESS_KEY_ID")) {
        if (value("SECRET_ACCESS_KEY").empty()) {
            throw Error(Code::invalid_parameter_value, "ACCESS_KEY_ID needs SECRET_ACCESS_KEY").at(id->span);
        }
        return with_keys(defaults, value("ACCESS_KEY_ID"), value("SECRET_ACCESS_KEY"), value("SESSION_TOKEN"));
    }
    if (const auto* option = sql::find_copy_option(options, "CREDENTIALS")) {
        auto parts = credential_parts(*option);
        if (parts.contains("aws_iam_role")) return require_default(defaults, option->span);
        if (parts.contains("master_symmetric_key")) {
            throw Error(Code::feature_not_supported, "master_symmetric_key is not supported").at(option->span);
        }
        if (!parts.contains("aws_access_key_id") || !parts.contains("aws_secret_access_key")) {
            throw Error(Code::invalid_parameter_value, "invalid credentials string")
                .detail("It must hold aws_iam_role, or aws_access_key_id and aws_secret_access_key.")
                .at(option->span);
        }
        return with_keys(defaults, parts["aws_access_key_id"], parts["aws_secret_access_key"], parts["token"]);
    }
    throw Error(Code::invalid_parameter_value, "no authorization parameter was given")
        .hint("Give one of IAM_ROLE, CREDENTIALS, or ACCESS_KEY_ID with SECRET_ACCESS_KEY.");
}

}  // namespace

storage::Credentials resolve_credentials(std::span<const sql::CopyOption> options,
                                         const storage::Credentials& defaults) {
    storage::Credentials credentials = choose_keys(options, defaults);
    // A configured endpoint is in its own region, whatever AWS calls it.
    const sql::CopyOption* region = sql::find_copy_option(options, "REGION");
    if (region != nullptr && credentials.endpoint.empty()) credentials.region = *region->value;
    return credentials;
}

std::unique_ptr<storage::ObjectStore> open_store(const storage::Location& location,
                                                 const storage::Credentials& credentials,
                                                 const StorageDefaults& defaults) {
    if (location.scheme == storage::Scheme::file) return storage::open_files(location, defaults.file_roots);
    return storage::open_s3(location.bucket, credentials);
}

std::string engine_address(const storage::Location& location, const storage::Credentials& credentials) {
    if (location.key.find_first_of("*?[\\") != std::string::npos) {
        throw Error(Code::feature_not_supported, "object keys with *, ?, [ or \\ are not supported: \"{}\"",
                    location.url());
    }
    if (location.scheme == storage::Scheme::file) return emit::quote_literal(location.key);
    std::string url = location.url();
    char separator = '?';
    const auto add = [&](std::string_view name, const std::string& value) {
        if (value.empty()) return;
        url += separator;
        url += name;
        url += '=' + storage::uri_encode(value, false);
        separator = '&';
    };
    add("s3_access_key_id", credentials.access_key_id);
    add("s3_secret_access_key", credentials.secret_access_key);
    add("s3_session_token", credentials.session_token);
    add("s3_region", credentials.region);
    if (!credentials.endpoint.empty()) {
        std::string endpoint = credentials.endpoint;
        while (endpoint.ends_with('/')) endpoint.pop_back();
        add("s3_endpoint", endpoint.substr(endpoint.find("://") + 3));
        add("s3_url_style", "path");
        add("s3_use_ssl", endpoint.starts_with("https://") ? "true" : "false");
    }
    return emit::quote_literal(url);
}

std::string without_credentials(std::string_view text) {
    std::string out;
    while (true) {
        const std::size_t begin = text.find(kAddressParameters);
        out += text.substr(0, begin);
        if (begin == std::string_view::npos) return out;
        // Values are percent-encoded, so none of these is part of one.
        const std::size_t end = text.find_first_of(" '\"\n\t,;:()[]", begin);
        if (end == std::string_view::npos) return out;
        text.remove_prefix(end);
    }
}

Error without_credentials(const Error& error) {
    Error out(error.code(), "{}", without_credentials(error.message()));
    out.detail(without_credentials(error.detail())).hint(without_credentials(error.hint()));
    return out.on(error.schema(), error.table(), error.column());
}

}  // namespace blueshift::copy
