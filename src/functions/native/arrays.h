#pragma once
/// PostgreSQL arrays and vectors, which exist in catalogs only, in their text forms `{a,b}` and `1 2`.
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace blueshift::functions {

/// `element = ANY (array)`, comparing texts. NULL elements equal nothing.
bool array_contains(std::string_view array, std::string_view element);
/// Element `index`, from 1 in an array, from 0 in a vector; nothing when it is NULL or there is none.
std::optional<std::string> element_of_array(std::string_view array, std::int32_t index);

}  // namespace blueshift::functions
