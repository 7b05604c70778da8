#include "copy/json_slice.h"

#include <nlohmann/json.hpp>

namespace blueshift::copy {

namespace {

constexpr std::string_view kBlanks = " \t\r\n";

std::size_t skip_blanks(std::string_view text, std::size_t at) { return std::min(text.find_first_not_of(kBlanks, at), text.size()); }

/// Behind the string that begins at `at`.
std::size_t string_end(std::string_view text, std::size_t at) {
    for (++at; at < text.size() && text[at] != '"'; ++at) {
        if (text[at] == '\\') ++at;
    }
    return std::min(at + 1, text.size());
}

/// Behind the value that begins at `at`.
std::size_t value_end(std::string_view text, std::size_t at) {
    if (text[at] == '"') return string_end(text, at);
    if (text[at] != '{' && text[at] != '[') return std::min(text.find_first_of(",]} \t\r\n", at), text.size());
    for (int depth = 0; at < text.size();) {
        const char c = text[at];
        if (c == '"') {
            at = string_end(text, at);
            continue;
        }
        if (c == '{' || c == '[') ++depth;
        ++at;
        if ((c == '}' || c == ']') && --depth == 0) break;
    }
    return at;
}

}  // namespace

std::string_view json_value(std::string_view text) {
    const std::size_t begin = skip_blanks(text, 0);
    return begin == text.size() ? std::string_view() : text.substr(begin, value_end(text, begin) - begin);
}

void for_each_member(std::string_view object, const std::function<bool(const std::string&, std::string_view)>& visit) {
    std::size_t at = skip_blanks(object, 1);
    while (at < object.size() && object[at] == '"') {
        const std::size_t name_end = string_end(object, at);
        const std::string name = decode_json_string(object.substr(at, name_end - at));
        const std::size_t begin = skip_blanks(object, skip_blanks(object, name_end) + 1);
        const std::size_t end = value_end(object, begin);
        if (!visit(name, object.substr(begin, end - begin))) return;
        at = skip_blanks(object, skip_blanks(object, end) + 1);
    }
}

void for_each_element(std::string_view array, const std::function<bool(std::string_view)>& visit) {
    std::size_t at = skip_blanks(array, 1);
    while (at < array.size() && array[at] != ']') {
        const std::size_t end = value_end(array, at);
        if (!visit(array.substr(at, end - at))) return;
        at = skip_blanks(array, skip_blanks(array, end) + 1);
    }
}

std::string decode_json_string(std::string_view value) {
    const std::string_view inner = value.substr(1, value.size() - 2);
    if (inner.find('\\') == std::string_view::npos) return std::string(inner);
    return nlohmann::json::parse(value).get<std::string>();
}

}  // namespace blueshift::copy
