#pragma once
/// Checks of text that comes from clients.
#include <cstddef>
#include <string_view>

namespace blueshift {

/// Throws character_not_in_repertoire (22021) `invalid byte sequence for encoding "UTF8": 0x…`
/// unless `text` is UTF-8 without zero bytes.
void check_utf8(std::string_view text);

/// Length of the longest prefix of `text` (UTF-8) with at most `bytes_max` bytes that cuts no
/// character.
std::size_t utf8_prefix(std::string_view text, std::size_t bytes_max);

}  // namespace blueshift
