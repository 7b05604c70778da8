#pragma once
/// Signed requests to one bucket, and what their refusals mean.
#include <map>
#include <string>

#include "base/cancel.h"
#include "base/error.h"
#include "storage/http_client.h"
#include "storage/signature.h"

namespace blueshift::storage {

struct S3Request {
    std::string method = "GET";
    std::string key;
    std::map<std::string, std::string> query;
    std::map<std::string, std::string> headers;  ///< names in lower case; all are signed
    std::string body;
};

/// Thread-safe.
class S3Requests {
public:
    S3Requests(std::string bucket, Credentials credentials);

    /// The last reply, whatever its status.
    HttpReply try_send(const S3Request& request, const CancelToken& cancel) const;
    /// A reply of success. Throws error_of() the others.
    HttpReply send(const S3Request& request, const CancelToken& cancel) const;
    Error error_of(const HttpReply& reply, const std::string& key) const;

    const std::string& bucket() const { return bucket_; }

private:
    HttpCall signed_call(const S3Request& request) const;

    std::string bucket_;
    Credentials credentials_;
    std::string base_url_;
    std::string host_;
    std::string path_prefix_;  ///< of path-style addresses
};

}  // namespace blueshift::storage
