#pragma once
/// One HTTP request through libcurl.
#include <functional>
#include <map>
#include <string>

#include "base/cancel.h"

namespace blueshift::storage {

struct HttpCall {
    std::string method = "GET";
    std::string url;
    std::map<std::string, std::string> headers;
    std::string body;
};

struct HttpReply {
    long status = 0;
    std::string body;
};

/// Attempts of one request, the first included; between them the wait doubles from kRetryDelay on.
inline constexpr int kAttemptsMax = 5;
inline constexpr int kRetryDelayMs = 100;

/// Sends what `make` gives, anew for each attempt (signatures age), until the reply is final: connection failures and the statuses
/// 429, 500, 502, 503 and 504 are tried again. Blocks. Throws io_error (58030), query_canceled (57014).
HttpReply send_with_retries(const std::function<HttpCall()>& make, const CancelToken& cancel);

}  // namespace blueshift::storage
