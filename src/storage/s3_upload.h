#pragma once
/// Objects of any size in bounded memory: one PUT for small ones, a multi-part upload for the others.
#include <memory>
#include <string>

#include "storage/object_store.h"
#include "storage/s3_requests.h"

namespace blueshift::storage {

/// Bytes of a part; S3 takes 10,000 parts of 5 MiB and more.
inline constexpr std::size_t kPartBytes = 16 << 20;

/// `requests` and `cancel` outlive the upload.
std::unique_ptr<Upload> start_s3_upload(const S3Requests& requests, const std::string& key, const WriteOptions& options,
                                        const CancelToken& cancel);

}  // namespace blueshift::storage
