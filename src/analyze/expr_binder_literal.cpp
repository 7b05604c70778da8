// Literals, interval literals, parameters and ARRAY[…].  Doc: dg/r_Numeric_literals, dg/r_interval_literals
#include <algorithm>
#include <charconv>
#include <vector>

#include "analyze/coerce.h"
#include "analyze/constant_fold.h"
#include "analyze/literals.h"
#include "base/error.h"
#include "types/array_text.h"
#include "types/datetime.h"
#include "types/decimal.h"

namespace blueshift::analyze {

namespace {

BoundExprPtr constant(Type type, Value value) {
    return std::make_unique<BoundConstant>(type, std::move(value));
}

/// Digits of a number as written, leading zeros before the last integer digit left out.
Type decimal_literal_type(std::string_view text) {
    if (text.starts_with('-')) text.remove_prefix(1);
    const std::size_t point = std::min(text.find('.'), text.size());
    const std::string_view fraction = text.substr(std::min(point + 1, text.size()));
    std::string_view digits = text.substr(0, point);
    while (digits.size() > 1 && digits.starts_with('0')) digits.remove_prefix(1);
    if (digits.size() > kDecimalPrecisionMax) throw_numeric_overflow();
    const auto integer_digits = static_cast<int>(digits.size());
    const int room = std::min(kDecimalPrecisionMax - integer_digits, kDecimalScaleMax);
    const int scale = std::min(static_cast<int>(fraction.size()), room);
    return decimal_type(std::max(integer_digits + scale, 1), scale);
}

}  // namespace

BoundExprPtr number_literal(sql::LiteralKind kind, const std::string& text) {
    if (kind == sql::LiteralKind::floating) {
        return constant({TypeId::double_}, value_from_text({TypeId::double_}, text, {}));
    }
    if (kind == sql::LiteralKind::integer) {
        std::int64_t value = 0;
        const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
        if (error == std::errc() && end == text.data() + text.size()) {
            const bool is_int4 = value >= INT32_MIN && value <= INT32_MAX;
            return constant({is_int4 ? TypeId::integer : TypeId::bigint}, value);
        }
    }
    Type type = decimal_literal_type(text);
    const Decimal value = decimal_from_text(text, {TypeId::decimal});
    // 19 digits are kept in 64 bits, which do not hold all numbers of 19 digits.
    if (!fits_precision(value.unscaled, decimal_precision(type))) {
        type = decimal_type(decimal_precision(type) + 1, decimal_scale(type));
    }
    return constant(type, fit_decimal(value, type, Rounding::half_away));
}

BoundExprPtr ExprBinder::bind_literal(const sql::Literal& literal) {
    switch (literal.literal) {
        case sql::LiteralKind::null:
            return constant({}, {});
        case sql::LiteralKind::boolean:
            return constant({TypeId::boolean}, literal.text == "true");
        case sql::LiteralKind::string:
            return constant({}, literal.text);
        default:
            try {
                return number_literal(literal.literal, literal.text);
            } catch (Error& error) {
                error.at(literal.span);
                throw;
            }
    }
}

namespace {

/// `day to second` as the parts it names; nothing when nothing is written.
std::optional<IntervalRange> interval_range(std::string_view qualifier) {
    if (qualifier.empty()) return std::nullopt;
    const std::size_t space = qualifier.find(' ');
    const std::optional<DatePart> first = date_part_from_name(qualifier.substr(0, space));
    const std::optional<DatePart> last = date_part_from_name(qualifier.substr(qualifier.rfind(' ') + 1));
    if (!first || !last) return std::nullopt;
    return IntervalRange{*first, *last};
}

/// Seconds rounded to `digits` decimal places.
std::int64_t round_micros(std::int64_t micros, int digits) {
    std::int64_t unit = 1;
    for (int i = digits; i < 6; ++i) unit *= 10;
    return static_cast<std::int64_t>(divide(micros, unit, Rounding::half_away)) * unit;
}

}  // namespace

BoundExprPtr ExprBinder::bind_interval(const sql::IntervalLiteral& literal) {
    const std::string type_text =
        literal.qualifier.empty() ? "interval" : "interval " + literal.qualifier;
    const std::optional<Type> type = type_from_name(type_text, {});
    const std::optional<IntervalRange> range = interval_range(literal.qualifier);
    if (!type) {
        throw Error(Code::syntax_error, "syntax error at or near \"{}\"", literal.qualifier)
            .at(literal.span);
    }
    try {
        Interval value = interval_from_text(literal.text, range);
        if (literal.precision >= 0 && literal.precision < 6) {
            value.micros = round_micros(value.micros, literal.precision);
        }
        return constant(*type, value);
    } catch (Error& error) {
        error.at(literal.span);
        throw;
    }
}

BoundExprPtr ExprBinder::bind_parameter(const sql::Parameter& parameter) {
    const auto index = static_cast<std::size_t>(parameter.index);
    if (parameter.index < 1 || parameter.index > kParameterCountMax) {
        throw Error(Code::undefined_parameter, "there is no parameter ${}", parameter.index)
            .at(parameter.span);
    }
    if (place_.routine_arguments != nullptr) {
        if (index > place_.routine_arguments->size()) {
            throw Error(Code::undefined_parameter, "there is no parameter ${}", parameter.index).at(parameter.span);
        }
        return clone(*(*place_.routine_arguments)[index - 1]);
    }
    if (context_.parameter_types.size() < index) context_.parameter_types.resize(index);
    Type& type = context_.parameter_types[index - 1];
    // A client that says NUMERIC says nothing about precision.
    if (type == Type{TypeId::decimal}) type = kOpenDecimal;
    return std::make_unique<BoundParameter>(type, parameter.index);
}

namespace {

/// The array type with elements of this type; nothing when there is none.
std::optional<TypeId> array_of(TypeId element) {
    const std::uint32_t oid = type_info(element).array_oid;
    return oid == 0 ? std::nullopt : type_from_oid(oid);
}

}  // namespace

/// Arrays exist for catalog queries only, so constants are enough.
BoundExprPtr ExprBinder::bind_array(const sql::Array& array) {
    std::vector<BoundExprPtr> items;
    std::vector<const BoundExpr*> pointers;
    for (const sql::ExprPtr& item : array.items) {
        items.push_back(bind(*item));
        pointers.push_back(items.back().get());
    }
    const Type element = unify_expressions(pointers, "ARRAY", array.span);
    const std::optional<TypeId> type = array_of(element.id);
    std::vector<std::optional<std::string>> texts;
    for (BoundExprPtr& item : items) {
        item = coerce(std::move(item), element, functions::CastContext::implicit, context_);
        if (item->kind != BoundKind::constant || !type) {
            throw Error(Code::feature_not_supported, "ARRAY[] of expressions is not supported")
                .hint("Use the ARRAY function, which makes a SUPER value.")
                .at(array.span);
        }
        const Value* value = constant_value(*item);
        texts.push_back(value == nullptr ? std::nullopt
                                         : std::optional(value_to_text(element, *value, context_.text)));
    }
    return constant({*type}, array_text(texts));
}

}  // namespace blueshift::analyze
