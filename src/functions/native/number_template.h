#pragma once
/// Templates of TO_CHAR and TO_NUMBER for numbers.  Doc: dg/r_Numeric_formating
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace blueshift::functions {

enum class NumberToken : std::uint8_t {
    literal, digit, zero_digit, point, group, currency, sign, minus, plus, sign_here, ordinal_upper, ordinal_lower,
};

struct NumberElement {
    NumberToken token = NumberToken::literal;
    std::string text;  ///< of a literal
};

struct NumberTemplate {
    std::vector<NumberElement> elements;
    int whole_digits = 0;       ///< places before the point
    int fraction_digits = 0;    ///< and after it
    int shifted_digits = 0;     ///< places after V: the number is multiplied by ten to it; part of whole_digits
    int first_zero = -1;        ///< place, from the left, from which zeros are shown; -1: none
    int last_zero_fraction = 0; ///< places after the point that FM keeps
    bool fill = true;
    bool angle_brackets = false;  ///< PR
    bool roman = false;
    bool roman_lower = false;
    bool sign_at_end = false;  ///< S behind the digits
};

/// Parsed anew only when the text changes. Valid until the thread's next call.
/// Throws invalid_parameter_value (22023) for parts that exclude each other.
const NumberTemplate& number_template(std::string_view text);

}  // namespace blueshift::functions
