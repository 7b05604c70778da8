#pragma once
/// Operations on SUPER values, which lie in the engine as their JSON texts. Arguments are valid JSON.  Doc: dg/query-super
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace blueshift::functions {

/// Less than, equal to, or greater than 0, as `left` is to `right`. Nothing when they are of different kinds or null; arrays and
/// objects are equal or not.  Doc: dg/query-super#dynamic-typing-semantics
std::optional<std::int32_t> super_compare(std::string_view left, std::string_view right);

/// `left symbol right` for + - * / of numbers; nothing for other values. Integers stay integers.
/// Throws division_by_zero (22012), numeric_value_out_of_range (22003).
std::optional<std::string> super_binary(std::string_view symbol, std::string_view left, std::string_view right);
/// `symbol operand` for + and -.
std::optional<std::string> super_unary(std::string_view symbol, std::string_view operand);

/// The elements of the arrays in an array, and its other elements.  Doc: dg/array_flatten
std::optional<std::string> super_flatten(std::string_view array);
/// `length` elements from `start` (from 0; negative: from the end).  Doc: dg/r_subarray
std::optional<std::string> super_subarray(std::string_view array, std::int32_t start, std::int32_t length);

}  // namespace blueshift::functions
