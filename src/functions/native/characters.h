#pragma once
/// Walking through UTF-8 text by characters. The text is valid UTF-8: it was checked where it came in.
#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

namespace blueshift::functions {

/// Bytes of the character that starts with `lead`.
constexpr std::size_t character_bytes(char lead) {
    const auto byte = static_cast<unsigned char>(lead);
    if (byte < 0x80) return 1;
    if (byte < 0xE0) return 2;
    return byte < 0xF0 ? 3 : 4;
}

/// Byte offset of character `index` (from 0) of `text`; its size when it has no so many.
constexpr std::size_t offset_of_character(std::string_view text, std::uint64_t index) {
    std::size_t offset = 0;
    while (index > 0 && offset < text.size()) {
        offset += character_bytes(text[offset]);
        --index;
    }
    return offset < text.size() ? offset : text.size();
}

constexpr std::size_t count_characters(std::string_view text) {
    std::size_t count = 0;
    for (const char byte : text) count += (static_cast<unsigned char>(byte) & 0xC0) != 0x80 ? 1 : 0;
    return count;
}

/// Longest text that a string function makes.  Doc: dg/r_Character_types
inline constexpr std::size_t kTextBytesMax = 16'000'000;

/// Throws program_limit_exceeded (54000) for a result longer than kTextBytesMax.
void check_text_size(std::uint64_t bytes);

}  // namespace blueshift::functions
