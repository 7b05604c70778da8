#include "functions/native/lengths.h"

#include <algorithm>

#include "base/error.h"
#include "functions/native/blank_tracker.h"
#include "types/text_scan.h"
#include "types/utf8.h"

namespace blueshift::functions {

namespace {

/// `text` in `bytes_max` bytes when only blanks have to go.
std::string_view fitted(std::string_view text, std::int32_t bytes_max, const char* type_name) {
    const auto limit = static_cast<std::size_t>(bytes_max);
    if (text.size() <= limit) return text;
    if (text.find_first_not_of(' ', limit) != std::string_view::npos) {
        throw Error(Code::string_data_right_truncation, "value too long for type {}({})", type_name, bytes_max);
    }
    return text.substr(0, limit);
}

}  // namespace

std::string_view check_varchar(std::string_view text, std::int32_t bytes_max) {
    return fitted(text, bytes_max, "character varying");
}

std::string_view check_char(std::string_view text, std::int32_t bytes_max) {
    const auto is_ascii = [](char c) { return static_cast<unsigned char>(c) < 0x80; };
    if (!std::all_of(text.begin(), text.end(), is_ascii)) {
        throw Error(Code::character_not_in_repertoire, "CHAR string contains invalid ASCII character")
            .hint("Use VARCHAR for text with multibyte characters.");
    }
    return trim_padding(fitted(text, bytes_max, "character"));
}

ByteString check_varbyte(Bytes bytes, std::int32_t bytes_max) {
    if (bytes.view.size() > static_cast<std::size_t>(bytes_max)) {
        throw Error(Code::string_data_right_truncation, "value too long for type binary varying({})", bytes_max);
    }
    return {std::string(bytes.view)};
}

std::string_view store_varchar(std::string_view text, std::int32_t bytes_max, std::int64_t slot) {
    const std::string_view stored = check_varchar(text, bytes_max);
    if (stored.ends_with(' ')) note_trailing_blank(slot);
    return stored;
}

std::string_view cut_varchar(std::string_view text, std::int32_t bytes_max) {
    const auto limit = static_cast<std::size_t>(bytes_max);
    return text.size() <= limit ? text : text.substr(0, utf8_prefix(text, limit));
}

ByteString cut_varbyte(Bytes bytes, std::int32_t bytes_max) {
    return {std::string(bytes.view.substr(0, static_cast<std::size_t>(bytes_max)))};
}

std::string pad_char(std::string_view text, std::int32_t bytes) {
    std::string out(text);
    if (out.size() < static_cast<std::size_t>(bytes)) out.resize(static_cast<std::size_t>(bytes), ' ');
    return out;
}

}  // namespace blueshift::functions
