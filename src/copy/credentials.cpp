#include "copy/credentials.h"

#include <algorithm>
#include <map>

#include "emit/emitter.h"
#include "sql/options/copy_parameters.h"
#include "storage/machine_keys.h"

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

storage::Credentials with_keys(storage::Credentials credentials, std::string id, std::string secret, std::string token) {
    credentials.access_key_id = std::move(id);
    credentials.secret_access_key = std::move(secret);
    credentials.session_token = std::move(token);
    return credentials;
}

/// `arn,arn`: each assumes the next one.
std::vector<std::string> role_chain(std::string_view text) {
    std::vector<std::string> names;
    while (true) {
        const std::string_view item = text.substr(0, text.find(','));
        const std::size_t begin = std::min(item.find_first_not_of(' '), item.size());
        names.emplace_back(item.substr(begin, item.find_last_not_of(' ') + 1 - begin));
        if (item.size() == text.size()) return names;
        text.remove_prefix(item.size() + 1);
    }
}

bool contains(const std::vector<std::string>& list, const std::string& item) {
    return std::find(list.begin(), list.end(), item) != list.end();
}

bool may_use(const Role& role, const Environment& environment) {
    if (role.users.empty() && role.groups.empty()) return true;
    return contains(role.users, environment.user_name) ||
           std::any_of(environment.group_names.begin(), environment.group_names.end(),
                       [&](const std::string& group) { return contains(role.groups, group); });
}

Error not_authorized(const std::string& user_name, const std::string& arn, Span span) {
    return Error(Code::insufficient_privilege, "User {} is not authorized to assume IAM Role {}", user_name, arn).at(span);
}

/// Who asks for a role.
struct Asker {
    std::string user_name;
    std::function<bool(const Role&)> may_use;
};

/// The role at the end of the chain. Throws when a link of it is not there or not allowed.
const Role& find_role(const std::string& text, const std::vector<Role>& roles, const Asker& asker, Span span) {
    const Role* current = nullptr;
    for (const std::string& name : role_chain(text)) {
        const auto found = std::find_if(roles.begin(), roles.end(), [&](const Role& role) {
            return name == "default" ? role.is_default : role.arn == name;
        });
        if (found == roles.end()) throw not_authorized(asker.user_name, name, span);
        const bool allowed = current == nullptr ? asker.may_use(*found) : contains(found->assumed_by, current->arn);
        if (!allowed) throw not_authorized(asker.user_name, name, span);
        current = &*found;
    }
    return *current;
}

Authorization role_authorization(const std::string& text, const StorageDefaults& storage, const Asker& asker,
                                 const CancelToken& cancel, Span span) {
    if (text == "SESSION") {
        throw Error(Code::feature_not_supported, "IAM_ROLE 'SESSION' is not supported").at(span);
    }
    if (text != "default" && !text.starts_with("arn:")) {
        throw Error(Code::invalid_parameter_value, "\"{}\" is not the ARN of an IAM role", text).at(span);
    }
    Authorization out;
    if (storage.roles.empty()) {
        out.credentials = storage.credentials;
    } else {
        const Role& role = find_role(text, storage.roles, asker, span);
        out = {role.credentials, role.prefixes};
    }
    if (out.credentials.access_key_id.empty()) {
        out.credentials = storage::with_machine_keys(out.credentials, cancel);
    }
    if (out.credentials.access_key_id.empty()) {
        throw Error(Code::invalid_parameter_value, "no credentials are configured for IAM roles")
            .hint("Set the server's s3-access-key-id and s3-secret-access-key, or give keys with the statement.")
            .at(span);
    }
    return out;
}

Authorization authorize_role(const std::string& text, const Environment& environment, Span span) {
    const Asker asker{environment.user_name, [&](const Role& role) { return may_use(role, environment); }};
    return role_authorization(text, environment.storage, asker, environment.cancel, span);
}

Authorization authorize_string(const sql::CopyOption& option, const Environment& environment) {
    auto parts = credential_parts(option);
    if (parts.contains("master_symmetric_key")) {
        throw Error(Code::feature_not_supported, "master_symmetric_key is not supported").at(option.span);
    }
    if (parts.contains("aws_iam_role")) return authorize_role(parts["aws_iam_role"], environment, option.span);
    if (!parts.contains("aws_access_key_id") || !parts.contains("aws_secret_access_key")) {
        throw Error(Code::invalid_parameter_value, "invalid credentials string")
            .detail("It must hold aws_iam_role, or aws_access_key_id and aws_secret_access_key.")
            .at(option.span);
    }
    return {with_keys(environment.storage.credentials, parts["aws_access_key_id"], parts["aws_secret_access_key"], parts["token"]), {}};
}

Authorization choose(std::span<const sql::CopyOption> options, const Environment& environment) {
    const auto value = [&](std::string_view keyword) {
        const sql::CopyOption* option = sql::find_copy_option(options, keyword);
        return option == nullptr ? std::string() : option->value.value_or("");
    };
    if (const auto* role = sql::find_copy_option(options, "IAM_ROLE")) return authorize_role(*role->value, environment, role->span);
    if (const auto* id = sql::find_copy_option(options, "ACCESS_KEY_ID")) {
        if (value("SECRET_ACCESS_KEY").empty()) {
            throw Error(Code::invalid_parameter_value, "ACCESS_KEY_ID needs SECRET_ACCESS_KEY").at(id->span);
        }
        return {with_keys(environment.storage.credentials, value("ACCESS_KEY_ID"), value("SECRET_ACCESS_KEY"), value("SESSION_TOKEN")), {}};
    }
    if (const auto* option = sql::find_copy_option(options, "CREDENTIALS")) return authorize_string(*option, environment);
    throw Error(Code::invalid_parameter_value, "no authorization parameter was given")
        .hint("Give one of IAM_ROLE, CREDENTIALS, or ACCESS_KEY_ID with SECRET_ACCESS_KEY.");
}

}  // namespace

Authorization authorize_schema(const std::string& role, const StorageDefaults& storage, const CancelToken& cancel) {
    const Asker asker{"", [](const Role&) { return true; }};
    return role_authorization(role, storage, asker, cancel, {});
}

Authorization authorize(std::span<const sql::CopyOption> options, const Environment& environment) {
    Authorization out = choose(options, environment);
    // A configured endpoint is in its own region, whatever AWS calls it.
    const sql::CopyOption* region = sql::find_copy_option(options, "REGION");
    if (region != nullptr && out.credentials.endpoint.empty()) out.credentials.region = *region->value;
    return out;
}

std::unique_ptr<storage::ObjectStore> open_store(const storage::Location& location, const Authorization& authorization,
                                                 const StorageDefaults& defaults) {
    if (location.scheme == storage::Scheme::file) return storage::open_files(location, defaults.file_roots);
    authorization.require(location);
    return storage::open_s3(location.bucket, authorization.credentials);
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
        add("s3_url_style", credentials.virtual_host ? "vhost" : "path");
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
