// TO_CHAR of numbers, and TO_NUMBER.  Doc: dg/r_Numeric_formating
#include <algorithm>
#include <cmath>

#include "base/error.h"
#include "functions/native/formats.h"
#include "functions/native/number_template.h"
#include "types/decimal.h"
#include "types/text_scan.h"

namespace blueshift::functions {

namespace {

using enum NumberToken;

/// A number rounded to the places of its template.
struct Digits {
    bool negative = false;
    std::string whole;     ///< without leading zeros; empty for 0
    std::string fraction;  ///< as many as the template has
    bool overflow = false;
};

/// `text` is digits with a point, perhaps a minus sign.
Digits split(std::string_view text, int fraction_digits) {
    Digits out;
    out.negative = text.starts_with('-');
    if (out.negative) text.remove_prefix(1);
    const std::size_t point_at = std::min(text.find('.'), text.size());
    out.whole = text.substr(std::min(text.find_first_not_of('0'), point_at), std::string_view::npos);
    out.whole.resize(out.whole.size() - (text.size() - point_at));
    out.fraction = point_at < text.size() ? text.substr(point_at + 1) : std::string_view();
    out.fraction.resize(static_cast<std::size_t>(fraction_digits), '0');
    const bool is_zero = out.whole.empty() && out.fraction.find_first_not_of('0') == std::string::npos;
    if (is_zero) out.negative = false;
    return out;
}

Digits digits_of(const Number& number, const NumberTemplate& layout) {
    const int places = layout.fraction_digits;
    std::string text;
    if (number.is_double) {
        if (!std::isfinite(number.floating)) return {.overflow = true};
        text = fmt::format("{:.{}f}", number.floating * std::pow(10.0, layout.shifted_digits), places);
    } else {
        Decimal value = number.exact;
        const int scale = value.scale - layout.shifted_digits;
        if (scale < 0) {
            value = {rescale(value.unscaled, scale, 0, Rounding::half_away).value_or(0), 0};
        } else {
            value.scale = static_cast<std::uint8_t>(scale);
        }
        const int kept = std::min<int>(places, value.scale);
        value.unscaled = rescale(value.unscaled, value.scale, kept, Rounding::half_away).value_or(0);
        value.scale = static_cast<std::uint8_t>(kept);
        text = decimal_to_text(value);
    }
    Digits out = split(text, places);
    out.overflow = out.whole.size() > static_cast<std::size_t>(layout.whole_digits);
    return out;
}

/// Walks the template and puts the digits into its places.
class Writer {
public:
    Writer(const NumberTemplate& layout, const Digits& digits) : layout_(layout), digits_(digits) {
        first_digit_ = layout.whole_digits - static_cast<int>(digits.whole.size());
        if (layout.first_zero >= 0) first_digit_ = std::min(first_digit_, layout.first_zero);
        // A zero without any place to show it, as in 0 with 9: its last place.
        if (digits.whole.empty() && layout.fraction_digits == 0) first_digit_ = std::min(first_digit_, layout.whole_digits - 1);
        if (digits.overflow) first_digit_ = 0;
        for (const NumberElement& element : layout.elements) {
            own_sign_ = own_sign_ || element.token == minus || element.token == plus || element.token == sign_here;
            has_sign_ = has_sign_ || element.token == sign;
        }
    }

    std::string write() {
        for (const NumberElement& element : layout_.elements) write_element(element);
        if (layout_.angle_brackets) close_brackets();
        return std::move(out_);
    }

private:
    void write_element(const NumberElement& element) {
        switch (element.token) {
            case digit:
            case zero_digit: return write_digit();
            case point:
                write_sign();
                in_fraction_ = true;
                out_ += '.';
                return;
            case group:
                if (place_ > first_digit_) {
                    out_ += ',';
                } else if (layout_.fill) {
                    out_ += ' ';
                }
                return;
            case sign:
                if (layout_.sign_at_end) out_ += digits_.negative ? '-' : '+';
                return;
            case minus: return write_or_fill(digits_.negative ? "-" : "");
            case plus: return write_or_fill(digits_.negative ? "" : "+");
            case sign_here: out_ += digits_.negative ? '-' : '+'; return;
            case ordinal_upper: return write_ordinal("STNDRDTH");
            case ordinal_lower: return write_ordinal("stndrdth");
            case currency: out_ += '$'; return;
            case literal: out_ += element.text; return;
        }
    }

    void write_or_fill(std::string_view text) {
        out_ += text;
        if (text.empty() && layout_.fill) out_ += ' ';
    }

    void write_digit() {
        if (in_fraction_) return write_fraction_digit();
        const int place = place_++;
        if (place < first_digit_) {
            if (layout_.fill) out_ += ' ';
            return;
        }
        write_sign();
        const int index = place - (layout_.whole_digits - static_cast<int>(digits_.whole.size()));
        if (digits_.overflow) {
            out_ += '#';
        } else {
            out_ += index < 0 ? '0' : digits_.whole[static_cast<std::size_t>(index)];
        }
    }

