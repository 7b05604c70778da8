#pragma once
/// What CONNECT BY asks of each step.  Doc: dg/r_CONNECT_BY_clause
#include <string_view>

namespace blueshift::functions {

/// Marks the beginning of a row in a path; no JSON text has it.
inline constexpr char kPathMark = '\1';

/// Whether `row` is new on `path`, the rows from the root to its parent with a mark before each. Throws program_limit_exceeded (54000) for a row
/// that is its own ancestor, unless NOCYCLE leaves it out.
bool connect_by(std::string_view path, std::string_view row, bool nocycle);

}  // namespace blueshift::functions
