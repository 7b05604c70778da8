#include "types/decimal.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <cmath>
#include <cstring>

#include "base/error.h"
#include "types/text_scan.h"

namespace blueshift {

namespace {

constexpr int kDigitsMax = 38;

constexpr auto kPowersOfTen = [] {
    std::array<Int128, kDigitsMax + 1> powers{};
    Int128 power = 1;
    for (Int128& entry : powers) {
        entry = power;
        // The last product would not fit; it is not needed.
        if (&entry != &powers.back()) power *= 10;
    }
    return powers;
}();

__extension__ using UInt128 = unsigned __int128;

UInt128 magnitude(Int128 value) {
    return value < 0 ? UInt128(0) - static_cast<UInt128>(value) : static_cast<UInt128>(value);
}

/// A decimal number in text, cut into its parts.
struct DecimalText {
    bool negative = false;
    std::string_view integer_digits;
    std::string_view fraction_digits;
    int exponent = 0;

    /// Number of digits, the point left out.
    std::size_t size() const { return integer_digits.size() + fraction_digits.size(); }
    int digit(std::size_t index) const {
        return (index < integer_digits.size() ? integer_digits[index]
                                              : fraction_digits[index - integer_digits.size()]) -
               '0';
    }
};

[[noreturn]] void throw_invalid_numeric(std::string_view text) {
    throw Error(Code::invalid_text_representation, "invalid input syntax for type numeric: \"{}\"",
                text);
}

std::string_view take_digits(std::string_view& rest) {
    std::size_t count = 0;
    while (count < rest.size() && rest[count] >= '0' && rest[count] <= '9')
        ++count;
    const std::string_view digits = rest.substr(0, count);
    rest.remove_prefix(count);
    return digits;
}

DecimalText scan_decimal(std::string_view text) {
    std::string_view rest = trim_blanks(text);
    DecimalText number;
    if (!rest.empty() && (rest.front() == '+' || rest.front() == '-')) {
        number.negative = rest.front() == '-';
        rest.remove_prefix(1);
    }
    number.integer_digits = take_digits(rest);
    if (!rest.empty() && rest.front() == '.') {
        rest.remove_prefix(1);
        number.fraction_digits = take_digits(rest);
    }
    if (number.size() == 0) throw_invalid_numeric(text);
    if (!rest.empty() && (rest.front() == 'e' || rest.front() == 'E')) {
        rest.remove_prefix(1);
        if (rest.starts_with('+')) rest.remove_prefix(1);
        const auto [end, error] =
            std::from_chars(rest.data(), rest.data() + rest.size(), number.exponent);
        if (error == std::errc::result_out_of_range) throw_numeric_overflow();
        if (error != std::errc()) throw_invalid_numeric(text);
        rest.remove_prefix(static_cast<std::size_t>(end - rest.data()));
        constexpr int kExponentMax = 10000;
        if (number.exponent > kExponentMax || number.exponent < -kExponentMax)
            throw_numeric_overflow();
    }
    if (!rest.empty()) throw_invalid_numeric(text);
    return number;
}

/// The number at `scale`, with at most kDigitsMax digits; nothing when it needs more.
std::optional<Int128> unscaled_at(const DecimalText& number, int scale, Rounding rounding) {
    // Digits up to this one count; the next one decides the rounding.
    const std::int64_t kept =
        static_cast<std::int64_t>(number.integer_digits.size()) + number.exponent + scale;
    Int128 unscaled = 0;
    int significant = 0;
    for (std::int64_t index = 0; index < kept; ++index) {
        const bool beyond = index >= static_cast<std::int64_t>(number.size());
        if (beyond && unscaled == 0) break;
        const int digit = beyond ? 0 : number.digit(static_cast<std::size_t>(index));
        if (significant > 0 || digit != 0) ++significant;
        if (significant > kDigitsMax) return std::nullopt;
        unscaled = unscaled * 10 + digit;
    }
    if (rounding == Rounding::half_away && kept >= 0 &&
        kept < static_cast<std::int64_t>(number.size()) &&
        number.digit(static_cast<std::size_t>(kept)) >= 5) {
        ++unscaled;
    }
    if (!fits_precision(unscaled, kDigitsMax)) return std::nullopt;
    return number.negative ? -unscaled : unscaled;
}

/// Two digits at a time.
constexpr char kDigitPairs[] =
    "0001020304050607080910111213141516171819202122232425262728293031323334353637383940414243444546"
    "4748"
    "4950515253545556575859606162636465666768697071727374757677787980818283848586878889909192939495"
    "96979899";

/// Writes at least `width` digits, with zeros in front; returns the end.
char* write_digits(char* out, std::uint64_t value, int width) {
    char buffer[20];
    int position = 20;
    while (value >= 100) {
        position -= 2;
        std::memcpy(buffer + position, kDigitPairs + 2 * (value % 100), 2);
        value /= 100;
    }
    if (value >= 10) {
        position -= 2;
        std::memcpy(buffer + position, kDigitPairs + 2 * value, 2);
    } else {
        buffer[--position] = static_cast<char>('0' + value);
    }
    for (int missing = width - (20 - position); missing > 0; --missing)
        *out++ = '0';
    std::memcpy(out, buffer + position, static_cast<std::size_t>(20 - position));
    return out + (20 - position);
}

constexpr std::uint64_t kChunk =
    10'000'000'000'000'000'000ULL;  // 10^19, the largest power in 64 bits

/// As write_digits, for up to 39 digits.
char* write_digits(char* out, UInt128 value, int width) {
    if (value < kChunk) return write_digits(out, static_cast<std::uint64_t>(value), width);
    const UInt128 high = value / kChunk;
    out = write_digits(out, high, width - 19);
    return write_digits(out, static_cast<std::uint64_t>(value % kChunk), 19);
}

/// Writes digits with a point before the last `scale` of them. `digits` is a buffer for all of
/// them.
template <class Unsigned>
char* write_with_point(char* out, Unsigned value, int scale) {
    char* end = write_digits(out, value, scale + 1);
    if (scale == 0) return end;
    std::memmove(end - scale + 1, end - scale, static_cast<std::size_t>(scale));
    end[-scale] = '.';
    return end + 1;
}

}  // namespace

Int128 power_of_ten(int exponent) {
    return kPowersOfTen[static_cast<std::size_t>(exponent)];
}

std::optional<Int128> checked_add(Int128 left, Int128 right) {
    Int128 result;
    if (__builtin_add_overflow(left, right, &result)) return std::nullopt;
    return result;
}

std::optional<Int128> checked_subtract(Int128 left, Int128 right) {
    Int128 result;
    if (__builtin_sub_overflow(left, right, &result)) return std::nullopt;
    return result;
}

std::optional<Int128> checked_multiply(Int128 left, Int128 right) {
    Int128 result;
    if (__builtin_mul_overflow(left, right, &result)) return std::nullopt;
    return result;
}

Int128 divide(Int128 numerator, Int128 denominator, Rounding rounding) {
    const Int128 quotient = numerator / denominator;
    if (rounding == Rounding::truncate) return quotient;
    const UInt128 rest = magnitude(numerator % denominator);
    if (rest < magnitude(denominator) - rest) return quotient;
    return (numerator < 0) == (denominator < 0) ? quotient + 1 : quotient - 1;
}

std::optional<Int128> rescale(Int128 unscaled, int from_scale, int to_scale, Rounding rounding) {
    if (from_scale == to_scale || unscaled == 0) return unscaled;
    const int distance = to_scale - from_scale;
    if (distance > kDigitsMax) return std::nullopt;
    if (distance > 0) return checked_multiply(unscaled, power_of_ten(distance));
    return divide(unscaled, power_of_ten(-distance), rounding);
}

bool fits_precision(Int128 unscaled, int precision) {
    if (precision == 19) return unscaled == static_cast<std::int64_t>(unscaled);
    const Int128 limit = power_of_ten(precision);
    return unscaled < limit && unscaled > -limit;
}

void throw_numeric_overflow() {
    throw Error(Code::numeric_value_out_of_range, "Numeric data overflow (result precision)");
}

Decimal fit_decimal(Decimal value, Type type, Rounding rounding) {
    if (type.typmod < 4) return value;
    const int scale = decimal_scale(type);
    const auto unscaled = rescale(value.unscaled, value.scale, scale, rounding);
    if (!unscaled || !fits_precision(*unscaled, decimal_precision(type))) throw_numeric_overflow();
    return {*unscaled, static_cast<std::uint8_t>(scale)};
}

Decimal decimal_from_text(std::string_view text, Type type, Rounding rounding) {
    const DecimalText number = scan_decimal(text);
    int scale = decimal_scale(type);
    if (type.typmod < 4) {
        const int digits = static_cast<int>(number.fraction_digits.size()) - number.exponent;
        scale = std::clamp(digits, 0, kDecimalScaleMax);
    }
    const auto unscaled = unscaled_at(number, scale, rounding);
    if (!unscaled || !fits_precision(*unscaled, decimal_precision(type))) throw_numeric_overflow();
    return {*unscaled, static_cast<std::uint8_t>(scale)};
}

Decimal decimal_from_double(double value, Type type, Rounding rounding) {
    if (!std::isfinite(value)) throw_numeric_overflow();
    // Shortest text that reads back as `value`: 0.1 must become 0.1, not its binary expansion.
    char text[32];
    const auto [end, error] =
        std::to_chars(text, text + sizeof(text), value, std::chars_format::scientific);
    return decimal_from_text({text, static_cast<std::size_t>(end - text)}, type, rounding);
}

double decimal_to_double(Decimal value) {
    // Through text, so that the result is the nearest double; a division of two roundings would not
    // be.
    char text[kDecimalTextMax];
    const char* end = write_decimal(text, value.unscaled, value.scale);
    double result = 0;
    std::from_chars(text, end, result);
    return result;
}

char* write_decimal(char* out, Int128 unscaled, int scale) {
    if (unscaled == static_cast<std::int64_t>(unscaled)) {
        return write_decimal(out, static_cast<std::int64_t>(unscaled), scale);
    }
    if (unscaled < 0) *out++ = '-';
    return write_with_point(out, magnitude(unscaled), scale);
}

char* write_decimal(char* out, std::int64_t unscaled, int scale) {
    auto positive = static_cast<std::uint64_t>(unscaled);
    if (unscaled < 0) {
        *out++ = '-';
        positive = 0 - positive;
    }
    return write_with_point(out, positive, scale);
}

std::string decimal_to_text(Decimal value) {
    char text[kDecimalTextMax];
    return {text, write_decimal(text, value.unscaled, value.scale)};
}

}  // namespace blueshift
