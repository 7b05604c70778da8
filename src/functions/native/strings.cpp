#include "functions/native/strings.h"

#include <algorithm>
#include <unicode/uchar.h>
#include <unicode/utf8.h>

#include "base/error.h"
#include "functions/native/characters.h"

namespace blueshift::functions {

void check_text_size(std::uint64_t bytes) {
    if (bytes > kTextBytesMax) {
        throw Error(Code::program_limit_exceeded, "requested length too large")
            .detail(fmt::format("A string can have {} bytes.", kTextBytesMax));
    }
}

namespace {

/// Zero-based begin and length of [start, start + length) without what lies before position 1.
struct Slice {
    std::uint64_t begin;
    std::uint64_t count;
};

Slice slice(std::int64_t start, std::int64_t length) {
    if (length < 0) throw Error(Code::substring_error, "negative substring length not allowed");
    const std::int64_t end = start + length;
    const std::int64_t begin = std::max<std::int64_t>(start, 1);
    return {static_cast<std::uint64_t>(begin - 1), end > begin ? static_cast<std::uint64_t>(end - begin) : 0};
}

/// The first `count` characters of endlessly repeated `fill`.
void append_fill(std::string& out, std::string_view fill, std::size_t count) {
    const std::size_t fill_count = count_characters(fill);
    check_text_size(out.size() + (count / fill_count + 1) * static_cast<std::uint64_t>(fill.size()));
    for (; count >= fill_count; count -= fill_count) out += fill;
    out += fill.substr(0, offset_of_character(fill, count));
}

void append_code_point(std::string& out, UChar32 code_point) {
    char bytes[U8_MAX_LENGTH];
    std::int32_t size = 0;
    U8_APPEND_UNSAFE(bytes, size, code_point);
    out.append(bytes, static_cast<std::size_t>(size));
}

bool is_plain_identifier(std::string_view text) {
    const auto starts = [](char c) { return (c >= 'a' && c <= 'z') || c == '_'; };
    const auto continues = [&](char c) { return starts(c) || (c >= '0' && c <= '9') || c == '$'; };
    return !text.empty() && starts(text[0]) && std::all_of(text.begin(), text.end(), continues);
}

/// Soundex groups of the letters A to Z; 0: none.
constexpr std::string_view kSoundexClasses = "01230120022455012623010202";

bool is_ascii_letter(char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'); }
char ascii_upper(char c) { return c >= 'a' && c <= 'z' ? static_cast<char>(c - 'a' + 'A') : c; }

}  // namespace

std::string_view substring(std::string_view text, std::int32_t start) {
    return start <= 1 ? text : text.substr(offset_of_character(text, static_cast<std::uint64_t>(start) - 1));
}

std::string_view substring_for(std::string_view text, std::int32_t start, std::int32_t length) {
    const Slice part = slice(start, length);
    text.remove_prefix(offset_of_character(text, part.begin));
    return text.substr(0, offset_of_character(text, part.count));
}

ByteString bytes_substring(Bytes bytes, std::int32_t start) {
    const std::size_t begin = start <= 1 ? 0 : static_cast<std::size_t>(start) - 1;
    return {std::string(bytes.view.substr(std::min(begin, bytes.view.size())))};
}

ByteString bytes_substring_for(Bytes bytes, std::int32_t start, std::int32_t length) {
    const Slice part = slice(start, length);
    return {std::string(bytes.view.substr(std::min<std::size_t>(part.begin, bytes.view.size()), part.count))};
}

std::string lpad(std::string_view text, std::int32_t length, std::string_view fill) {
    const auto wanted = static_cast<std::size_t>(std::max(length, 0));
    const std::size_t count = count_characters(text);
    std::string out;
    if (count < wanted && !fill.empty()) append_fill(out, fill, wanted - count);
    out += text.substr(0, offset_of_character(text, wanted));
    return out;
}

std::string rpad(std::string_view text, std::int32_t length, std::string_view fill) {
    const auto wanted = static_cast<std::size_t>(std::max(length, 0));
    const std::size_t count = count_characters(text);
    std::string out(text.substr(0, offset_of_character(text, wanted)));
    if (count < wanted && !fill.empty()) append_fill(out, fill, wanted - count);
    return out;
}

std::string initcap(std::string_view text) {
    std::string out;
    out.reserve(text.size());
    bool in_word = false;
    const auto size = static_cast<std::int32_t>(text.size());
    for (std::int32_t offset = 0; offset < size;) {
        UChar32 code_point;
        U8_NEXT_OR_FFFD(text.data(), offset, size, code_point);
        append_code_point(out, in_word ? u_tolower(code_point) : u_toupper(code_point));
        in_word = u_isalnum(code_point);
    }
    return out;
}

std::string reverse(std::string_view text) {
    std::string out(text.size(), '\0');
    for (std::size_t offset = 0; offset < text.size();) {
        const std::size_t bytes = std::min(character_bytes(text[offset]), text.size() - offset);
        text.copy(out.data() + text.size() - offset - bytes, bytes, offset);
        offset += bytes;
    }
    return out;
}

std::string_view split_part(std::string_view text, std::string_view delimiter, std::int64_t index) {
    if (index < 1) throw Error(Code::invalid_parameter_value, "field position must be greater than zero");
    if (delimiter.empty()) return index == 1 ? text : std::string_view();
    for (; index > 1; --index) {
        const std::size_t at = text.find(delimiter);
        if (at == std::string_view::npos) return {};
        text.remove_prefix(at + delimiter.size());
    }
    return text.substr(0, text.find(delimiter));
}

std::int32_t octet_index(std::string_view part, std::string_view text) {
    const std::size_t at = text.find(part);
    return at == std::string_view::npos ? 0 : static_cast<std::int32_t>(at) + 1;
}

std::string quote_ident(std::string_view text) {
    if (is_plain_identifier(text)) return std::string(text);
    std::string out = "\"";
    for (const char c : text) {
        if (c == '"') out += c;
        out += c;
    }
    return out + '"';
}

std::string quote_literal(std::string_view text) {
    std::string out = "'";
    for (const char c : text) {
        if (c == '\'' || c == '\\') out += c;
        out += c;
    }
    return out + '\'';
}

std::optional<std::string> chr(std::int32_t code) {
    if (code < 0 || code > 127) return std::nullopt;
    return code == 0 ? std::string() : std::string(1, static_cast<char>(code));
}

std::string soundex(std::string_view text) {
    std::string out;
    char previous = '0';
    for (const char c : text) {
        if (!is_ascii_letter(c)) continue;
        const char letter = ascii_upper(c);
        const char group = kSoundexClasses[static_cast<std::size_t>(letter - 'A')];
        if (out.empty()) {
            out += letter;
        } else if (group != '0' && group != previous && out.size() < 4) {
            out += group;
        }
        // H and W do not separate two letters of one group; vowels do.
        if (letter != 'H' && letter != 'W') previous = group;
    }
    if (!out.empty()) out.resize(4, '0');
    return out;
}

std::int32_t difference(std::string_view left, std::string_view right) {
    const std::string a = soundex(left);
    const std::string b = soundex(right);
    if (a.empty() || b.empty()) return 0;
    std::int32_t same = 0;
    for (std::size_t index = 0; index < a.size(); ++index) same += a[index] == b[index] ? 1 : 0;
    return same;
}

}  // namespace blueshift::functions
