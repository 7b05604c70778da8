#pragma once
/// What COPY and UNLOAD need of an object store. Calls block and are retried on failures that pass.
#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "base/cancel.h"
#include "storage/location.h"
#include "storage/signature.h"

namespace blueshift::storage {

struct ObjectInfo {
    std::string key;
    std::int64_t size_bytes = 0;
    std::string etag;  ///< names the object's contents; where the store has none, its time and size
};

/// How an object is stored.
struct WriteOptions {
    std::string kms_key_id;        ///< SSE-KMS with this key
    bool kms_of_bucket = false;    ///< SSE-KMS with the bucket's own key
};

/// An object that is being written. Nothing is visible before finish(); what was sent is taken back when it is destroyed without.
class Upload {
public:
    virtual ~Upload() = default;
    virtual void write(std::string_view bytes) = 0;
    virtual void finish() = 0;
};

/// One bucket or one file system. Thread-safe.
/// Errors: undefined_file (58P01) for a missing bucket or object, insufficient_privilege (42501) for refused credentials, io_error (58030).
class ObjectStore {
public:
    virtual ~ObjectStore() = default;
    /// Every object whose key starts with `prefix`, by key.
    virtual std::vector<ObjectInfo> list(const std::string& prefix, const CancelToken& cancel) = 0;
    virtual std::string read(const std::string& key, const CancelToken& cancel) = 0;
    /// At most `size` bytes from `offset` on, fewer only at the end. Throws io_error when the contents are no longer those of `etag`
    /// (empty: whatever they are).
    virtual std::string read_part(const std::string& key, std::int64_t offset, std::size_t size, const std::string& etag,
                                  const CancelToken& cancel) = 0;
    virtual void write(const std::string& key, std::string_view bytes, const WriteOptions& options, const CancelToken& cancel) = 0;
    /// `cancel` must outlive the upload, as must the store.
    virtual std::unique_ptr<Upload> start_upload(const std::string& key, const WriteOptions& options, const CancelToken& cancel) = 0;
    virtual void remove(const std::string& key, const CancelToken& cancel) = 0;
};

/// The store of an S3 bucket. Addresses in the style that the credentials ask for.
std::unique_ptr<ObjectStore> open_s3(const std::string& bucket, const Credentials& credentials);

/// Files below the allowed roots. Throws insufficient_privilege (42501) when `location` is outside all of them.
std::unique_ptr<ObjectStore> open_files(const Location& location, const std::vector<std::string>& roots);

}  // namespace blueshift::storage
