#include "functions/native/hierarchy.h"

#include "base/error.h"

namespace blueshift::functions {

bool connect_by(std::string_view path, std::string_view row, bool nocycle) {
    for (std::size_t at = path.find(row); at != std::string_view::npos; at = path.find(row, at + 1)) {
        const std::size_t end = at + row.size();
        const bool whole = at > 0 && path[at - 1] == kPathMark && (end == path.size() || path[end] == kPathMark);
        if (!whole) continue;
        if (nocycle) return false;
        throw Error(Code::program_limit_exceeded, "CONNECT BY loop in user data");
    }
    return true;
}

}  // namespace blueshift::functions
