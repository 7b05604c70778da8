#pragma once
/// ENCODING: other encodings of text into UTF-8.  Doc: dg/copy-parameters-data-conversion
#include <memory>
#include <string>

#include "copy/byte_stream.h"

namespace blueshift::copy {

/// Surrogates that stand alone stay what they are, three bytes that are no UTF-8, for the field checks to find.
/// Throws bad_copy_file_format (22P04) while it is read when the byte order mark is not that of `encoding`.
std::unique_ptr<ByteStream> to_utf8(std::unique_ptr<ByteStream> input, const std::string& key, Encoding encoding);

}  // namespace blueshift::copy
