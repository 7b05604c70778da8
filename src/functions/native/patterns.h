#pragma once
/// LIKE and SIMILAR TO.  Doc: dg/pattern-matching-conditions
#include <string>
#include <string_view>

namespace blueshift::functions {

/// `%` stands for any text, `_` for a character, what follows the escape character for itself. An empty `escape` means none.
/// Throws invalid_escape_sequence (22025).  Doc: dg/r_patternmatching_condition_like
bool like(std::string_view text, std::string_view pattern, std::string_view escape);
/// The same, with ASCII letters of either case equal.
bool ilike(std::string_view text, std::string_view pattern, std::string_view escape);

/// The regular expression that a whole text must match for SIMILAR TO `pattern`.
/// Throws invalid_escape_sequence (22025).  Doc: dg/pattern-matching-conditions-similar-to
std::string similar_to_regex(std::string_view pattern, std::string_view escape);

}  // namespace blueshift::functions
