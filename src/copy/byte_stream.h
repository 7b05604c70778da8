#pragma once
/// The bytes of an object, decompressed, block by block.
#include <memory>
#include <string_view>

#include "copy/load_options.h"
#include "storage/object_store.h"

namespace blueshift::copy {

class ByteStream {
public:
    virtual ~ByteStream() = default;
    /// The next bytes, valid until the next call; empty at the end.
    virtual std::string_view next() = 0;
};

/// Reads `key` of `store`, which must outlive the stream.
/// Throws bad_copy_file_format (22P04) when the object is not compressed as `compression` says, and the store's errors.
std::unique_ptr<ByteStream> open_bytes(storage::ObjectStore& store, const std::string& key, Compression compression,
                                       const CancelToken& cancel);

}  // namespace blueshift::copy
