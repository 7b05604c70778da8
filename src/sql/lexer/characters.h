#pragma once
/// Character classes of SQL text, shared by the scanner and by what reads a token's value.
#include <cstddef>
#include <optional>
#include <string>
#include <string_view>

#include "base/span.h"

namespace blueshift::sql {

constexpr bool is_space(char c) {
    return c == ' ' || c == '\t' || c == '\n' || c == '\r' || c == '\f' || c == '\v';
}
constexpr bool is_digit(char c) { return c >= '0' && c <= '9'; }
constexpr char to_lower(char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c; }
constexpr char to_upper(char c) { return c >= 'a' && c <= 'z' ? static_cast<char>(c - 32) : c; }
/// ASCII letters in the other case; every other byte stays.
std::string lower(std::string_view text);
std::string upper(std::string_view text);

/// Every byte of a multibyte character counts as a letter.
constexpr bool is_identifier_start(char c) {
    return (to_lower(c) >= 'a' && to_lower(c) <= 'z') || c == '_' || static_cast<unsigned char>(c) >= 0x80;
}
constexpr bool is_identifier_part(char c) {
    return is_identifier_start(c) || is_digit(c) || c == '$';
}
constexpr bool is_operator_character(char c) {
    return std::string_view("+-*/<>=~!@#%^&|`?").find(c) != std::string_view::npos;
}

/// Throws character_not_in_repertoire (22021) when `text` is not UTF-8 or holds a NUL: at `span`, or at the byte when there is none.
void check_encoding(std::string_view text, std::optional<Span> span);

/// Length of `$tag$` at the start of `text`, 0 when there is none.
std::size_t dollar_tag_length(std::string_view text);

/// Position of the opening quote that continues a literal which ended at `from`: behind white space and comments with at
/// least one newline. npos when the literal ends here.
std::size_t next_string_segment(std::string_view sql, std::size_t from);

}  // namespace blueshift::sql
