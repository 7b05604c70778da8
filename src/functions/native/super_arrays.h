#pragma once
/// Functions of SUPER arrays and objects, as JSON texts; elements are equal when their values are, null to null. Arguments are
/// valid JSON; an argument that is no array gives nothing.  Doc: dg/Array_Functions, dg/Object_Functions
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace blueshift::functions {

/// `null_match`: null is contained in an array with a null; otherwise nothing is known of null.  Doc: dg/array_contains
std::optional<bool> super_array_contains(std::string_view array, std::string_view value, bool null_match);
/// Index of the first such element from 0, -1 when there is none; all such indexes.  Doc: dg/array_position
std::optional<std::int32_t> super_array_position(std::string_view array, std::string_view value);
std::optional<std::string> super_array_positions(std::string_view array, std::string_view value);

/// Each value once, in the order of first appearance.  Doc: dg/array_distinct
std::optional<std::string> super_array_distinct(std::string_view array);
/// Multiset operations; with `distinct` each value once in the result.  Doc: dg/array_union
std::optional<std::string> super_array_union(std::string_view left, std::string_view right, bool distinct);
std::optional<std::string> super_array_intersection(std::string_view left, std::string_view right,
                                                    bool distinct);
std::optional<std::string> super_array_except(std::string_view left, std::string_view right, bool distinct);
/// True when both have an element that is not null in common.  Doc: dg/arrays_overlap
std::optional<bool> super_arrays_overlap(std::string_view left, std::string_view right);
/// Numbers, texts and the rest each in their order.  Doc: dg/array_sort
std::optional<std::string> super_array_sort(std::string_view array, bool ascending, bool nulls_first);

/// The object with its attribute names, at all depths, in one case. Throws invalid_parameter_value (22023) when two then
/// collide.  Doc: dg/r_lower_attribute_names
std::string super_lower_names(std::string_view value);
std::string super_upper_names(std::string_view value);

}  // namespace blueshift::functions
