#pragma once
/// String functions that the engine has not, or defines otherwise. Positions count characters from 1.  Doc: dg/String_functions_header
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "functions/native/values.h"

namespace blueshift::functions {

/// From character `start`, which may lie before the first one.  Doc: dg/r_SUBSTRING
std::string_view substring(std::string_view text, std::int32_t start);
/// Characters [start, start + length). Throws substring_error (22011) for a negative length.
std::string_view substring_for(std::string_view text, std::int32_t start, std::int32_t length);
ByteString bytes_substring(Bytes bytes, std::int32_t start);
ByteString bytes_substring_for(Bytes bytes, std::int32_t start, std::int32_t length);

/// Fills `text` with `fill` to `length` characters on its left or right, or cuts it on its right.
/// Throws program_limit_exceeded (54000).  Doc: dg/r_LPAD
std::string lpad(std::string_view text, std::int32_t length, std::string_view fill);
std::string rpad(std::string_view text, std::int32_t length, std::string_view fill);

/// Upper-cases the first letter of each word, lower-cases the others; words are runs of letters and digits.  Doc: dg/r_INITCAP
std::string initcap(std::string_view text);
/// Characters in reverse order.  Doc: dg/r_REVERSE
std::string reverse(std::string_view text);

/// Part `index` (from 1) between delimiters, empty beyond the last. Throws invalid_parameter_value (22023) for index < 1.
/// Doc: dg/SPLIT_PART
std::string_view split_part(std::string_view text, std::string_view delimiter, std::int64_t index);
/// Byte position of `part` in `text`, 0 when it is not there.  Doc: dg/OCTETINDEX
std::int32_t octet_index(std::string_view part, std::string_view text);

/// `text` as an identifier, quoted when it has to be.  Doc: dg/r_QUOTE_IDENT
std::string quote_ident(std::string_view text);
/// `text` as a literal; quotes and backslashes are doubled.  Doc: dg/r_QUOTE_LITERAL
std::string quote_literal(std::string_view text);

/// The ASCII character with this number; nothing for others, and the empty text for 0.  Doc: dg/r_CHR
std::optional<std::string> chr(std::int32_t code);

/// Four characters that English words sounding alike share; empty without a letter.  Doc: dg/SOUNDEX
std::string soundex(std::string_view text);
/// How many of the four are the same, 0 when a text has none.  Doc: dg/DIFFERENCE
std::int32_t difference(std::string_view left, std::string_view right);

}  // namespace blueshift::functions
