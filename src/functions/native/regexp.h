#pragma once
/// REGEXP_ functions. Positions count characters from 1. `parameters`: i ignores case, c does not, e takes the first
/// sub-expression, p is Perl's dialect. All throw invalid_regular_expression (2201B), invalid_parameter_value (22023).
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace blueshift::functions {

/// `text ~ pattern`.  Doc: dg/pattern-matching-conditions-posix
bool regexp_match(std::string_view text, std::string_view pattern);

/// Number of matches from `position` on.  Doc: dg/REGEXP_COUNT
std::int32_t regexp_count(std::string_view text, std::string_view pattern, std::int32_t position,
                          std::string_view parameters);
/// Where match `occurrence` begins (`option` 0), or the place after it (1); 0 when there is none.  Doc: dg/REGEXP_INSTR
std::int32_t regexp_instr(std::string_view text, std::string_view pattern, std::int32_t position,
                          std::int32_t occurrence, std::int32_t option, std::string_view parameters);
/// Replaces every match; $1 to $9 and \1 to \9 in `replacement` are sub-expressions.  Doc: dg/REGEXP_REPLACE
std::string regexp_replace(std::string_view text, std::string_view pattern, std::string_view replacement,
                           std::int32_t position, std::string_view parameters);
/// Match `occurrence`, empty when there is none; nothing for an occurrence below 1.  Doc: dg/REGEXP_SUBSTR
std::optional<std::string_view> regexp_substr(std::string_view text, std::string_view pattern,
                                              std::int32_t position, std::int32_t occurrence,
                                              std::string_view parameters);

}  // namespace blueshift::functions
