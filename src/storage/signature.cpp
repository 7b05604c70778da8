#include "storage/signature.h"

#include <fmt/format.h>

#include <ctime>

#include "base/crypto.h"

namespace blueshift::storage {

std::string uri_encode(std::string_view text, bool keep_slash) {
    std::string out;
    for (const char c : text) {
        const bool unreserved = (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') ||
                                c == '-' || c == '_' || c == '.' || c == '~';
        if (unreserved || (keep_slash && c == '/')) {
            out += c;
        } else {
            out += fmt::format("%{:02X}", static_cast<unsigned char>(c));
        }
    }
    return out;
}

std::string canonical_query(const std::map<std::string, std::string>& query) {
    std::string text;
    for (const auto& [name, value] : query) {
        text += (text.empty() ? "" : "&") + uri_encode(name, false) + "=" + uri_encode(value, false);
    }
    return text;
}

std::string authorization_header(const SignedParts& parts, const Credentials& credentials, std::string_view service,
                                 std::string_view time) {
    std::string canonical_headers;
    std::string signed_headers;
    for (const auto& [name, value] : parts.headers) {
        canonical_headers += name + ":" + value + "\n";
        signed_headers += (signed_headers.empty() ? "" : ";") + name;
    }
    const std::string canonical_request =
        fmt::format("{}\n{}\n{}\n{}\n{}\n{}", parts.method, uri_encode(parts.path, true),
                    canonical_query(parts.query), canonical_headers, signed_headers, parts.payload_sha256);
    const std::string day(time.substr(0, 8));
    const std::string scope = fmt::format("{}/{}/{}/aws4_request", day, credentials.region, service);
    const std::string to_sign = fmt::format("AWS4-HMAC-SHA256\n{}\n{}\n{}", time, scope,
                                            crypto::hex_encode(crypto::sha256(canonical_request)));
    std::string key = crypto::hmac_sha256("AWS4" + credentials.secret_access_key, day);
    key = crypto::hmac_sha256(key, credentials.region);
    key = crypto::hmac_sha256(key, service);
    key = crypto::hmac_sha256(key, "aws4_request");
    return fmt::format("AWS4-HMAC-SHA256 Credential={}/{}, SignedHeaders={}, Signature={}",
                       credentials.access_key_id, scope, signed_headers,
                       crypto::hex_encode(crypto::hmac_sha256(key, to_sign)));
}

std::string amz_time(std::int64_t seconds) {
    const std::time_t time = seconds;
    std::tm parts{};
    gmtime_r(&time, &parts);
    return fmt::format("{:04}{:02}{:02}T{:02}{:02}{:02}Z", parts.tm_year + 1900, parts.tm_mon + 1, parts.tm_mday,
                       parts.tm_hour, parts.tm_min, parts.tm_sec);
}

}  // namespace blueshift::storage
