#include "analyze/constant_fold.h"
#include "base/error.h"

#include <fmt/format.h>

#include <algorithm>
#include <limits>

#include "types/datetime.h"
#include "types/decimal.h"
#include "types/utf8.h"

namespace blueshift::analyze {

namespace {

struct IntegerRange {
    TypeId id;
    std::int64_t min;
    std::int64_t max;
};

constexpr IntegerRange kIntegerRanges[] = {
    {TypeId::smallint, std::numeric_limits<std::int16_t>::min(),
     std::numeric_limits<std::int16_t>::max()},
    {TypeId::integer, std::numeric_limits<std::int32_t>::min(),
     std::numeric_limits<std::int32_t>::max()},
    {TypeId::bigint, std::numeric_limits<std::int64_t>::min(),
     std::numeric_limits<std::int64_t>::max()},
    {TypeId::oid, 0, std::numeric_limits<std::uint32_t>::max()},
};

/// Nothing when `id` has no room for `value`.
std::optional<Value> integer_value(Int128 value, TypeId id) {
    for (const IntegerRange& range : kIntegerRanges) {
        if (range.id != id) continue;
        if (value < range.min || value > range.max) return std::nullopt;
        return Value(static_cast<std::int64_t>(value));
    }
    return std::nullopt;
}

Value checked_integer(Int128 value, TypeId id) {
    if (const std::optional<Value> fits = integer_value(value, id)) return *fits;
    throw Error(Code::numeric_value_out_of_range, "{} out of range", type_info(id).sql_name);
}

bool is_oid_like(TypeId id) {
    return id == TypeId::oid || id == TypeId::regclass || id == TypeId::regproc || id == TypeId::regtype;
}

bool is_exact_number(TypeId id) { return is_integer(id) || id == TypeId::decimal; }

Decimal exact_number(const Value& value, TypeId id) {
    return id == TypeId::decimal ? value.as_decimal() : Decimal{value.as_int(), 0};
}

double approximate_number(const Value& value, TypeId id) {
    if (id == TypeId::decimal) return decimal_to_double(value.as_decimal());
    return is_integer(id) ? static_cast<double>(value.as_int()) : value.as_double();
}

std::optional<Value> number_to_number(const Value& value, TypeId from, Type to) {
    if (to.id == TypeId::double_ && from != TypeId::real) return Value(approximate_number(value, from));
    if (!is_exact_number(from)) return std::nullopt;
    const Decimal number = exact_number(value, from);
    if (to.id == TypeId::decimal) return Value(fit_decimal(number, to, Rounding::half_away));
    if (!is_integer(to.id)) return std::nullopt;
    const auto whole = rescale(number.unscaled, number.scale, 0, Rounding::half_away);
    return checked_integer(whole.value_or(std::numeric_limits<Int128>::max()), to.id);
}

std::string json_string(std::string_view text) {
    std::string out = "\"";
    for (const char c : text) {
        if (c == '"' || c == '\\') {
            out += '\\';
            out += c;
        } else if (static_cast<unsigned char>(c) < 0x20) {
            out += fmt::format("\\u{:04x}", static_cast<int>(c));
        } else {
            out += c;
        }
    }
    return out + '"';
}

std::optional<Value> to_super(const Value& value, Type from, const TextSettings& text) {
    if (is_string(from.id)) return Value(json_string(value.as_string()));
    if (from.id == TypeId::boolean) return Value(value.as_bool() ? "true" : "false");
    if (is_exact_number(from.id)) return Value(value_to_text(from, value, text));
    return std::nullopt;
}

std::optional<Value> to_string(const Value& value, Type from, const TextSettings& text) {
    if (from.id == TypeId::boolean) return Value(value.as_bool() ? "true" : "false");
    if (is_exact_number(from.id) || from.id == TypeId::double_ || from.id == TypeId::date ||
        from.id == TypeId::time || from.id == TypeId::timestamp || is_interval(from.id)) {
        return Value(value_to_text(from, value, text));
    }
    return std::nullopt;
}

/// Texts whose meaning does not depend on the catalog.
bool reads_from_text(TypeId id) {
    return id != TypeId::super && id != TypeId::geometry && id != TypeId::geography &&
           id != TypeId::regclass && id != TypeId::regproc && id != TypeId::regtype;
}

using BinaryFold = std::optional<Value> (*)(const Value& left, const Value& right, Type result);

std::optional<Value> add_integers(const Value& left, const Value& right, Type result) {
    return integer_value(Int128{left.as_int()} + right.as_int(), result.id);
}
std::optional<Value> subtract_integers(const Value& left, const Value& right, Type result) {
    return integer_value(Int128{left.as_int()} - right.as_int(), result.id);
}
std::optional<Value> multiply_integers(const Value& left, const Value& right, Type result) {
    return integer_value(Int128{left.as_int()} * right.as_int(), result.id);
}
std::optional<Value> divide_integers(const Value& left, const Value& right, Type result) {
    if (right.as_int() == 0) return std::nullopt;
    return integer_value(Int128{left.as_int()} / right.as_int(), result.id);
}
std::optional<Value> remainder_integers(const Value& left, const Value& right, Type result) {
    if (right.as_int() == 0) return std::nullopt;
    return integer_value(Int128{left.as_int()} % right.as_int(), result.id);
}

std::optional<Value> decimal_value(std::optional<Int128> unscaled, Type type) {
    if (!unscaled || !fits_precision(*unscaled, decimal_precision(type))) return std::nullopt;
    return Value(Decimal{*unscaled, static_cast<std::uint8_t>(decimal_scale(type))});
}

/// Adds `right`, or its negative.
std::optional<Value> sum_decimals(const Decimal& left, const Decimal& right, bool negate, Type result) {
    const int scale = decimal_scale(result);
    const auto a = rescale(left.unscaled, left.scale, scale, Rounding::half_away);
    const auto b = rescale(right.unscaled, right.scale, scale, Rounding::half_away);
    if (!a || !b) return std::nullopt;
    return decimal_value(negate ? checked_subtract(*a, *b) : checked_add(*a, *b), result);
}

std::optional<Value> add_decimals(const Value& left, const Value& right, Type result) {
    return sum_decimals(left.as_decimal(), right.as_decimal(), false, result);
}
std::optional<Value> subtract_decimals(const Value& left, const Value& right, Type result) {
    return sum_decimals(left.as_decimal(), right.as_decimal(), true, result);
}
std::optional<Value> multiply_decimals(const Value& left, const Value& right, Type result) {
    const Decimal& a = left.as_decimal();
    const Decimal& b = right.as_decimal();
    // Past the largest scale the product would lose digits, which is the engine's affair.
    if (a.scale + b.scale != decimal_scale(result)) return std::nullopt;
    return decimal_value(checked_multiply(a.unscaled, b.unscaled), result);
}
std::optional<Value> divide_decimals(const Value& left, const Value& right, Type result) {
    const Decimal& a = left.as_decimal();
    const Decimal& b = right.as_decimal();
    const int shift = decimal_scale(result) - a.scale + b.scale;
    if (b.unscaled == 0 || shift < 0 || shift > kDecimalPrecisionMax) return std::nullopt;
    const auto numerator = checked_multiply(a.unscaled, power_of_ten(shift));
    if (!numerator) return std::nullopt;
    return decimal_value(divide(*numerator, b.unscaled, Rounding::truncate), result);
}

std::optional<Value> concat_strings(const Value& left, const Value& right, Type) {
    if (left.as_string().size() + right.as_string().size() > kVarcharBytesMax) return std::nullopt;
    return Value(left.as_string() + right.as_string());
}

std::optional<Value> date_value(Int128 days) {
    if (days < kDateMin || days > kDateMax) return std::nullopt;
    return Value(static_cast<std::int64_t>(days));
}
std::optional<Value> add_days(const Value& date, const Value& days, Type) {
    return date_value(Int128{date.as_int()} + days.as_int());
}
std::optional<Value> subtract_days(const Value& date, const Value& days, Type) {
    return date_value(Int128{date.as_int()} - days.as_int());
}
std::optional<Value> days_between(const Value& left, const Value& right, Type result) {
    return integer_value(Int128{left.as_int()} - right.as_int(), result.id);
}

std::optional<Interval> negative(const Interval& interval) {
    if (interval.months == INT32_MIN || interval.days == INT32_MIN || interval.micros == INT64_MIN) {
        return std::nullopt;
    }
    return Interval{-interval.months, -interval.days, -interval.micros};
}

std::optional<Value> moved(std::optional<std::int64_t> timestamp, std::optional<Interval> interval) {
    if (!timestamp || !interval) return std::nullopt;
    const std::optional<std::int64_t> sum = add_interval(*timestamp, *interval);
    return sum ? std::optional<Value>(*sum) : std::nullopt;
}
std::optional<Value> add_to_date(const Value& date, const Value& interval, Type) {
    return moved(compose_timestamp(date.as_int(), 0), interval.as_interval());
}
std::optional<Value> subtract_from_date(const Value& date, const Value& interval, Type) {
    return moved(compose_timestamp(date.as_int(), 0), negative(interval.as_interval()));
}
std::optional<Value> add_to_timestamp(const Value& timestamp, const Value& interval, Type) {
    return moved(timestamp.as_int(), interval.as_interval());
}
std::optional<Value> subtract_from_timestamp(const Value& timestamp, const Value& interval, Type) {
    return moved(timestamp.as_int(), negative(interval.as_interval()));
}

bool is_decimal(TypeId id) { return id == TypeId::decimal; }
bool is_date(TypeId id) { return id == TypeId::date; }
bool is_timestamp(TypeId id) { return id == TypeId::timestamp; }

struct FoldRow {
    std::string_view symbol;
    bool (*takes_left)(TypeId);
    bool (*takes_right)(TypeId);
    BinaryFold fold;
};

// To add one: a row; a line in expr_operator_test.cpp.
// clang-format off
constexpr FoldRow kFolds[] = {
    {"+",  is_integer,   is_integer,  add_integers},
    {"+",  is_decimal,   is_decimal,  add_decimals},
    {"+",  is_string,    is_string,   concat_strings},
    {"+",  is_date,      is_integer,  add_days},
    {"+",  is_date,      is_interval, add_to_date},
    {"+",  is_timestamp, is_interval, add_to_timestamp},
    {"-",  is_integer,   is_integer,  subtract_integers},
    {"-",  is_decimal,   is_decimal,  subtract_decimals},
    {"-",  is_date,      is_integer,  subtract_days},
    {"-",  is_date,      is_date,     days_between},
    {"-",  is_date,      is_interval, subtract_from_date},
    {"-",  is_timestamp, is_interval, subtract_from_timestamp},
    {"*",  is_integer,   is_integer,  multiply_integers},
    {"*",  is_decimal,   is_decimal,  multiply_decimals},
    {"/",  is_integer,   is_integer,  divide_integers},
    {"/",  is_decimal,   is_decimal,  divide_decimals},
    {"%",  is_integer,   is_integer,  remainder_integers},
    {"||", is_string,    is_string,   concat_strings},
};
// clang-format on

std::optional<Value> fold_binary(const BoundCall& call) {
    const BoundExpr& left = *call.arguments[0];
    const BoundExpr& right = *call.arguments[1];
    const Value* a = constant_value(left);
    const Value* b = constant_value(right);
    if (a == nullptr || b == nullptr) return std::nullopt;
    for (const FoldRow& row : kFolds) {
        if (row.symbol == call.signature->row->name && row.takes_left(left.type.id) &&
            row.takes_right(right.type.id)) {
            return row.fold(*a, *b, call.type);
        }
    }
    return std::nullopt;
}

std::optional<Value> fold_negation(const BoundCall& call) {
    const Value* value = constant_value(*call.arguments[0]);
    if (value == nullptr || call.signature->row->name != "-") return std::nullopt;
    if (is_integer(call.type.id)) return integer_value(-Int128{value->as_int()}, call.type.id);
    if (call.type.id == TypeId::double_) return Value(-value->as_double());
    if (is_interval(call.type.id)) {
        const std::optional<Interval> interval = negative(value->as_interval());
        return interval ? std::optional<Value>(*interval) : std::nullopt;
    }
    if (call.type.id != TypeId::decimal) return std::nullopt;
    return Value(Decimal{-value->as_decimal().unscaled, value->as_decimal().scale});
}

}  // namespace

const Value* constant_value(const BoundExpr& expr) {
    if (expr.kind != BoundKind::constant) return nullptr;
    const Value& value = as<BoundConstant>(expr).value;
    return value.is_null() ? nullptr : &value;
}

bool is_null_constant(const BoundExpr& expr) {
    return expr.kind == BoundKind::constant && as<BoundConstant>(expr).value.is_null();
}

std::optional<Value> fold_cast(const Value& value, Type from, Type to, const TextSettings& text) {
    if (value.is_null()) return Value();
    if (to.id == TypeId::super) return to_super(value, from, text);
    if (is_string(from.id) && is_string(to.id)) return value_from_text({to.id}, value.as_string(), text);
    if (is_string(to.id)) return to_string(value, from, text);
    if (is_string(from.id)) {
        if (!reads_from_text(to.id)) return std::nullopt;
        const Type target = to.id == TypeId::decimal ? to : Type{to.id};
        return value_from_text(target, value.as_string(), text);
    }
    if (is_exact_number(from.id) || from.id == TypeId::double_) {
        if (to.id == TypeId::boolean && is_integer(from.id)) return Value(value.as_int() != 0);
        if (is_oid_like(to.id) && is_integer(from.id)) {
            return checked_integer(value.as_int(), TypeId::oid);
        }
        return number_to_number(value, from.id, to);
    }
    if (from.id == TypeId::boolean && is_integer(to.id)) return Value(std::int64_t{value.as_bool()});
    if (from.id == TypeId::date && to.id == TypeId::timestamp) {
        return compose_timestamp(value.as_int(), 0);
    }
    if (from.id == TypeId::timestamp && to.id == TypeId::date) {
        return split_timestamp(value.as_int()).days;
    }
    const functions::CastRow* row = functions::find_cast(from.id, to.id);
    if (row != nullptr && row->duckdb == "=") return value;
    return std::nullopt;
}

Value fold_length(Value value, Type type, functions::CastContext context) {
    if (value.is_null() || type.typmod < 0) return value;
    if (type.id == TypeId::decimal) return fit_decimal(value.as_decimal(), type, Rounding::half_away);
    const auto limit = length_limit(type);
    if (!limit) return value;
    const auto size = static_cast<std::size_t>(*limit);
    if (context == functions::CastContext::explicit_ && value.as_string().size() > size) {
        const std::string& text = value.as_string();
        const std::size_t kept = type.id == TypeId::varbyte ? size : utf8_prefix(text, size);
        value = Value(text.substr(0, kept));
    }
    return value_from_text(type, value.as_string(), {});
}

BoundExprPtr fold_call(std::unique_ptr<BoundCall> call) {
    std::optional<Value> value;
    if (call->arguments.size() == 2) value = fold_binary(*call);
    if (call->arguments.size() == 1) value = fold_negation(*call);
    if (!value) return call;
    auto constant = std::make_unique<BoundConstant>(call->type, std::move(*value));
    constant->span = call->span;
    return constant;
}

}  // namespace blueshift::analyze
