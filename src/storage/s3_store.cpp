/// S3's REST interface: ListObjectsV2, GetObject, PutObject, DeleteObject.
#include <pugixml.hpp>

#include <ctime>

#include "base/crypto.h"
#include "base/error.h"
#include "storage/http_client.h"
#include "storage/object_store.h"

namespace blueshift::storage {

namespace {

class S3Store : public ObjectStore {
public:
    S3Store(std::string bucket, Credentials credentials)
        : bucket_(std::move(bucket)), credentials_(std::move(credentials)) {
        if (credentials_.endpoint.empty()) {
            host_ = bucket_ + ".s3." + credentials_.region + ".amazonaws.com";
            base_url_ = "https://" + host_;
        } else {
            base_url_ = credentials_.endpoint;
            while (base_url_.ends_with('/')) base_url_.pop_back();
            host_ = base_url_.substr(base_url_.find("://") + 3);
            path_prefix_ = "/" + bucket_;
        }
    }

    std::vector<ObjectInfo> list(const std::string& prefix, const CancelToken& cancel) override {
        std::vector<ObjectInfo> objects;
        std::map<std::string, std::string> query{{"list-type", "2"}, {"prefix", prefix}};
        while (true) {
            const HttpReply reply = send("GET", "", query, {}, cancel);
            pugi::xml_document document;
            if (!document.load_buffer(reply.body.data(), reply.body.size())) {
                throw Error(Code::io_error, "the S3 endpoint's list of \"{}\" is not XML", bucket_);
            }
            const pugi::xml_node result = document.child("ListBucketResult");
            for (const pugi::xml_node entry : result.children("Contents")) {
                objects.push_back({entry.child("Key").text().get(), entry.child("Size").text().as_llong()});
            }
            if (!result.child("IsTruncated").text().as_bool()) return objects;
            query["continuation-token"] = result.child("NextContinuationToken").text().get();
        }
    }

    std::string read(const std::string& key, const CancelToken& cancel) override {
        return send("GET", key, {}, {}, cancel).body;
    }

    void write(const std::string& key, std::string_view bytes, const CancelToken& cancel) override {
        send("PUT", key, {}, bytes, cancel);
    }

    void remove(const std::string& key, const CancelToken& cancel) override {
        send("DELETE", key, {}, {}, cancel);
    }

private:
    HttpReply send(const std::string& method, const std::string& key,
                   const std::map<std::string, std::string>& query, std::string_view body,
                   const CancelToken& cancel) {
        const HttpReply reply = send_with_retries(
            [&] { return signed_request(method, key, query, body); }, cancel);
        if (reply.status / 100 == 2) return reply;
        throw error_of(reply, key);
    }

    HttpCall signed_request(const std::string& method, const std::string& key,
                            const std::map<std::string, std::string>& query, std::string_view body) const {
        SignedParts parts;
        parts.method = method;
        parts.path = path_prefix_ + "/" + key;
        parts.query = query;
        parts.payload_sha256 = crypto::hex_encode(crypto::sha256(body));
        const std::string time = amz_time(std::time(nullptr));
        parts.headers = {{"host", host_}, {"x-amz-content-sha256", parts.payload_sha256}, {"x-amz-date", time}};
        if (!credentials_.session_token.empty()) {
            parts.headers["x-amz-security-token"] = credentials_.session_token;
        }
        HttpCall call;
        call.method = method;
        call.url = base_url_ + uri_encode(parts.path, true);
        if (!query.empty()) call.url += "?" + canonical_query(query);
        call.body = body;
        call.headers = parts.headers;
        call.headers["authorization"] = authorization_header(parts, credentials_, "s3", time);
        return call;
    }

    Error error_of(const HttpReply& reply, const std::string& key) const {
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

    std::string bucket_;
    Credentials credentials_;
    std::string base_url_;
    std::string host_;
    std::string path_prefix_;
};

}  // namespace

std::unique_ptr<ObjectStore> open_s3(const std::string& bucket, const Credentials& credentials) {
    return std::make_unique<S3Store>(bucket, credentials);
}

}  // namespace blueshift::storage
