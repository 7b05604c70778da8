/// S3's REST interface: ListObjectsV2, GetObject, PutObject, DeleteObject.
#include <pugixml.hpp>

#include <ctime>

#include "base/error.h"
#include "storage/object_store.h"
#include "storage/s3_requests.h"
#include "storage/s3_upload.h"

namespace blueshift::storage {

namespace {

class S3Store : public ObjectStore {
public:
    S3Store(const std::string& bucket, Credentials credentials) : requests_(bucket, std::move(credentials)) {}

    std::vector<ObjectInfo> list(const std::string& prefix, const CancelToken& cancel) override {
        std::vector<ObjectInfo> objects;
        S3Request request;
        request.query = {{"list-type", "2"}, {"prefix", prefix}};
        while (true) {
            const HttpReply reply = requests_.send(request, cancel);
            pugi::xml_document document;
            if (!document.load_buffer(reply.body.data(), reply.body.size())) {
                throw Error(Code::io_error, "the S3 endpoint's list of \"{}\" is not XML", requests_.bucket());
            }
            const pugi::xml_node result = document.child("ListBucketResult");
            for (const pugi::xml_node entry : result.children("Contents")) {
                objects.push_back({entry.child("Key").text().get(), entry.child("Size").text().as_llong(),
                                   entry.child("ETag").text().get()});
            }
            if (!result.child("IsTruncated").text().as_bool()) return objects;
            request.query["continuation-token"] = result.child("NextContinuationToken").text().get();
        }
    }

    std::string read(const std::string& key, const CancelToken& cancel) override {
        S3Request request;
        request.key = key;
        return requests_.send(request, cancel).body;
    }

    std::string read_part(const std::string& key, std::int64_t offset, std::size_t size, const std::string& etag,
                          const CancelToken& cancel) override {
        S3Request request;
        request.key = key;
        request.headers["range"] = fmt::format("bytes={}-{}", offset, offset + static_cast<std::int64_t>(size) - 1);
        if (!etag.empty()) request.headers["if-match"] = etag;
        constexpr long kBeyondEnd = 416;
        constexpr long kChanged = 412;
        const HttpReply reply = requests_.try_send(request, cancel);
        if (reply.status == kBeyondEnd) return {};
        if (reply.status == kChanged) {
            throw Error(Code::io_error, "object \"{}\" changed while it was read", key);
        }
        if (reply.status / 100 != 2) throw requests_.error_of(reply, key);
        // A server without ranges sends all of it.
        constexpr long kWhole = 200;
        if (reply.status != kWhole) return reply.body;
        return offset >= static_cast<std::int64_t>(reply.body.size()) ? "" : reply.body.substr(static_cast<std::size_t>(offset), size);
    }

    void write(const std::string& key, std::string_view bytes, const WriteOptions& options, const CancelToken& cancel) override {
        const auto upload = start_upload(key, options, cancel);
        upload->write(bytes);
        upload->finish();
    }

    std::unique_ptr<Upload> start_upload(const std::string& key, const WriteOptions& options, const CancelToken& cancel) override {
        return start_s3_upload(requests_, key, options, cancel);
    }

    void remove(const std::string& key, const CancelToken& cancel) override {
        S3Request request;
        request.method = "DELETE";
        request.key = key;
        requests_.send(request, cancel);
    }

private:
    S3Requests requests_;
};

}  // namespace

std::unique_ptr<ObjectStore> open_s3(const std::string& bucket, const Credentials& credentials) {
    return std::make_unique<S3Store>(bucket, credentials);
}

}  // namespace blueshift::storage
