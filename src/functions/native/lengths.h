#pragma once
/// Lengths of CHAR, VARCHAR and VARBYTE, which count bytes.  Doc: dg/r_Character_types
#include <cstdint>
#include <string>
#include <string_view>

#include "functions/native/values.h"

namespace blueshift::functions {

/// Assignment: `text` as it is stored in VARCHAR(bytes_max). A surplus of blanks is cut.
/// Throws string_data_right_truncation (22001) `value too long for type character varying(n)`.
std::string_view check_varchar(std::string_view text, std::int32_t bytes_max);
/// The same for CHAR: without the blanks at its end. Throws also character_not_in_repertoire (22021): CHAR is ASCII.
std::string_view check_char(std::string_view text, std::int32_t bytes_max);
/// Throws string_data_right_truncation (22001).
ByteString check_varbyte(Bytes bytes, std::int32_t bytes_max);

/// check_varchar, which also notes in `slot` (see blank_tracker.h) that a stored value ends with a blank.
std::string_view store_varchar(std::string_view text, std::int32_t bytes_max, std::int64_t slot);

/// Explicit cast: the longest prefix of whole characters in `bytes_max` bytes.
std::string_view cut_varchar(std::string_view text, std::int32_t bytes_max);
ByteString cut_varbyte(Bytes bytes, std::int32_t bytes_max);

/// `text` filled with blanks to `bytes` bytes, as a CHAR is shown.
std::string pad_char(std::string_view text, std::int32_t bytes);

}  // namespace blueshift::functions
