#include "functions/native/super_values.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <nlohmann/json.hpp>

#include "base/error.h"
#include "types/decimal.h"

namespace blueshift::functions {

namespace {

using nlohmann::json;

/// A JSON number: exact where it has no exponent and fits.
struct SuperNumber {
    bool is_exact = false;
    Decimal exact;
    double approximate = 0;
};

bool is_number(std::string_view text) {
    return !text.empty() && (text[0] == '-' || (text[0] >= '0' && text[0] <= '9'));
}

SuperNumber parse_number(std::string_view text) {
    SuperNumber number;
    number.approximate = std::stod(std::string(text));
    const auto digits = static_cast<int>(std::ranges::count_if(text, [](char c) { return c >= '0' && c <= '9'; }));
    number.is_exact = text.find_first_of("eE") == std::string_view::npos && digits <= kDecimalPrecisionMax;
    if (number.is_exact) number.exact = decimal_from_text(text, {TypeId::decimal});
    return number;
}

std::string number_text(double value) {
    if (!std::isfinite(value)) {
        throw Error(Code::numeric_value_out_of_range, "value out of range: overflow");
    }
    return fmt::format("{}", value);
}

std::int32_t sign(auto left, auto right) { return left < right ? -1 : static_cast<std::int32_t>(left > right); }

std::int32_t compare_numbers(const SuperNumber& left, const SuperNumber& right) {
    if (left.is_exact && right.is_exact) {
        const int scale = std::max(left.exact.scale, right.exact.scale);
        const auto a = rescale(left.exact.unscaled, left.exact.scale, scale, Rounding::truncate);
        const auto b = rescale(right.exact.unscaled, right.exact.scale, scale, Rounding::truncate);
        if (a && b) return sign(*a, *b);
    }
    return sign(left.approximate, right.approximate);
}

std::optional<Decimal> exact_result(char symbol, Decimal left, Decimal right) {
    const auto with_scale = [](std::optional<Int128> value, int scale) -> std::optional<Decimal> {
        if (!value || scale > kDecimalScaleMax || !fits_precision(*value, kDecimalPrecisionMax)) {
            return std::nullopt;
        }
        return Decimal{*value, static_cast<std::uint8_t>(scale)};
    };
    if (symbol == '*') {
        return with_scale(checked_multiply(left.unscaled, right.unscaled), left.scale + right.scale);
    }
    if (symbol == '/') {
        if (left.scale != 0 || right.scale != 0) return std::nullopt;
        return Decimal{divide(left.unscaled, right.unscaled, Rounding::truncate), 0};
    }
    const int scale = std::max(left.scale, right.scale);
    const auto a = rescale(left.unscaled, left.scale, scale, Rounding::truncate);
    const auto b = rescale(right.unscaled, right.scale, scale, Rounding::truncate);
    if (!a || !b) return std::nullopt;
    return with_scale(symbol == '+' ? checked_add(*a, *b) : checked_subtract(*a, *b), scale);
}

double approximate_result(char symbol, double left, double right) {
    switch (symbol) {
        case '+': return left + right;
        case '-': return left - right;
        case '*': return left * right;
        default: return left / right;
    }
}

}  // namespace

std::optional<std::int32_t> super_compare(std::string_view left, std::string_view right) {
    if (is_number(left) && is_number(right)) return compare_numbers(parse_number(left), parse_number(right));
    const json a = json::parse(left);
    const json b = json::parse(right);
    if (a.is_null() || b.is_null() || a.type() != b.type()) return std::nullopt;
    if (a.is_string()) return sign(a.get_ref<const std::string&>().compare(b.get_ref<const std::string&>()), 0);
    if (a.is_boolean()) return sign(a.get<bool>(), b.get<bool>());
    return a == b ? 0 : 1;
}

std::optional<std::string> super_binary(std::string_view symbol, std::string_view left,
                                        std::string_view right) {
    if (!is_number(left) || !is_number(right)) return std::nullopt;
    const SuperNumber a = parse_number(left);
    const SuperNumber b = parse_number(right);
    if (symbol == "/" && b.approximate == 0) throw Error(Code::division_by_zero, "division by zero");
    if (a.is_exact && b.is_exact) {
        if (const auto exact = exact_result(symbol[0], a.exact, b.exact)) return decimal_to_text(*exact);
    }
    return number_text(approximate_result(symbol[0], a.approximate, b.approximate));
}

std::optional<std::string> super_unary(std::string_view symbol, std::string_view operand) {
    return super_binary(symbol, "0", operand);
}

std::optional<std::string> super_flatten(std::string_view array) {
    const json value = json::parse(array);
    if (!value.is_array()) return std::nullopt;
    json flat = json::array();
    for (const json& element : value) {
        if (element.is_array()) {
            flat.insert(flat.end(), element.begin(), element.end());
        } else {
            flat.push_back(element);
        }
    }
    return flat.dump();
}

std::optional<std::string> super_subarray(std::string_view array, std::int32_t start, std::int32_t length) {
    const json value = json::parse(array);
    if (!value.is_array()) return std::nullopt;
    const auto size = static_cast<std::int64_t>(value.size());
    const std::int64_t first = std::clamp<std::int64_t>(start < 0 ? size + start : start, 0, size);
    const std::int64_t last = std::clamp<std::int64_t>(first + length, first, size);
    return json(json::array_t(value.begin() + first, value.begin() + last)).dump();
}

}  // namespace blueshift::functions
