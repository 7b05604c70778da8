// Text forms of booleans, integers, oids and floating-point numbers.  Doc: dg/r_Numeric_types201,
// dg/r_Boolean_type
#include <array>
#include <charconv>
#include <cmath>
#include <cstring>
#include <limits>

#include "base/error.h"
#include "types/text_scan.h"
#include "types/text_types.h"

namespace blueshift {

namespace {

[[noreturn]] void throw_invalid(std::string_view what, std::string_view text) {
    throw Error(Code::invalid_text_representation, "invalid input syntax for {}: \"{}\"", what,
                text);
}

[[noreturn]] void throw_out_of_range(Type type, std::string_view text) {
    throw Error(Code::numeric_value_out_of_range, "value \"{}\" is out of range for type {}", text,
                type_info(type.id).sql_name);
}

bool equals_ignoring_case(std::string_view text, std::string_view lower) {
    if (text.size() != lower.size()) return false;
    for (std::size_t index = 0; index < text.size(); ++index) {
        if (to_lower(text[index]) != lower[index]) return false;
    }
    return true;
}

/// A whole number with an optional sign, alone in `text` but for blanks around it.
std::int64_t scan_integer(Type type, std::string_view text) {
    std::string_view rest = trim_blanks(text);
    if (rest.size() > 1 && rest.front() == '+' && is_digit(rest[1])) rest.remove_prefix(1);
    std::int64_t value = 0;
    const char* const end = rest.data() + rest.size();
    const auto [stop, error] = std::from_chars(rest.data(), end, value);
    if (stop != end || rest.empty()) throw_invalid("integer", text);
    if (error == std::errc::result_out_of_range) throw_out_of_range(type, text);
    return value;
}

struct IntegerRange {
    std::int64_t min;
    std::int64_t max;
};

template <class T>
constexpr IntegerRange range_of() {
    return {std::numeric_limits<T>::min(), std::numeric_limits<T>::max()};
}

/// Significant digits that every number of the type keeps, and exponent from which the shortest
/// form turns scientific.
template <class Float>
constexpr int kSafeDigits = std::numeric_limits<Float>::digits10;

template <class Float>
char* write_special(char* out, Float value) {
    const std::string_view name = std::isnan(value) ? "NaN" : value > 0 ? "Infinity" : "-Infinity";
    std::memcpy(out, name.data(), name.size());
    return out + name.size();
}

/// Lays out a shortest scientific form, such as `1.25e+02`, the way %g does: plain where the
/// exponent is small.
char* write_plain(char* out, std::string_view scientific, int plain_exponent_max) {
    const std::size_t mark = scientific.find('e');
    int exponent = 0;
    std::from_chars(scientific.data() + mark + (scientific[mark + 1] == '+' ? 2 : 1),
                    scientific.data() + scientific.size(), exponent);
    if (exponent < -4 || exponent >= plain_exponent_max) {
        std::memcpy(out, scientific.data(), scientific.size());
        return out + scientific.size();
    }
    std::string_view mantissa = scientific.substr(0, mark);
    if (mantissa.front() == '-') {
        *out++ = '-';
        mantissa.remove_prefix(1);
    }
    std::array<char, 24> digits{};
    int count = 0;
    for (const char c : mantissa) {
        if (c != '.') digits[static_cast<std::size_t>(count++)] = c;
    }
    if (exponent < 0) {
        *out++ = '0';
        *out++ = '.';
        for (int zeros = -exponent - 1; zeros > 0; --zeros)
            *out++ = '0';
    }
    for (int index = 0; index < count; ++index) {
        if (exponent >= 0 && index == exponent + 1) *out++ = '.';
        *out++ = digits[static_cast<std::size_t>(index)];
    }
    for (int zeros = exponent + 1 - count; zeros > 0; --zeros)
        *out++ = '0';
    return out;
}

template <class Float>
char* write_float(char* out, Float value, int extra_float_digits) {
    if (!std::isfinite(value)) return write_special(out, value);
    const bool shortest = extra_float_digits > 0;
    const int digits_max = std::max(kSafeDigits<Float> + std::min(extra_float_digits, 0), 1);
    char scientific[40];
    const auto [end, error] = std::to_chars(scientific, scientific + sizeof(scientific), value,
                                            std::chars_format::scientific);
    const std::string_view text(scientific, static_cast<std::size_t>(end - scientific));
    // Where the shortest form has no more digits than wanted, %g would print the same ones, only
    // more slowly. (Not so for subnormal numbers, whose further digits mean nothing.)
    const auto digits = static_cast<int>(text.find('e')) -
                        (text.size() > 1 && text[text[0] == '-' ? 2 : 1] == '.') - (text[0] == '-');
    if (shortest || (digits <= digits_max && (std::isnormal(value) || value == 0))) {
        return write_plain(out, text, digits_max);
    }
    return std::to_chars(out, out + kWriteMax, value, std::chars_format::general, digits_max).ptr;
}

template <class Float>
double scan_float(Type type, std::string_view text) {
    std::string_view rest = trim_blanks(text);
    if (rest.size() > 1 && rest.front() == '+' && rest[1] != '-') rest.remove_prefix(1);
    Float value = 0;
    const char* const end = rest.data() + rest.size();
    const auto [stop, error] = std::from_chars(rest.data(), end, value);
    if (stop != end || rest.empty() || error == std::errc::invalid_argument) {
        throw_invalid(std::string("type ").append(type_info(type.id).sql_name), text);
    }
    if (error == std::errc::result_out_of_range) {
        throw Error(Code::numeric_value_out_of_range, "\"{}\" is out of range for type {}", rest,
                    type_info(type.id).sql_name);
    }
    return static_cast<double>(value);
}

}  // namespace

Value boolean_from_text(std::string_view text) {
    const std::string_view word = trim_blanks(text);
    for (const std::string_view name : {"t", "true", "y", "yes", "on", "1"}) {
        if (equals_ignoring_case(word, name)) return true;
    }
    for (const std::string_view name : {"f", "false", "n", "no", "off", "0"}) {
        if (equals_ignoring_case(word, name)) return false;
    }
    throw_invalid("type boolean", text);
}

Value integer_from_text(Type type, std::string_view text) {
    const std::int64_t value = scan_integer(type, text);
    const IntegerRange range = type.id == TypeId::smallint  ? range_of<std::int16_t>()
                               : type.id == TypeId::integer ? range_of<std::int32_t>()
                                                            : range_of<std::int64_t>();
    if (value < range.min || value > range.max) throw_out_of_range(type, text);
    return value;
}

Value oid_from_text(Type type, std::string_view text) {
    // Oid aliases show "no object" as a dash.
    if (type.id != TypeId::oid && trim_blanks(text) == "-") return 0;
    const std::int64_t value = scan_integer(type, text);
    if (value < 0 || value > std::numeric_limits<std::uint32_t>::max())
        throw_out_of_range(type, text);
    return value;
}

Value float_from_text(Type type, std::string_view text) {
    return type.id == TypeId::real ? scan_float<float>(type, text) : scan_float<double>(type, text);
}

char* write_integer(char* out, std::int64_t value) {
    return std::to_chars(out, out + kWriteMax, value).ptr;
}

char* write_double(char* out, double value, int extra_float_digits) {
    return write_float(out, value, extra_float_digits);
}

char* write_real(char* out, float value, int extra_float_digits) {
    return write_float(out, value, extra_float_digits);
}

}  // namespace blueshift
