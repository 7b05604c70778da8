#include "storage/s3_requests.h"

#include <pugixml.hpp>

#include <ctime>

#include "base/crypto.h"

namespace blueshift::storage {

S3Requests::S3Requests(std::string bucket, Credentials credentials)
    : bucket_(std::move(bucket)), credentials_(std::move(credentials)) {
    if (credentials_.endpoint.empty()) {
        host_ = bucket_ + ".s3." + credentials_.region + ".amazonaws.com";
        base_url_ = "https://" + host_;
        return;
    }
    base_url_ = credentials_.endpoint;
    while (base_url_.ends_with('/')) base_url_.pop_back();
    const std::size_t host_begin = base_url_.find("://") + 3;
    if (credentials_.virtual_host) {
        base_url_.insert(host_begin, bucket_ + ".");
    } else {
        path_prefix_ = "/" + bucket_;
    }
    host_ = base_url_.substr(host_begin);
}

HttpReply S3Requests::try_send(const S3Request& request, const CancelToken& cancel) const {
    return send_with_retries([&] { return signed_call(request); }, cancel);
}

HttpReply S3Requests::send(const S3Request& request, const CancelToken& cancel) const {
    HttpReply reply = try_send(request, cancel);
    if (reply.status / 100 == 2) return reply;
    throw error_of(reply, request.key);
}

HttpCall S3Requests::signed_call(const S3Request& request) const {
    SignedParts parts;
    parts.method = request.method;
    parts.path = path_prefix_ + "/" + request.key;
    parts.query = request.query;
    parts.payload_sha256 = crypto::hex_encode(crypto::sha256(request.body));
    const std::string time = amz_time(std::time(nullptr));
    parts.headers = request.headers;
    parts.headers["host"] = host_;
    parts.headers["x-amz-content-sha256"] = parts.payload_sha256;
    parts.headers["x-amz-date"] = time;
    if (!credentials_.session_token.empty()) parts.headers["x-amz-security-token"] = credentials_.session_token;
    HttpCall call;
    call.method = request.method;
    call.url = base_url_ + uri_encode(parts.path, true);
    if (!request.query.empty()) call.url += "?" + canonical_query(request.query);
    call.body = request.body;
    call.headers = parts.headers;
    call.headers["authorization"] = authorization_header(parts, credentials_, "s3", time);
    return call;
}

Error S3Requests::error_of(const HttpReply& reply, const std::string& key) const {
    pugi::xml_document document;
    document.load_buffer(reply.body.data(), reply.body.size());
    const std::string code = document.child("Error").child("Code").text().get();
    const std::string message = document.child("Error").child("Message").text().get();
    const std::string detail = fmt::format("S3ServiceException: {}, Status {}, Error {}", message, reply.status, code);
    if (code == "NoSuchBucket") {
        return Error(Code::undefined_file, "the specified bucket does not exist: \"{}\"", bucket_).detail(detail);
    }
    if (reply.status == 404) {
        return Error(Code::undefined_file, "the specified key does not exist: \"{}\"", key).detail(detail);
    }
    if (reply.status == 403 || reply.status == 401) {
        return Error(Code::insufficient_privilege, "access denied to S3 bucket \"{}\"", bucket_).detail(detail);
    }
    if (reply.status == 301 || reply.status == 307) {
        return Error(Code::invalid_parameter_value, "bucket \"{}\" is in another region", bucket_)
            .detail(detail)
            .hint("Name it with REGION.");
    }
    return Error(Code::io_error, "S3 request failed for bucket \"{}\"", bucket_).detail(detail);
}

}  // namespace blueshift::storage
