#pragma once
/// Streams that take the compression off another one's bytes.
#include <memory>
#include <string>

#include "base/error.h"
#include "copy/byte_stream.h"

namespace blueshift::copy {

/// `key` stands in error messages. Throws bad_copy_file_format (22P04) while it is read.
std::unique_ptr<ByteStream> decompress(std::unique_ptr<ByteStream> input, const std::string& key, Compression compression);

/// LZOP's format is read in lzop_stream.cpp.
std::unique_ptr<ByteStream> open_lzop(std::unique_ptr<ByteStream> input, const std::string& key);

/// What a stream throws that finds something else than `format`.
Error not_compressed(const std::string& key, std::string_view format);

}  // namespace blueshift::copy
