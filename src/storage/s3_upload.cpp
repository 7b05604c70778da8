#include "storage/s3_upload.h"

#include <pugixml.hpp>

#include "base/error.h"
#include "base/log.h"

namespace blueshift::storage {

namespace {

class S3Upload : public Upload {
public:
    S3Upload(const S3Requests& requests, std::string key, const WriteOptions& options, const CancelToken& cancel)
        : requests_(requests), key_(std::move(key)), cancel_(cancel) {
        if (options.kms_of_bucket || !options.kms_key_id.empty()) encryption_["x-amz-server-side-encryption"] = "aws:kms";
        if (!options.kms_key_id.empty()) encryption_["x-amz-server-side-encryption-aws-kms-key-id"] = options.kms_key_id;
    }

    ~S3Upload() override {
        if (upload_id_.empty()) return;
        try {
            const CancelToken never;
            requests_.send(request("DELETE", {{"uploadId", upload_id_}}), never);
        } catch (const Error& error) {
            log::warning("could not take back an unfinished upload", {{"key", key_}, {"error", error.message()}});
        }
    }

    void write(std::string_view bytes) override {
        while (pending_.size() + bytes.size() > kPartBytes) {
            const std::size_t taken = kPartBytes - pending_.size();
            pending_ += bytes.substr(0, taken);
            bytes.remove_prefix(taken);
            send_part();
        }
        pending_ += bytes;
    }

    void finish() override {
        if (upload_id_.empty()) {
            S3Request put = request("PUT", {});
            put.headers = encryption_;
            put.body = std::move(pending_);
            requests_.send(put, cancel_);
            return;
        }
        if (!pending_.empty()) send_part();
        S3Request complete = request("POST", {{"uploadId", upload_id_}});
        complete.body = "<CompleteMultipartUpload>";
        for (std::size_t i = 0; i < etags_.size(); ++i) {
            complete.body += fmt::format("<Part><PartNumber>{}</PartNumber><ETag>{}</ETag></Part>", i + 1, etags_[i]);
        }
        complete.body += "</CompleteMultipartUpload>";
        const HttpReply reply = requests_.send(complete, cancel_);
        // S3 may find a failure only after it has sent the status.
        if (reply.body.find("<Error>") != std::string::npos) throw requests_.error_of(reply, key_);
        upload_id_.clear();
    }

private:
    S3Request request(std::string method, std::map<std::string, std::string> query) const {
        S3Request out;
        out.method = std::move(method);
        out.key = key_;
        out.query = std::move(query);
        return out;
    }

    void begin() {
        S3Request create = request("POST", {{"uploads", ""}});
        create.headers = encryption_;
        const HttpReply reply = requests_.send(create, cancel_);
        pugi::xml_document document;
        document.load_buffer(reply.body.data(), reply.body.size());
        upload_id_ = document.child("InitiateMultipartUploadResult").child("UploadId").text().get();
        if (upload_id_.empty()) throw Error(Code::io_error, "the S3 endpoint did not start a multi-part upload");
    }

    void send_part() {
        if (upload_id_.empty()) begin();
        S3Request put = request("PUT", {{"partNumber", std::to_string(etags_.size() + 1)}, {"uploadId", upload_id_}});
        put.body = std::move(pending_);
        pending_.clear();
        const HttpReply reply = requests_.send(put, cancel_);
        const auto etag = reply.headers.find("etag");
        if (etag == reply.headers.end()) throw Error(Code::io_error, "the S3 endpoint gave a part no ETag");
        etags_.push_back(etag->second);
    }

    const S3Requests& requests_;
    std::string key_;
    const CancelToken& cancel_;
    std::map<std::string, std::string> encryption_;
    std::string upload_id_;  ///< empty while there is none to take back
    std::vector<std::string> etags_;
    std::string pending_;
};

}  // namespace

std::unique_ptr<Upload> start_s3_upload(const S3Requests& requests, const std::string& key, const WriteOptions& options,
                                        const CancelToken& cancel) {
    return std::make_unique<S3Upload>(requests, key, options, cancel);
}

}  // namespace blueshift::storage
