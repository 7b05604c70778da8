#pragma once
/// AWS Signature Version 4 of outgoing requests.
#include <cstdint>
#include <map>
#include <string>
#include <string_view>

namespace blueshift::storage {

/// Keys and the place they are for.
struct Credentials {
    std::string endpoint;  ///< `http://host:port`; empty: the region's own endpoint
    std::string region = "us-east-1";
    std::string access_key_id;
    std::string secret_access_key;
    std::string session_token;
    /// Whether the bucket stands in the host's name also where an endpoint is given; without one it always does.
    bool virtual_host = false;
};

/// What is signed. `query` and `headers` hold unencoded values; header names are lower case and include `host`.
struct SignedParts {
    std::string method;
    std::string path;  ///< unencoded
    std::map<std::string, std::string> query;
    std::map<std::string, std::string> headers;
    std::string payload_sha256;  ///< hex
};

/// Percent-encodes all but unreserved characters; `keep_slash` for paths.
std::string uri_encode(std::string_view text, bool keep_slash);

/// The canonical query string, which is also the one to send.
std::string canonical_query(const std::map<std::string, std::string>& query);

/// Value of the Authorization header. `time` is `YYYYMMDDTHHMMSSZ` and must be in x-amz-date.
std::string authorization_header(const SignedParts& parts, const Credentials& credentials, std::string_view service,
                                 std::string_view time);

/// `seconds` since 1970 as `YYYYMMDDTHHMMSSZ`.
std::string amz_time(std::int64_t seconds);

}  // namespace blueshift::storage
