#include "types/utf8.h"

#include <unicode/utf8.h>

#include <cstdint>
#include <cstring>
#include <string>

#include "base/error.h"

namespace blueshift {

namespace {

/// True when eight bytes at `bytes` are ASCII and none is zero.
bool is_plain_ascii(const char* bytes) {
    constexpr std::uint64_t kHighBits = 0x8080808080808080;
    constexpr std::uint64_t kOnes = 0x0101010101010101;
    std::uint64_t word;
    std::memcpy(&word, bytes, sizeof(word));
    return ((word | (word - kOnes)) & kHighBits) == 0;
}

}  // namespace

void check_utf8(std::string_view text) {
    const auto* bytes = reinterpret_cast<const std::uint8_t*>(text.data());
    const std::size_t size = text.size();
    std::size_t index = 0;
    while (index < size) {
        if (size - index >= 8 && is_plain_ascii(text.data() + index)) {
            index += 8;
            continue;
        }
        const std::size_t start = index;
        UChar32 character;
        U8_NEXT(bytes, index, size, character);
        if (character > 0) continue;
        std::string shown = fmt::format("0x{:02x}", bytes[start]);
        for (std::size_t next = start + 1; next < index; ++next)
            shown += fmt::format("{:02x}", bytes[next]);
        throw Error(Code::character_not_in_repertoire,
                    "invalid byte sequence for encoding \"UTF8\": {}", shown);
    }
}

std::size_t utf8_prefix(std::string_view text, std::size_t bytes_max) {
    if (text.size() <= bytes_max) return text.size();
    std::size_t size = bytes_max;
    while (size > 0 && U8_IS_TRAIL(static_cast<std::uint8_t>(text[size])))
        --size;
    return size;
}

}  // namespace blueshift
