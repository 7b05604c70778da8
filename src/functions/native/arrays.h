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

/// Bounds as `[1:3]`, first and last index of dimension `dimension`; nothing when the array is empty or has not so many.
std::optional<std::string> array_dims(std::string_view array);
std::optional<std::int32_t> array_lower(std::string_view array, std::int32_t dimension);
std::optional<std::int32_t> array_upper(std::string_view array, std::int32_t dimension);
/// The elements that are not NULL with `separator` between them.
std::string array_to_string(std::string_view array, std::string_view separator);

}  // namespace blueshift::functions
