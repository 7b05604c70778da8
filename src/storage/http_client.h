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
    std::map<std::string, std::string> headers;  ///< names in lower case
};

/// Attempts of one request, the first included: when the server answers that it cannot now, and when it cannot be reached at all.
/// Between them the wait doubles from kRetryDelayMs up to kRetryDelayMaxMs, less a random part, so that many clients do not come back at once.
inline constexpr int kAttemptsMax = 10;
inline constexpr int kConnectAttemptsMax = 5;
inline constexpr int kRetryDelayMs = 100;
inline constexpr int kRetryDelayMaxMs = 4000;

/// Sends what `make` gives, anew for each attempt (signatures age), until the reply is final: connection failures, replies that end too
/// early and the statuses 429, 500, 502, 503 and 504 are tried again. Blocks. Throws io_error (58030), query_canceled (57014).
HttpReply send_with_retries(const std::function<HttpCall()>& make, const CancelToken& cancel);

/// One attempt, for servers of which nobody waits long. Throws io_error (58030) when there is no reply within `timeout_ms`.
HttpReply send_once(const HttpCall& call, const CancelToken& cancel, long timeout_ms);

}  // namespace blueshift::storage
