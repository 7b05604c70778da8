#pragma once
/// Exact decimal arithmetic on 128-bit unscaled integers.  Doc: dg/r_numeric_computations201
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "types/type.h"
#include "types/value.h"

namespace blueshift {

/// What happens to digits that a smaller scale has no room for.
enum class Rounding {
    half_away,  ///< assignment: 0.5 becomes 1, -0.5 becomes -1
    truncate,   ///< toward zero
};

/// Longest text of a decimal: sign, point, a zero before the point and 39 digits.
inline constexpr std::size_t kDecimalTextMax = 48;

/// Ten to the `exponent`, 0 to 38.
Int128 power_of_ten(int exponent);

/// The results; nothing when 128 bits have no room for them.
std::optional<Int128> checked_add(Int128 left, Int128 right);
std::optional<Int128> checked_subtract(Int128 left, Int128 right);
std::optional<Int128> checked_multiply(Int128 left, Int128 right);

/// `numerator` / `denominator`. The denominator must not be 0.
Int128 divide(Int128 numerator, Int128 denominator, Rounding rounding);

/// `unscaled` at another scale (0 to 38); nothing when 128 bits have no room for it.
std::optional<Int128> rescale(Int128 unscaled, int from_scale, int to_scale, Rounding rounding);

/// True when `unscaled` has at most `precision` digits. Precision 19 is kept in 64 bits and ends
/// there, as documented.
bool fits_precision(Int128 unscaled, int precision);

/// The number at the scale of `type` (a decimal). Throws numeric_value_out_of_range (22003) when it
/// does not fit; a type without modifier changes nothing.
Decimal fit_decimal(Decimal value, Type type, Rounding rounding);

/// The error of every decimal that does not fit its type.
[[noreturn]] void throw_numeric_overflow();

/// Reads a number such as `-1.50`, `.5`, `1e-3`, at the scale of `type`, or its own when the type
/// has no modifier (digits behind the 37th are rounded away). Throws as value_from_text.
Decimal decimal_from_text(std::string_view text, Type type,
                          Rounding rounding = Rounding::half_away);

/// Nearest decimal of a finite double at the scale of `type`. Throws numeric_value_out_of_range
/// (22003), also for NaN.
Decimal decimal_from_double(double value, Type type, Rounding rounding = Rounding::half_away);
double decimal_to_double(Decimal value);

/// Writes the digits of `unscaled` with its point; returns the end. `out` has room for
/// kDecimalTextMax bytes.
char* write_decimal(char* out, Int128 unscaled, int scale);
/// As write_decimal, for numbers of 64 bits; much faster.
char* write_decimal(char* out, std::int64_t unscaled, int scale);
std::string decimal_to_text(Decimal value);

}  // namespace blueshift