    void write_fraction_digit() {
        if (digits_.overflow) {
            out_ += '#';
            return;
        }
        const auto index = static_cast<std::size_t>(fraction_place_++);
        const bool rest_is_zero = digits_.fraction.find_first_not_of('0', index) == std::string::npos;
        const bool kept = layout_.fill || !rest_is_zero || fraction_place_ <= layout_.last_zero_fraction;
        if (kept) out_ += digits_.fraction[index];
    }

    /// The sign stands next to the first digit, unless the template gives it a place.
    void write_sign() {
        if (std::exchange(signed_, true)) return;
        if (layout_.angle_brackets) {
            write_or_fill(digits_.negative ? "<" : "");
        } else if (has_sign_) {
            if (!layout_.sign_at_end) out_ += digits_.negative ? '-' : '+';
        } else if (!own_sign_) {
            write_or_fill(digits_.negative ? "-" : "");
        }
    }

    void close_brackets() { write_or_fill(digits_.negative ? ">" : ""); }

    void write_ordinal(std::string_view suffixes) {
        if (digits_.negative || in_fraction_ || digits_.overflow) return;
        const std::string padded = "00" + digits_.whole;
        const bool teen = padded[padded.size() - 2] == '1';
        const char last = padded.back();
        const std::size_t which = !teen && last >= '1' && last <= '3' ? static_cast<std::size_t>(last - '1') : 3;
        out_ += suffixes.substr(which * 2, 2);
    }

    const NumberTemplate& layout_;
    const Digits& digits_;
    std::string out_;
    int first_digit_ = 0;  ///< place of the first digit shown
    int place_ = 0;
    int fraction_place_ = 0;
    bool in_fraction_ = false;
    bool signed_ = false;
    bool own_sign_ = false;
    bool has_sign_ = false;
};

constexpr std::size_t kRomanWidth = 15;  // of MMMDCCCLXXXVIII

std::string to_roman(const Number& number, const NumberTemplate& layout) {
    constexpr std::pair<int, std::string_view> kRoman[] = {
        {1000, "M"}, {900, "CM"}, {500, "D"}, {400, "CD"}, {100, "C"}, {90, "XC"}, {50, "L"},
        {40, "XL"},  {10, "X"},   {9, "IX"},  {5, "V"},    {4, "IV"},  {1, "I"}};
    const double value = std::round(number.is_double ? number.floating : decimal_to_double(number.exact));
    std::string out;
    if (!(value >= 1 && value <= 3999)) return std::string(kRomanWidth, '#');
    int rest = static_cast<int>(value);
    for (const auto& [unit, letters] : kRoman) {
        for (; rest >= unit; rest -= unit) out += letters;
    }
    if (layout.roman_lower) std::ranges::transform(out, out.begin(), to_lower);
    if (layout.fill) out.insert(0, kRomanWidth - out.size(), ' ');
    return out;
}

}  // namespace

std::string number_to_char(Number value, std::string_view format) {
    const NumberTemplate& layout = number_template(format);
    if (layout.roman) return to_roman(value, layout);
    return Writer(layout, digits_of(value, layout)).write();
}

Unscaled text_to_number_format(std::string_view text, std::string_view format, Scale scale) {
    const NumberTemplate& layout = number_template(format);
    constexpr std::string_view kIgnored = ",$ ";
    std::string plain;
    bool negative = false;
    int fraction_digits = -1;
    for (const char c : text) {
        if (is_digit(c)) {
            if (fraction_digits >= 0 && fraction_digits++ >= layout.fraction_digits) continue;
            plain += c;
        } else if (c == '.' && fraction_digits < 0) {
            fraction_digits = 0;
            plain += c;
        } else if (c == '-' || c == '<') {
            negative = true;
        } else if (c != '+' && c != '>' && kIgnored.find(c) == std::string_view::npos) {
            throw Error(Code::invalid_text_representation, "invalid input syntax for type numeric: \"{}\"", text);
        }
    }
    if (plain.find_first_of("0123456789") == std::string::npos) {
        throw Error(Code::invalid_text_representation, "invalid input syntax for type numeric: \"{}\"", text);
    }
    if (static_cast<int>(std::min(plain.find('.'), plain.size())) > layout.whole_digits) {
        throw Error(Code::numeric_value_out_of_range, "value \"{}\" does not fit the format \"{}\"", text, format);
    }
    Decimal value = decimal_from_text(plain, decimal_type(kDecimalPrecisionMax, scale.value));
    for (int digit_index = 0; digit_index < layout.shifted_digits; ++digit_index) value.unscaled /= 10;
    return {negative ? -value.unscaled : value.unscaled};
}

}  // namespace blueshift::functions
