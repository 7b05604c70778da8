#pragma once
/// Numbers and bytes in other bases.
#include <cstdint>
#include <string>
#include <string_view>

#include "functions/native/values.h"

namespace blueshift::functions {

/// Value of `text` in `base` 2 to 36, with optional sign, and 0x for base 16; the empty text is 0.
/// Throws invalid_parameter_value (22023), invalid_text_representation (22P02), numeric_value_out_of_range (22003).
/// Doc: dg/r_STRTOL
std::int64_t strtol_text(std::string_view text, std::int32_t base);

/// Lower-case hexadecimal digits without leading zeros; negative numbers in two's complement.  Doc: dg/r_TO_HEX
std::string int4_to_hex(std::int32_t value);
std::string int8_to_hex(std::int64_t value);
std::string bytes_to_hex(Bytes bytes);
/// Throws invalid_text_representation (22P02).  Doc: dg/r_FROM_HEX
ByteString hex_to_bytes(std::string_view text);

/// `text` in the form `format` (hex, binary, utf8, utf-8, base64) as bytes, and back.
/// Throws invalid_parameter_value (22023), invalid_text_representation (22P02), character_not_in_repertoire (22021).
/// Doc: dg/r_TO_VARBYTE, dg/r_FROM_VARBYTE
ByteString text_to_bytes(std::string_view text, std::string_view format);
std::string bytes_to_text(Bytes bytes, std::string_view format);

}  // namespace blueshift::functions
