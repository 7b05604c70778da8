#pragma once
/// Names and oids given to functions as text.
#include <string>
#include <string_view>
#include <vector>

namespace blueshift::catalog::system {

/// Splits `schema.table`, with optional quotes, into its parts; those without quotes become lower case.
std::vector<std::string> name_parts(std::string_view text);
/// True for an oid or user id written as text.
bool is_number(std::string_view text);

}  // namespace blueshift::catalog::system
