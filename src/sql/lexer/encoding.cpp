// Is this text UTF-8?
#include "base/error.h"
#include "sql/lexer/characters.h"

namespace blueshift::sql {
namespace {

/// Number of bytes of the well-formed character at the start of `text`, 0 when it is malformed or NUL.
std::size_t utf8_character_bytes(std::string_view text) {
    const auto byte = [&](std::size_t i) {
        return i < text.size() ? static_cast<unsigned char>(text[i]) : 0u;
    };
    const unsigned lead = byte(0);
    const std::size_t length = lead < 0x80 ? 1 : lead >= 0xf0 ? 4 : lead >= 0xe0 ? 3 : 2;
    if (length == 1) return lead == 0 ? 0 : 1;
    if (lead < 0xc2 || lead > 0xf4) return 0;
    for (std::size_t i = 1; i < length; ++i) {
        if ((byte(i) & 0xc0) != 0x80) return 0;
    }
    const bool overlong = (lead == 0xe0 && byte(1) < 0xa0) || (lead == 0xf0 && byte(1) < 0x90);
    const bool beyond = (lead == 0xed && byte(1) > 0x9f) || (lead == 0xf4 && byte(1) > 0x8f);
    return overlong || beyond ? 0 : length;
}

}  // namespace

void check_encoding(std::string_view text, std::optional<Span> span) {
    for (std::size_t at = 0; at < text.size();) {
        const std::size_t length = utf8_character_bytes(text.substr(at));
        if (length == 0) {
            const auto offset = static_cast<std::uint32_t>(at);
            throw Error(Code::character_not_in_repertoire,
                        "invalid byte sequence for encoding \"UTF8\": 0x{:02x}",
                        static_cast<unsigned char>(text[at]))
                .at(span.value_or(Span{offset, offset + 1}));
        }
        at += length;
    }
}

}  // namespace blueshift::sql
