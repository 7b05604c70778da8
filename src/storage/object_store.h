#pragma once
/// What COPY and UNLOAD need of an object store beside the bulk data, which the engine reads and writes itself: lists, small objects,
/// removal. Calls block and are retried on failures that pass.
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
};

/// One bucket or one file system. Thread-safe.
/// Errors: undefined_file (58P01) for a missing bucket or object, insufficient_privilege (42501) for refused credentials, io_error (58030).
class ObjectStore {
public:
    virtual ~ObjectStore() = default;
    /// Every object whose key starts with `prefix`, by key.
    virtual std::vector<ObjectInfo> list(const std::string& prefix, const CancelToken& cancel) = 0;
    virtual std::string read(const std::string& key, const CancelToken& cancel) = 0;
    virtual void write(const std::string& key, std::string_view bytes, const CancelToken& cancel) = 0;
    virtual void remove(const std::string& key, const CancelToken& cancel) = 0;
};

/// The store of an S3 bucket. Path-style addresses when the credentials name an endpoint, virtual-host style otherwise.
std::unique_ptr<ObjectStore> open_s3(const std::string& bucket, const Credentials& credentials);

/// Files below the allowed roots. Throws insufficient_privilege (42501) when `location` is outside all of them.
std::unique_ptr<ObjectStore> open_files(const Location& location, const std::vector<std::string>& roots);

}  // namespace blueshift::storage
