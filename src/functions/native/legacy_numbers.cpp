#include "functions/native/legacy_numbers.h"

#include <algorithm>
#include <limits>
#include <string>

#include "base/error.h"
#include "functions/native/formats.h"
#include "types/decimal.h"
#include "types/text_scan.h"

namespace blueshift::functions {

namespace {

/// The number with its sign in front.
Decimal read(std::string_view text) {
    std::string_view digits = trim_blanks(text);
    if (digits.empty()) return {};
    std::string plain;
    if (digits.ends_with('-') || digits.ends_with('+')) {
        plain = digits.back();
        digits.remove_suffix(1);
        if (digits.empty() || (!is_digit(digits[0]) && digits[0] != '.')) {
            throw Error(Code::invalid_text_representation, "invalid input syntax for type numeric: \"{}\"", text);
        }
    }
    plain += digits;
    return decimal_from_text(plain, {TypeId::decimal});
}

Unscaled half_even(const Decimal& value, int scale) {
    if (value.scale <= scale) return {value.unscaled * power_of_ten(scale - value.scale)};
    const Int128 unit = power_of_ten(value.scale - scale);
    const Int128 cut = divide(value.unscaled, unit, Rounding::truncate);
    const Int128 rest = value.unscaled - cut * unit;
    const Int128 twice = (rest < 0 ? -rest : rest) * 2;
    const bool away = twice > unit || (twice == unit && cut % 2 != 0);
    return {away ? cut + (value.unscaled < 0 ? -1 : 1) : cut};
}

std::int32_t as_integer(Int128 whole, std::string_view text) {
    if (whole < std::numeric_limits<std::int32_t>::min() || whole > std::numeric_limits<std::int32_t>::max()) {
        throw Error(Code::numeric_value_out_of_range, "value \"{}\" is out of range for type integer", text);
    }
    return static_cast<std::int32_t>(whole);
}

}  // namespace

std::int32_t text_to_int_alt(std::string_view text) {
    const Decimal value = read(text);
    return as_integer(divide(value.unscaled, power_of_ten(value.scale), Rounding::truncate), text);
}

std::int32_t text_to_int_alt_format(std::string_view text, std::string_view format) {
    if (trim_blanks(text).empty()) return 0;
    return as_integer(text_to_number_format(text, format, {0}).value, text);
}

Unscaled text_to_numeric_alt(std::string_view text, Scale scale) { return half_even(read(text), scale.value); }

Unscaled text_to_numeric_alt_format(std::string_view text, std::string_view format, Scale scale) {
    if (trim_blanks(text).empty()) return {};
    const int digits = std::min(scale.value + 1, kDecimalScaleMax);
    const Int128 value = text_to_number_format(text, format, {digits}).value;
    return half_even({value, static_cast<std::uint8_t>(digits)}, scale.value);
}

}  // namespace blueshift::functions
