#pragma once
/// The bytes of an object, decompressed and as UTF-8, block by block in bounded memory.
#include <memory>
#include <string_view>

#include "copy/load_options.h"
#include "copy/source.h"
#include "storage/object_store.h"

namespace blueshift::copy {

class ByteStream {
public:
    virtual ~ByteStream() = default;
    /// The next bytes, valid until the next call; empty at the end.
    virtual std::string_view next() = 0;
};

/// Reads `object` of `store`, which must outlive the stream.
/// Throws bad_copy_file_format (22P04) when the object is not compressed or encoded as `options` say, and the store's errors.
std::unique_ptr<ByteStream> open_bytes(storage::ObjectStore& store, const SourceObject& object, const LoadOptions& options,
                                       const CancelToken& cancel);

/// Leaves out the first `lines` of a stream, which end with LF, CR or CR LF.
std::unique_ptr<ByteStream> without_header(std::unique_ptr<ByteStream> bytes, std::int64_t lines);

}  // namespace blueshift::copy
