#pragma once
/// Division and powers, whose errors the engine defines otherwise.  Doc: dg/r_numeric_computations201
#include <cstdint>

namespace blueshift::functions {

/// Quotient, truncated toward zero. Throws division_by_zero (22012), numeric_value_out_of_range (22003).
std::int16_t int2_divide(std::int16_t left, std::int16_t right);
std::int32_t int4_divide(std::int32_t left, std::int32_t right);
std::int64_t int8_divide(std::int64_t left, std::int64_t right);

/// Remainder, with the sign of `left`. Throws division_by_zero (22012).
std::int16_t int2_modulo(std::int16_t left, std::int16_t right);
std::int32_t int4_modulo(std::int32_t left, std::int32_t right);
std::int64_t int8_modulo(std::int64_t left, std::int64_t right);

/// Throws division_by_zero (22012), where IEEE would give an infinity.
float float4_divide(float left, float right);
double float8_divide(double left, double right);

/// Throws invalid_argument_for_power_function (2201F) where there is no real number, numeric_value_out_of_range (22003).  Doc: dg/r_POWER
double float8_power(double base, double exponent);
/// e to a power. Throws numeric_value_out_of_range (22003).
double float8_exp(double exponent);

}  // namespace blueshift::functions
