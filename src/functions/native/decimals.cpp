#include "functions/native/decimals.h"

#include <cmath>
#include <limits>

#include "base/error.h"
#include "types/decimal.h"

namespace blueshift::functions {

namespace {

__extension__ using UInt128 = unsigned __int128;

constexpr UInt128 kUInt128Max = ~UInt128{0};

UInt128 magnitude(Int128 value) { return value < 0 ? -static_cast<UInt128>(value) : static_cast<UInt128>(value); }

/// The first digit of `remainder` * 10 / `divisor` when the product has no room in 128 bits; leaves the remainder.
/// remainder < divisor < 10^38, so that sums of two of them do fit.
int next_digit(UInt128& remainder, UInt128 divisor) {
    UInt128 sum = 0;
    int digit = 0;
    for (int count = 0; count < 10; ++count) {
        sum += remainder;
        if (sum >= divisor) {
            sum -= divisor;
            ++digit;
        }
    }
    remainder = sum;
    return digit;
}

/// Largest exponent up to `wanted` with which `value` times ten to it fits 128 bits.
int room(UInt128 value, int wanted) {
    int exponent = 0;
    while (exponent < wanted && exponent < 38 &&
           value <= kUInt128Max / static_cast<UInt128>(power_of_ten(exponent + 1))) {
        ++exponent;
    }
    return exponent;
}

/// `dividend` * 10^`digits` / `divisor`, cut, by long division in steps that fit 128 bits.
Int128 long_division(Int128 dividend, Int128 divisor, int digits) {
    const bool negative = (dividend < 0) != (divisor < 0);
    const UInt128 by = magnitude(divisor);
    UInt128 quotient = magnitude(dividend) / by;
    UInt128 remainder = magnitude(dividend) % by;
    constexpr auto kMax = static_cast<UInt128>(std::numeric_limits<Int128>::max());
    while (digits > 0) {
        const int step = room(remainder, digits);
        UInt128 next = 0;
        if (step == 0) {
            next = static_cast<UInt128>(next_digit(remainder, by));
        } else {
            remainder *= static_cast<UInt128>(power_of_ten(step));
            next = remainder / by;
            remainder %= by;
        }
        const int moved = step == 0 ? 1 : step;
        const auto power = static_cast<UInt128>(power_of_ten(moved));
        if (quotient > (kMax - next) / power) throw_numeric_overflow();
        quotient = quotient * power + next;
        digits -= moved;
    }
    const auto result = static_cast<Int128>(quotient);
    return negative ? -result : result;
}

Int128 checked_precision(Int128 unscaled, int precision) {
    if (!fits_precision(unscaled, precision)) throw_numeric_overflow();
    return unscaled;
}

Int128 at_scale(Decimal value, int scale, Rounding rounding) {
    const auto unscaled = rescale(value.unscaled, value.scale, scale, rounding);
    if (!unscaled) throw_numeric_overflow();
    return *unscaled;
}

Unscaled to_decimal(const Number& number, int precision, int scale, Rounding rounding) {
    if (number.is_double) {
        return {decimal_from_double(number.floating, decimal_type(precision, scale), rounding).unscaled};
    }
    return {checked_precision(at_scale(number.exact, scale, rounding), precision)};
}

/// Keeps `digits` digits after the point, then brings the number to `scale`.
Unscaled shorten(Decimal number, int digits, int scale, Rounding rounding) {
    if (digits < number.scale) {
        const int dropped = number.scale - digits;
        if (dropped > kDecimalPrecisionMax) return {0};
        const Int128 unit = power_of_ten(dropped);
        const Int128 units = divide(number.unscaled, unit, rounding);
        const auto shortened = checked_multiply(units, unit);
        if (!shortened) throw_numeric_overflow();
        number.unscaled = *shortened;
    }
    return {checked_precision(at_scale(number, scale, rounding), kDecimalPrecisionMax)};
}

}  // namespace

Unscaled decimal_divide(Decimal left, Decimal right, Scale scale) {
    if (right.unscaled == 0) throw Error(Code::division_by_zero, "division by zero");
    const int digits = scale.value + right.scale - left.scale;
    if (digits < 0) {
        const Int128 quotient = left.unscaled / right.unscaled;
        return {-digits > kDecimalPrecisionMax ? 0 : quotient / power_of_ten(-digits)};
    }
    if (digits <= kDecimalPrecisionMax) {
        if (const auto widened = checked_multiply(left.unscaled, power_of_ten(digits))) {
            return {checked_precision(*widened / right.unscaled, kDecimalPrecisionMax)};
        }
    }
    return {checked_precision(long_division(left.unscaled, right.unscaled, digits), kDecimalPrecisionMax)};
}

Unscaled decimal_modulo(Decimal left, Decimal right, Scale scale) {
    if (right.unscaled == 0) throw Error(Code::division_by_zero, "division by zero");
    const Int128 dividend = at_scale(left, scale.value, Rounding::truncate);
    return {dividend % at_scale(right, scale.value, Rounding::truncate)};
}

Unscaled decimal_average(Decimal sum, std::int64_t count, Scale scale) {
    return decimal_divide(sum, {count, 0}, scale);
}

Unscaled decimal_rounded(Number number, std::int32_t precision, Scale scale) {
    return to_decimal(number, precision, scale.value, Rounding::half_away);
}

Unscaled decimal_cut(Number number, std::int32_t precision, Scale scale) {
    return to_decimal(number, precision, scale.value, Rounding::truncate);
}

Unscaled decimal_round(Decimal number, std::int32_t digits, Scale scale) {
    return shorten(number, digits, scale.value, Rounding::half_away);
}

Unscaled decimal_truncate(Decimal number, std::int32_t digits, Scale scale) {
    return shorten(number, digits, scale.value, Rounding::truncate);
}

}  // namespace blueshift::functions
