#include "storage/machine_keys.h"

#include <cstdlib>
#include <ctime>
#include <fstream>
#include <mutex>
#include <nlohmann/json.hpp>
#include <optional>
#include <string>

#include "base/error.h"
#include "storage/http_client.h"

namespace blueshift::storage {

namespace {

constexpr long kTimeoutMs = 2000;
constexpr std::time_t kRenewSeconds = 300;  ///< before they expire
constexpr const char* kContainerHost = "http://169.254.170.2";
constexpr const char* kInstanceHost = "http://169.254.169.254";

struct Keys {
    std::string id;
    std::string secret;
    std::string token;
    std::time_t expires = 0;  ///< 0: never
};

std::string variable(const char* name) {
    const char* value = std::getenv(name);
    return value == nullptr ? "" : value;
}

std::optional<Keys> from_environment() {
    Keys keys{variable("AWS_ACCESS_KEY_ID"), variable("AWS_SECRET_ACCESS_KEY"), variable("AWS_SESSION_TOKEN")};
    if (keys.id.empty() || keys.secret.empty()) return std::nullopt;
    return keys;
}

std::string trimmed(const std::string& text) {
    const std::size_t begin = text.find_first_not_of(" \t\r");
    return begin == std::string::npos ? "" : text.substr(begin, text.find_last_not_of(" \t\r") + 1 - begin);
}

/// The profile of the credentials file that the AWS tools share.
std::optional<Keys> from_file() {
    std::string path = variable("AWS_SHARED_CREDENTIALS_FILE");
    if (path.empty()) path = variable("HOME") + "/.aws/credentials";
    std::string profile = variable("AWS_PROFILE");
    if (profile.empty()) profile = "default";
    std::ifstream file(path);
    Keys keys;
    bool inside = false;
    for (std::string line; std::getline(file, line);) {
        line = trimmed(line);
        if (line.starts_with('[')) inside = line == "[" + profile + "]";
        const std::size_t equal = line.find('=');
        if (!inside || equal == std::string::npos) continue;
        const std::string name = trimmed(line.substr(0, equal));
        const std::string value = trimmed(line.substr(equal + 1));
        if (name == "aws_access_key_id") keys.id = value;
        if (name == "aws_secret_access_key") keys.secret = value;
        if (name == "aws_session_token") keys.token = value;
    }
    if (keys.id.empty() || keys.secret.empty()) return std::nullopt;
    return keys;
}

/// What the services of containers and instances answer.
std::optional<Keys> from_document(const std::string& text) {
    const auto document = nlohmann::json::parse(text, nullptr, false);
    if (!document.is_object()) return std::nullopt;
    Keys keys{document.value("AccessKeyId", ""), document.value("SecretAccessKey", ""), document.value("Token", "")};
    std::tm time{};
    if (strptime(document.value("Expiration", "").c_str(), "%Y-%m-%dT%H:%M:%SZ", &time) != nullptr) keys.expires = timegm(&time);
    if (keys.id.empty() || keys.secret.empty()) return std::nullopt;
    return keys;
}

std::optional<Keys> from_container(const CancelToken& cancel) {
    HttpCall call;
    call.url = variable("AWS_CONTAINER_CREDENTIALS_FULL_URI");
    const std::string relative = variable("AWS_CONTAINER_CREDENTIALS_RELATIVE_URI");
    if (call.url.empty() && !relative.empty()) call.url = kContainerHost + relative;
    if (call.url.empty()) return std::nullopt;
    if (const std::string token = variable("AWS_CONTAINER_AUTHORIZATION_TOKEN"); !token.empty()) call.headers["authorization"] = token;
    const HttpReply reply = send_once(call, cancel, kTimeoutMs);
    return reply.status == 200 ? from_document(reply.body) : std::nullopt;
}

/// The instance's metadata service, in its second version.
std::optional<Keys> from_instance(const CancelToken& cancel) {
    if (variable("AWS_EC2_METADATA_DISABLED") == "true") return std::nullopt;
    std::string host = variable("AWS_EC2_METADATA_SERVICE_ENDPOINT");
    if (host.empty()) host = kInstanceHost;
    HttpCall token;
    token.method = "PUT";
    token.url = host + "/latest/api/token";
    token.headers["x-aws-ec2-metadata-token-ttl-seconds"] = "300";
    const HttpReply granted = send_once(token, cancel, kTimeoutMs);
    if (granted.status != 200) return std::nullopt;
    HttpCall call;
    call.headers["x-aws-ec2-metadata-token"] = granted.body;
    call.url = host + "/latest/meta-data/iam/security-credentials/";
    const HttpReply role = send_once(call, cancel, kTimeoutMs);
    if (role.status != 200) return std::nullopt;
    call.url += role.body.substr(0, role.body.find('\n'));
    const HttpReply reply = send_once(call, cancel, kTimeoutMs);
    return reply.status == 200 ? from_document(reply.body) : std::nullopt;
}

/// A service that is not there has no keys.
template <class Find>
std::optional<Keys> if_reachable(const Find& find) {
    try {
        return find();
    } catch (const Error& error) {
        if (error.code() != Code::io_error) throw;
        return std::nullopt;
    }
}

std::optional<Keys> find_keys(const CancelToken& cancel) {
    auto keys = from_environment();
    if (!keys) keys = from_file();
    if (!keys) keys = if_reachable([&] { return from_container(cancel); });
    if (!keys) keys = if_reachable([&] { return from_instance(cancel); });
    return keys;
}

}  // namespace

Credentials with_machine_keys(Credentials place, const CancelToken& cancel) {
    static std::mutex mutex;
    static std::optional<Keys> kept;
    std::optional<Keys> keys;
    {
        std::lock_guard lock(mutex);
        keys = kept;
    }
    // What never expires may have been changed meanwhile, and costs nothing to find.
    const bool fresh = keys && keys->expires > std::time(nullptr) + kRenewSeconds;
    if (!fresh) {
        keys = find_keys(cancel);
        std::lock_guard lock(mutex);
        kept = keys;
    }
    if (!keys) return place;
    place.access_key_id = keys->id;
    place.secret_access_key = keys->secret;
    place.session_token = keys->token;
    return place;
}

}  // namespace blueshift::storage
