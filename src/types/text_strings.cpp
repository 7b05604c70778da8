// Text forms of character types and of byte strings.  Doc: dg/r_Character_types, dg/r_VARBYTE_type
#include <algorithm>

#include "base/error.h"
#include "types/text_scan.h"
#include "types/text_types.h"
#include "types/utf8.h"

namespace blueshift {

namespace {

constexpr std::size_t kNameBytesMax = 127;

[[noreturn]] void throw_too_long(Type type) {
    throw Error(Code::string_data_right_truncation, "value too long for type {}",
                format_type(type));
}

/// `text` cut to the type's length. Only blanks may be cut off.
std::string_view fit_length(Type type, std::string_view text) {
    const auto limit = length_limit(type);
    if (!limit || text.size() <= static_cast<std::size_t>(*limit)) return text;
    const std::string_view surplus = text.substr(static_cast<std::size_t>(*limit));
    if (surplus.find_first_not_of(' ') != std::string_view::npos) throw_too_long(type);
    return text.substr(0, static_cast<std::size_t>(*limit));
}

bool is_ascii(std::string_view text) {
    return std::ranges::all_of(text, [](char c) { return static_cast<signed char>(c) >= 0; });
}

int hex_digit(char c) {
    if (is_digit(c)) return c - '0';
    const char lower = to_lower(c);
    return lower >= 'a' && lower <= 'f' ? lower - 'a' + 10 : -1;
}

[[noreturn]] void throw_invalid(Type type, std::string_view text) {
    throw Error(Code::invalid_text_representation, "invalid input syntax for type {}: \"{}\"",
                type_info(type.id).sql_name, text);
}

}  // namespace

Value string_from_text(Type type, std::string_view text) {
    switch (type.id) {
        case TypeId::char_:
            if (!is_ascii(text)) {
                throw Error(Code::character_not_in_repertoire,
                            "CHAR string contains invalid ASCII char");
            }
            return trim_padding(fit_length(type, text));
        case TypeId::varchar:
            return fit_length(type, text);
        case TypeId::name:
            return text.substr(0, utf8_prefix(text, kNameBytesMax));
        case TypeId::char1:
            return text.substr(0, 1);
        default:
            return text;
    }
}

Value varbyte_from_text(Type type, std::string_view text) {
    const auto limit = length_limit(type);
    if (limit && text.size() > static_cast<std::size_t>(*limit)) throw_too_long(type);
    return text;
}

Value hex_bytes_from_text(Type type, std::string_view text) {
    const std::string_view digits = trim_blanks(text);
    if (digits.size() % 2 != 0) throw_invalid(type, text);
    std::string bytes;
    bytes.reserve(digits.size() / 2);
    for (std::size_t index = 0; index < digits.size(); index += 2) {
        const int high = hex_digit(digits[index]);
        const int low = hex_digit(digits[index + 1]);
        if (high < 0 || low < 0) throw_invalid(type, text);
        bytes.push_back(static_cast<char>(high * 16 + low));
    }
    return bytes;
}

void append_hex(std::string& out, std::string_view bytes) {
    constexpr char kDigits[] = "0123456789abcdef";
    const std::size_t start = out.size();
    out.resize(start + 2 * bytes.size());
    char* next = out.data() + start;
    for (const char c : bytes) {
        const auto byte = static_cast<unsigned char>(c);
        *next++ = kDigits[byte >> 4];
        *next++ = kDigits[byte & 15];
    }
}

}  // namespace blueshift
