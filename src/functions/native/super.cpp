#include "functions/native/super.h"

#include <fmt/format.h>

#include <algorithm>
#include <bit>
#include <cmath>
#include <nlohmann/json.hpp>
#include <vector>

#include "base/error.h"
#include "functions/native/casts.h"
#include "functions/native/decimals.h"
#include "functions/native/integers.h"
#include "types/decimal.h"
#include "types/text_scan.h"

namespace blueshift::functions {

namespace {

enum class Kind { null, boolean, number, string, array, object };

Kind kind_of(std::string_view json) {
    switch (json.empty() ? 'n' : json[0]) {
        case 'n': return Kind::null;
        case 't':
        case 'f': return Kind::boolean;
        case '"': return Kind::string;
        case '[': return Kind::array;
        case '{': return Kind::object;
        default: return Kind::number;
    }
}

/// A JSON number: exact when it is written without an exponent and fits.
struct SuperNumber {
    bool is_exact = false;
    Decimal exact;
    double approximate = 0;

    bool is_integer() const { return is_exact && exact.scale == 0 && exact.unscaled >= INT64_MIN && exact.unscaled <= INT64_MAX; }
};

std::optional<SuperNumber> number_of(std::string_view json) {
    json = trim_blanks(json);
    if (kind_of(json) != Kind::number) return std::nullopt;
    SuperNumber out{.approximate = text_to_float8(json)};
    constexpr std::ptrdiff_t kDigitsMax = 37;
    const auto digit_count = std::count_if(json.begin(), json.end(), is_digit);
    if (json.find_first_of("eE") == std::string_view::npos && digit_count <= kDigitsMax) {
        out.is_exact = true;
        out.exact = decimal_from_text(json, {TypeId::decimal});
    }
    return out;
}

std::int32_t sign_of(std::strong_ordering order) { return order < 0 ? -1 : order > 0 ? 1 : 0; }

std::int32_t compare_numbers(const SuperNumber& left, const SuperNumber& right) {
    if (left.is_exact && right.is_exact) {
        const int scale = std::max(left.exact.scale, right.exact.scale);
        const auto a = rescale(left.exact.unscaled, left.exact.scale, scale, Rounding::truncate);
        const auto b = rescale(right.exact.unscaled, right.exact.scale, scale, Rounding::truncate);
        if (a && b) return *a < *b ? -1 : *a > *b ? 1 : 0;
    }
    return left.approximate < right.approximate ? -1 : left.approximate > right.approximate ? 1 : 0;
}

std::string text_of(std::string_view json_string) {
    return nlohmann::json::parse(json_string, nullptr, false).get<std::string>();
}

std::string integer_result(char operation, std::int64_t left, std::int64_t right) {
    std::int64_t out = 0;
    bool overflow = false;
    switch (operation) {
        case '+': overflow = __builtin_add_overflow(left, right, &out); break;
        case '-': overflow = __builtin_sub_overflow(left, right, &out); break;
        case '*': overflow = __builtin_mul_overflow(left, right, &out); break;
        case '/': out = int8_divide(left, right); break;
        default: out = int8_modulo(left, right); break;
    }
    if (overflow) throw Error(Code::numeric_value_out_of_range, "bigint out of range");
    return std::to_string(out);
}

Int128 required(std::optional<Int128> value) {
    if (!value) throw_numeric_overflow();
    return *value;
}

Decimal decimal_result(char operation, const Decimal& left, const Decimal& right) {
    const int scale = std::max(left.scale, right.scale);
    const auto aligned = [&](const Decimal& value) {
        return required(rescale(value.unscaled, value.scale, scale, Rounding::truncate));
    };
    const auto result = [](Int128 unscaled, int at) { return Decimal{unscaled, static_cast<std::uint8_t>(at)}; };
    switch (operation) {
        case '+': return result(required(checked_add(aligned(left), aligned(right))), scale);
        case '-': return result(required(checked_subtract(aligned(left), aligned(right))), scale);
        case '*': {
            const int product_scale = left.scale + right.scale;
            if (product_scale > kDecimalScaleMax) throw_numeric_overflow();
            return result(required(checked_multiply(left.unscaled, right.unscaled)), product_scale);
        }
        case '/': {
            const int quotient_scale = std::max(4, scale);
            return result(decimal_divide(left, right, {quotient_scale}).value, quotient_scale);
        }
        default: return result(decimal_modulo(left, right, {scale}).value, scale);
    }
}

double double_result(char operation, double left, double right) {
    switch (operation) {
        case '+': return left + right;
        case '-': return left - right;
        case '*': return left * right;
        case '/': return float8_divide(left, right);
        default: throw Error(Code::undefined_function, "operator does not exist: double precision % double precision");
    }
}

/// The texts of an array's elements; nothing when it is no array.
std::optional<std::vector<std::string_view>> elements_of(std::string_view json) {
    json = trim_blanks(json);
    if (kind_of(json) != Kind::array) return std::nullopt;
    std::vector<std::string_view> out;
    std::size_t depth = 0;
    std::size_t begin = 1;
    bool in_string = false;
    for (std::size_t at = 0; at < json.size(); ++at) {
        const char c = json[at];
        if (in_string) {
            if (c == '\\') ++at;
            in_string = c != '"';
        } else if (c == '"') {
            in_string = true;
        } else if (c == '[' || c == '{') {
            ++depth;
        } else if (c == ']' || c == '}') {
            --depth;
        }
        const bool ends_element = !in_string && ((c == ',' && depth == 1) || depth == 0);
        if (!ends_element) continue;
        const std::string_view element = trim_blanks(json.substr(begin, at - begin));
        if (!element.empty()) out.push_back(element);
        begin = at + 1;
    }
    return out;
}

std::string array_of(const std::vector<std::string_view>& elements) {
    std::string out = "[";
    for (const std::string_view element : elements) {
        if (out.size() > 1) out += ',';
        out += element;
    }
    return out + ']';
}

}  // namespace

std::optional<std::int32_t> super_compare(std::string_view left, std::string_view right) {
    left = trim_blanks(left);
    right = trim_blanks(right);
    const Kind kind = kind_of(left);
    if (kind != kind_of(right) || kind == Kind::null) return std::nullopt;
    switch (kind) {
        case Kind::number: return compare_numbers(*number_of(left), *number_of(right));
        case Kind::string: return sign_of(text_of(left) <=> text_of(right));
        case Kind::array:
        case Kind::object: {
            const auto a = nlohmann::json::parse(left, nullptr, false);
            const auto b = nlohmann::json::parse(right, nullptr, false);
            return a == b ? 0 : a < b ? -1 : 1;
        }
        default: return sign_of((left == "true") <=> (right == "true"));
    }
}

std::optional<std::string> super_arithmetic(std::string_view operation, std::string_view left, std::string_view right) {
    const auto a = number_of(left);
    const auto b = number_of(right);
    if (!a || !b) return std::nullopt;
    const char symbol = operation[0];
    if (a->is_integer() && b->is_integer()) {
        return integer_result(symbol, static_cast<std::int64_t>(a->exact.unscaled),
                              static_cast<std::int64_t>(b->exact.unscaled));
    }
    if (a->is_exact && b->is_exact) return decimal_to_text(decimal_result(symbol, a->exact, b->exact));
    return float_to_super(double_result(symbol, a->approximate, b->approximate));
}

std::optional<std::string> super_sign(std::string_view operation, std::string_view operand) {
    return super_arithmetic(operation, "0", operand);
}

std::optional<std::string> float_to_super(double value) {
    if (!std::isfinite(value)) return std::nullopt;
    // The shortest digits that give the number back, and an exponent without leading zeros.
    std::string text = fmt::format("{:e}", value);
    for (int digits = 0; digits <= 16; ++digits) {
        text = fmt::format("{:.{}e}", value, digits);
        if (std::stod(text) == value) break;
    }
    const std::size_t exponent = text.find('e') + 2;
    while (exponent + 1 < text.size() && text[exponent] == '0') text.erase(exponent, 1);
    return text;
}

std::optional<std::string> super_number(std::string_view function, std::string_view value) {
    const auto number = number_of(value);
    if (!number) return std::nullopt;
    if (!number->is_exact) {
        const double x = number->approximate;
        return float_to_super(function == "abs" ? std::abs(x) : function == "ceil" ? std::ceil(x) : std::floor(x));
    }
    Decimal out = number->exact;
    if (function == "abs") return decimal_to_text({out.unscaled < 0 ? -out.unscaled : out.unscaled, out.scale});
    const Int128 unit = power_of_ten(out.scale);
    Int128 whole = divide(out.unscaled, unit, Rounding::truncate);
    if (whole * unit != out.unscaled) {
        if (function == "ceil" && out.unscaled > 0) ++whole;
        if (function == "floor" && out.unscaled < 0) --whole;
    }
    return decimal_to_text({whole, 0});
}

std::optional<std::string> super_sort_key(std::string_view value) {
    value = trim_blanks(value);
    switch (kind_of(value)) {
        case Kind::null: return std::nullopt;
        case Kind::boolean: return "0" + std::string(value);
        case Kind::number: {
            // The bits of a double are in order once the sign is out of the way.
            auto bits = std::bit_cast<std::uint64_t>(number_of(value)->approximate);
            bits ^= (bits >> 63) != 0 ? ~std::uint64_t{0} : std::uint64_t{1} << 63;
            return fmt::format("1{:016x}", bits);
        }
        case Kind::string: return "2" + text_of(value);
        case Kind::array: return "3" + std::string(value);
        case Kind::object: return "4" + std::string(value);
    }
    return std::nullopt;
}

bool json_is_valid(std::string_view text) { return nlohmann::json::accept(text); }

std::optional<std::int32_t> super_precision(std::string_view value) {
    const auto number = number_of(value);
    if (!number || !number->is_exact || number->exact.scale == 0) return std::nullopt;
    int digits = 1;
    while (digits < kDecimalPrecisionMax && !fits_precision(number->exact.unscaled, digits)) ++digits;
    return std::max<int>(digits, number->exact.scale);
}

std::optional<std::int32_t> super_scale(std::string_view value) {
    const auto number = number_of(value);
    if (!number || !number->is_exact || number->exact.scale == 0) return std::nullopt;
    return number->exact.scale;
}

std::optional<std::string> super_flatten(std::string_view array) {
    const auto elements = elements_of(array);
    if (!elements) return std::nullopt;
    std::vector<std::string_view> flat;
    for (const std::string_view element : *elements) {
        if (const auto inner = elements_of(element)) {
            flat.insert(flat.end(), inner->begin(), inner->end());
        } else {
            flat.push_back(element);
        }
    }
    return array_of(flat);
}

std::optional<std::string> super_subarray(std::string_view array, std::int32_t start, std::int32_t length) {
    auto elements = elements_of(array);
    if (!elements) return std::nullopt;
    const auto size = static_cast<std::int64_t>(elements->size());
    const std::int64_t begin = std::clamp<std::int64_t>(start < 0 ? size + start : start, 0, size);
    const std::int64_t end = std::clamp<std::int64_t>(begin + length, begin, size);
    return array_of({elements->begin() + begin, elements->begin() + end});
}

}  // namespace blueshift::functions
