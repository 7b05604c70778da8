#include "catalog/system/names.h"

#include <algorithm>

namespace blueshift::catalog::system {

std::vector<std::string> name_parts(std::string_view text) {
    std::vector<std::string> parts{""};
    bool quoted_part = false;
    bool closed = false;  // the part was quoted and has ended
    for (const char c : text) {
        if (c == '"') {
            closed = quoted_part;
            quoted_part = !quoted_part;
        } else if (c == '.' && !quoted_part) {
            parts.emplace_back();
            closed = false;
        } else if (c == ' ' && !quoted_part && (closed || parts.back().empty())) {
            continue;  // blanks around the dots of "a" . "b" mean nothing
        } else {
            parts.back() += static_cast<char>(quoted_part || c < 'A' || c > 'Z' ? c : c + 32);
        }
    }
    return parts;
}

bool is_number(std::string_view text) {
    return !text.empty() && std::all_of(text.begin(), text.end(), [](char c) { return c >= '0' && c <= '9'; });
}

}  // namespace blueshift::catalog::system
