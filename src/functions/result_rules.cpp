// How the type of a result follows from the arguments.  Doc: dg/r_numeric_computations201
#include <algorithm>
#include <string>

#include "base/error.h"
#include "functions/registry.h"

namespace blueshift::functions {

namespace {

/// What a rule sees: the coerced types of the arguments and, where they are constants, their values.
struct Call {
    std::span<const Type> types;
    std::span<const Value* const> constants;

    Type type(std::size_t index) const { return index < types.size() ? types[index] : Type{}; }
    const Value* constant(std::size_t index) const {
        return index < constants.size() ? constants[index] : nullptr;
    }
};

constexpr int kDivisionScaleMin = 4;
constexpr int kDivisionScaleMax = 100;
/// Precision that a common type of 64-bit decimals keeps to.
constexpr int kNarrowPrecisionMax = 19;

int integer_digits(Type type) { return decimal_precision(type) - decimal_scale(type); }

Type capped_decimal(int precision, int scale) {
    return decimal_type(std::min(precision, kDecimalPrecisionMax), std::min(scale, kDecimalScaleMax));
}

Type decimal_add(const Call& call) {
    const int scale = std::max(decimal_scale(call.type(0)), decimal_scale(call.type(1)));
    const int digits = std::max(integer_digits(call.type(0)), integer_digits(call.type(1)));
    return capped_decimal(digits + 1 + scale, scale);
}

Type decimal_multiply(const Call& call) {
    return capped_decimal(decimal_precision(call.type(0)) + decimal_precision(call.type(1)) + 1,
                          decimal_scale(call.type(0)) + decimal_scale(call.type(1)));
}

Type decimal_divide(const Call& call) {
    const Type left = call.type(0);
    const Type right = call.type(1);
    int scale = std::max(kDivisionScaleMin, decimal_scale(left) + decimal_precision(right) -
                                                decimal_scale(right) + 1);
    int precision = integer_digits(left) + decimal_scale(right) + scale;
    if (scale > kDivisionScaleMax) {
        precision -= scale - kDivisionScaleMax;
        scale = kDivisionScaleMax;
    }
    if (precision > kDecimalPrecisionMax) {
        scale = std::max(kDecimalPrecisionMax + scale - precision, kDivisionScaleMin);
        precision = kDecimalPrecisionMax;
    }
    return decimal_type(precision, scale);
}

Type decimal_modulo(const Call& call) {
    const int scale = std::max(decimal_scale(call.type(0)), decimal_scale(call.type(1)));
    const int digits = std::min(integer_digits(call.type(0)), integer_digits(call.type(1)));
    return capped_decimal(digits + scale, scale);
}

/// ROUND and TRUNC of a decimal: as many decimal places as the constant second argument asks for.
Type decimal_round(const Call& call) {
    const Type type = call.type(0);
    if (call.types.size() > 1 && call.constant(1) == nullptr) return type;
    const std::int64_t places = call.types.size() > 1 ? call.constant(1)->as_int() : 0;
    const int scale = static_cast<int>(std::clamp<std::int64_t>(places, 0, decimal_scale(type)));
    return capped_decimal(integer_digits(type) + 1 + scale, scale);
}

Type decimal_ceil(const Call& call) { return capped_decimal(integer_digits(call.type(0)) + 1, 0); }

/// SUM and AVG of decimals: the widest one, at the argument's scale.
Type decimal_sum(const Call& call) {
    return decimal_type(kDecimalPrecisionMax, decimal_scale(call.type(0)));
}

/// MEDIAN and PERCENTILE_CONT interpolate, so a decimal gets room for two more decimal places.
Type decimal_median(const Call& call) {
    const Type type = call.types.empty() ? Type{} : call.types.back();
    return capped_decimal(integer_digits(type) + decimal_scale(type) + 2, decimal_scale(type) + 2);
}

/// TO_NUMBER: as many digits as the constant pattern has places, and as many of them behind its point.
Type to_number(const Call& call) {
    if (call.constant(1) == nullptr) return decimal_type(kDecimalPrecisionMax, 0);
    int precision = 0;
    int scale = 0;
    bool behind_point = false;
    for (const char c : call.constant(1)->as_string()) {
        if (c == 'D' || c == 'd' || c == '.') behind_point = true;
        if (c != '9' && c != '0') continue;
        ++precision;
        scale += behind_point ? 1 : 0;
    }
    return capped_decimal(std::max(precision, 1), scale);
}

/// TEXT_TO_NUMERIC_ALT: the last two arguments are precision and scale.
Type numeric_alt(const Call& call) {
    const std::size_t count = call.types.size();
    if (call.constant(count - 2) == nullptr || call.constant(count - 1) == nullptr) return decimal_type(kDecimalPrecisionMax, 0);
    const auto precision = std::clamp<std::int64_t>(call.constant(count - 2)->as_int(), 1, kDecimalPrecisionMax);
    const auto scale = std::clamp<std::int64_t>(call.constant(count - 1)->as_int(), 0, std::min<std::int64_t>(precision, kDecimalScaleMax));
    return decimal_type(static_cast<int>(precision), static_cast<int>(scale));
}

/// A string as long as all arguments together.
Type concat(const Call& call) {
    std::int64_t length = 0;
    for (const Type type : call.types) {
        const std::optional<int> part = text_length(type);
        if (!part) return {TypeId::varchar};
        length += *part;
    }
    return varchar_type(static_cast<int>(std::clamp<std::int64_t>(length, 1, kVarcharBytesMax)));
}

/// A VARCHAR as long as the first argument.
Type like_first(const Call& call) {
    const std::optional<int> length = text_length(call.type(0));
    if (!length) return {TypeId::varchar};
    return varchar_type(std::max(*length, 1));
}

struct Rule {
    std::string_view name;
    Type (*apply)(const Call&);
};

// To add a rule: a row, sorted by name; a line in result_rules_test.cpp.
// clang-format off
constexpr Rule kRules[] = {
    {"@concat",           concat},
    {"@decimal_add",      decimal_add},
    {"@decimal_ceil",     decimal_ceil},
    {"@decimal_divide",   decimal_divide},
    {"@decimal_median",   decimal_median},
    {"@decimal_modulo",   decimal_modulo},
    {"@decimal_multiply", decimal_multiply},
    {"@decimal_round",    decimal_round},
    {"@decimal_sum",      decimal_sum},
    {"@like_first",       like_first},
    {"@numeric_alt",      numeric_alt},
    {"@to_number",        to_number},
};
// clang-format on
static_assert(std::ranges::is_sorted(kRules, {}, &Rule::name));

Type unified(const Signature& signature, std::span<const Type> arguments) {
    std::vector<Type> same;
    for (std::size_t i = 0; i < arguments.size(); ++i) {
        if (argument_at(signature, i).kind == Argument::same) same.push_back(arguments[i]);
    }
    const Type common = common_type(same).value_or(Type{});
    return common.id == TypeId::unknown ? Type{TypeId::varchar} : common;
}

bool is_wide(Type type) {
    return type.id == TypeId::decimal && decimal_precision(type) > kNarrowPrecisionMax;
}

/// The decimal with room for both.
Type common_decimal(Type left, Type right) {
    const int scale = std::max(decimal_scale(left), decimal_scale(right));
    const int precision = std::max(integer_digits(left), integer_digits(right)) + scale;
    const int limit = is_wide(left) || is_wide(right) ? kDecimalPrecisionMax : kNarrowPrecisionMax;
    return decimal_type(std::min(precision, limit), std::min(scale, std::min(precision, limit)));
}

Type common_string(Type left, Type right) {
    const TypeId id = left.id == right.id ? left.id : TypeId::varchar;
    const std::optional<int> left_length = text_length(left);
    const std::optional<int> right_length = text_length(right);
    if ((id != TypeId::varchar && id != TypeId::char_) || !left_length || !right_length) return {id};
    return {id, std::max(*left_length, *right_length) + 4};
}

/// Numbers in the order in which each takes in the ones before it.
int number_rank(TypeId id) {
    constexpr TypeId kOrder[] = {TypeId::smallint, TypeId::integer, TypeId::bigint,
                                 TypeId::decimal,  TypeId::real,    TypeId::double_};
    const auto* found = std::ranges::find(kOrder, id);
    return found == std::end(kOrder) ? -1 : static_cast<int>(found - kOrder);
}

Type decimal_of(Type type) {
    switch (type.id) {
        case TypeId::smallint:
            return decimal_type(5, 0);
        case TypeId::integer:
            return decimal_type(10, 0);
        case TypeId::bigint:
        case TypeId::oid:
            return decimal_type(19, 0);
        default:
            return type;
    }
}

std::optional<Type> common_number(Type left, Type right) {
    const int left_rank = number_rank(left.id);
    const int right_rank = number_rank(right.id);
    if (left_rank < 0 || right_rank < 0) {
        // oid and its kin compare as numbers.
        if (is_numeric(left.id) && is_numeric(right.id)) return Type{TypeId::bigint};
        return std::nullopt;
    }
    const Type wider = left_rank > right_rank ? left : right;
    if (wider.id == TypeId::decimal) return common_decimal(decimal_of(left), decimal_of(right));
    // REAL has fewer digits than what it would take in.
    if (wider.id == TypeId::real && left.id != right.id) return Type{TypeId::double_};
    return wider;
}

/// The type of two that the other converts to by itself.
std::optional<Type> common_by_cast(Type left, Type right) {
    const auto converts = [](TypeId from, TypeId to) {
        const CastRow* row = find_cast(from, to);
        return row != nullptr && row->context == CastContext::implicit;
    };
    if (converts(left.id, right.id)) return right;
    if (converts(right.id, left.id)) return left;
    return std::nullopt;
}

std::optional<Type> common_of_two(Type left, Type right) {
    if (left == right) return left;
    if (left.id == TypeId::unknown) return is_string(right.id) ? Type{right.id} : right;
    if (right.id == TypeId::unknown) return is_string(left.id) ? Type{left.id} : left;
    if (is_string(left.id) && is_string(right.id)) return common_string(left, right);
    if (left.id == TypeId::super && find_cast(right.id, TypeId::super) != nullptr) return left;
    if (right.id == TypeId::super && find_cast(left.id, TypeId::super) != nullptr) return right;
    const char category = type_info(left.id).category;
    if (category != type_info(right.id).category) return std::nullopt;
    if (left.id == right.id && left.id != TypeId::decimal) return Type{left.id};
    if (category == 'N') return common_number(left, right);
    return common_by_cast(left, right);
}

}  // namespace

Type result_type(const Signature& signature, std::span<const Type> arguments,
                 std::span<const Value* const> constants) {
    if (signature.result) return {*signature.result};
    const std::string_view rule = signature.row->result;
    if (rule == "=same") return unified(signature, arguments);
    if (rule.starts_with('=')) {
        const std::size_t index = std::stoul(std::string(rule.substr(1)));
        BLUESHIFT_ASSERT(index >= 1);
        return index <= arguments.size() ? arguments[index - 1] : Type{TypeId::varchar};
    }
    const auto* found = std::ranges::lower_bound(kRules, rule, {}, &Rule::name);
    BLUESHIFT_ASSERT(found != std::end(kRules) && found->name == rule);
    return found->apply({arguments, constants});
}

std::optional<Type> common_type(std::span<const Type> types) {
    if (types.empty()) return Type{};
    Type common = types.front();
    for (const Type type : types.subspan(1)) {
        const std::optional<Type> next = common_of_two(common, type);
        if (!next) return std::nullopt;
        common = *next;
    }
    return common;
}

std::optional<int> text_length(Type type) {
    switch (type.id) {
        case TypeId::boolean:
            return 5;
        case TypeId::smallint:
            return 6;
        case TypeId::integer:
        case TypeId::oid:
            return 11;
        case TypeId::bigint:
            return 20;
        case TypeId::decimal:
            return decimal_precision(type) + 2;
        case TypeId::real:
            return 15;
        case TypeId::double_:
            return 24;
        case TypeId::char1:
            return 1;
        case TypeId::name:
            return 127;
        case TypeId::date:
            return 13;
        case TypeId::time:
            return 15;
        case TypeId::timetz:
            return 24;
        case TypeId::timestamp:
            return 29;
        case TypeId::timestamptz:
            return 38;
        case TypeId::char_:
        case TypeId::varchar:
            return length_limit(type);
        default:
            return std::nullopt;
    }
}

}  // namespace blueshift::functions
