#pragma once
/// SUPER values, which are JSON texts in the engine.  Doc: dg/super-overview
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace blueshift::functions {

/// Order of two values of one kind: negative, 0 or positive; nothing for values of different kinds and for null.
std::optional<std::int32_t> super_compare(std::string_view left, std::string_view right);

/// `left operation right` for + - * / %, nothing when one is no number. Integers stay integers, decimals exact.
/// Throws division_by_zero (22012), numeric_value_out_of_range (22003).
std::optional<std::string> super_arithmetic(std::string_view operation, std::string_view left, std::string_view right);
/// The same with one operand: + and -.
std::optional<std::string> super_sign(std::string_view operation, std::string_view operand);

/// A floating point number, which in SUPER has an exponent: 2.22e+0. NULL for infinities and NaN.  Doc: dg/r_is_float
std::optional<std::string> float_to_super(double value);
/// The absolute value (`abs`), or the whole number above (`ceil`) or below (`floor`); nothing when it is no number.
std::optional<std::string> super_number(std::string_view function, std::string_view value);

/// Whether a text is JSON by the standard; the engine allows commas before a closing bracket.
bool json_is_valid(std::string_view text);

/// A text that sorts as the value does: booleans, numbers, strings, arrays, objects. Nothing for null.  Doc: dg/query-super
std::optional<std::string> super_sort_key(std::string_view value);

/// Digits of a decimal value, all and behind the point; nothing for other values.  Doc: dg/r_decimal_precision
std::optional<std::int32_t> super_precision(std::string_view value);
std::optional<std::int32_t> super_scale(std::string_view value);

/// The array with the elements of its arrays in their places; nothing when it is no array.  Doc: dg/array_flatten
std::optional<std::string> super_flatten(std::string_view array);
/// `length` elements from `start` (from 0, or from the end when negative); nothing when it is no array.  Doc: dg/r_subarray
std::optional<std::string> super_subarray(std::string_view array, std::int32_t start, std::int32_t length);

}  // namespace blueshift::functions
