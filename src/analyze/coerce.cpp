// Coercion: constants are converted at once, parameters take the type, everything else gets a cast.
#include "analyze/coerce.h"

#include <fmt/format.h>

#include <algorithm>

#include "analyze/constant_fold.h"
#include "analyze/object_names.h"
#include "base/error.h"
#include "types/decimal.h"

namespace blueshift::analyze {

using functions::CastContext;

namespace {

BoundExprPtr make_constant(Type type, Value value, Span span) {
    auto constant = std::make_unique<BoundConstant>(type, std::move(value));
    constant->span = span;
    return constant;
}

/// The value of a quoted literal as a `target`, its length left aside.
Value literal_value(const std::string& text, Type target, const AnalyzeContext& context) {
    switch (target.id) {
        case TypeId::regclass:
            return relation_oid(text, context);
        case TypeId::regtype:
            return type_oid(text);
        case TypeId::regproc:
            return function_oid(text);
        case TypeId::super:
            // A quoted literal is a string; only JSON_PARSE reads JSON.
            return *fold_cast(text, {TypeId::varchar}, target, context.text);
        default: {
            const bool has_scale = target.id == TypeId::decimal;
            return value_from_text(has_scale ? target : Type{target.id}, text, context.text);
        }
    }
}

/// The constant that `compute` gives. The errors of an untyped literal point at it; those of typed constants come when the statement computes them, as
/// it may never do. Nothing then. A TRY_CAST makes NULL of both.
template <class Compute>
BoundExprPtr computed_constant(const BoundExpr& source, Type target, bool try_, Compute compute) {
    try {
        std::optional<Value> value = compute();
        return value ? make_constant(target, std::move(*value), source.span) : nullptr;
    } catch (Error& error) {
        if (try_) return make_constant(target, {}, source.span);
        if (source.type.id != TypeId::unknown) return nullptr;
        error.at(source.span);
        throw;
    }
}

BoundExprPtr convert_literal(const BoundConstant& literal, Type target, CastOptions options,
                             const AnalyzeContext& context) {
    if (literal.value.is_null()) return make_constant(target, {}, literal.span);
    return computed_constant(literal, target, options.try_, [&]() -> std::optional<Value> {
        return fold_length(literal_value(literal.value.as_string(), target, context), target,
                           options.context);
    });
}

/// A parameter whose type is still open takes this one, without a length.
Type open_type(Type target) {
    if (target.id == TypeId::decimal) return target.typmod < 0 ? kOpenDecimal : target;
    return {target.id};
}

Type& parameter_slot(const BoundExpr& parameter, AnalyzeContext& context) {
    return context.parameter_types[static_cast<std::size_t>(as<BoundParameter>(parameter).index) - 1];
}

BoundExprPtr fix_parameter(BoundExprPtr expr, Type target, AnalyzeContext& context) {
    Type& slot = parameter_slot(*expr, context);
    if (slot.id == TypeId::unknown) slot = open_type(target);
    if (slot.id != target.id && !(is_string(slot.id) && is_string(target.id))) {
        throw Error(Code::ambiguous_parameter, "inconsistent types deduced for parameter ${}",
                    as<BoundParameter>(*expr).index)
            .detail(fmt::format("{} versus {}", type_name(slot.id), type_name(target.id)))
            .at(expr->span);
    }
    expr->type = slot;
    return expr;
}

BoundExprPtr cast_node(BoundExprPtr expr, Type target, CastOptions options, bool length_only) {
    const Span span = expr->span;
    auto cast = std::make_unique<BoundCast>(target, std::move(expr), options.context);
    cast->try_ = options.try_;
    cast->length_only = length_only;
    cast->span = span;
    return cast;
}

bool fits(Type from, Type to) {
    if (to.typmod < 0) return true;
    if (to.id == TypeId::decimal) return false;
    const std::optional<int> length = from.id == to.id && to.id == TypeId::varbyte
                                          ? length_limit(from)
                                          : functions::text_length(from);
    return length && *length <= *length_limit(to);
}

/// Gives an expression of the target's type id the target's modifier. `source` is the type that it was converted from.
BoundExprPtr apply_modifier(BoundExprPtr expr, Type source, Type target, CastOptions options) {
    if (expr->type == target || target.typmod < 0) return expr;
    if (const Value* value = constant_value(*expr)) {
        BoundExprPtr constant = computed_constant(
            *expr, target, options.try_, [&]() -> std::optional<Value> { return fold_length(*value, target, options.context); });
        if (constant) return constant;
    } else if (fits(source, target) || is_null_constant(*expr)) {
        expr->type = target;
        return expr;
    }
    // Truncation of decimal places is what an explicit cast does; where none go, it is an ordinary cast.
    if (target.id == TypeId::decimal && decimal_scale(target) >= decimal_scale(expr->type)) {
        options.context = CastContext::implicit;
    }
    return cast_node(std::move(expr), target, options, true);
}

bool is_allowed(const functions::CastRow* row, CastContext context) {
    return row != nullptr && row->context <= context;
}

/// Converts to another type id; decimals get their modifier in the same step.
BoundExprPtr convert_type(BoundExprPtr expr, Type target, CastOptions options,
                          const AnalyzeContext& context) {
    const functions::CastRow* row = functions::find_cast(expr->type.id, target.id);
    if (!is_allowed(row, options.context)) {
        throw Error(Code::cannot_coerce, "cannot cast type {} to {}", type_name(expr->type.id),
                    type_name(target.id))
            .at(expr->span);
    }
    const Type converted = target.id == TypeId::decimal ? target : Type{target.id};
    if (is_null_constant(*expr)) return make_constant(converted, {}, expr->span);
    if (const Value* value = constant_value(*expr)) {
        BoundExprPtr constant = computed_constant(
            *expr, converted, options.try_, [&] { return fold_cast(*value, expr->type, converted, context.text); });
        if (constant) return constant;
    }
    return cast_node(std::move(expr), converted, options, false);
}

/// Decimal with as many digits as the text has; nothing when it is no number.
std::optional<Type> decimal_of_text(const std::string& text) {
    try {
        const Decimal value = decimal_from_text(text, {TypeId::decimal});
        int digits = 1;
        while (digits < kDecimalPrecisionMax && !fits_precision(value.unscaled, digits)) ++digits;
        return decimal_type(std::max<int>(digits, value.scale), value.scale);
    } catch (const Error&) {
        return std::nullopt;
    }
}

Type natural_decimal(const BoundExpr& expr) {
    switch (expr.type.id) {
        case TypeId::smallint:
            return decimal_type(5, 0);
        case TypeId::integer:
            return decimal_type(10, 0);
        case TypeId::bigint:
            return decimal_type(19, 0);
        case TypeId::decimal:
            return expr.type;
        default:
            break;
    }
    const Value* value = constant_value(expr);
    if (value != nullptr && (expr.type.id == TypeId::unknown || is_string(expr.type.id))) {
        return decimal_of_text(value->as_string()).value_or(kOpenDecimal);
    }
    return kOpenDecimal;
}

}  // namespace

bool is_untyped_literal(const BoundExpr& expr) {
    return expr.type.id == TypeId::unknown && expr.kind == BoundKind::constant;
}

bool is_untyped_parameter(const BoundExpr& expr) {
    return expr.type.id == TypeId::unknown && expr.kind == BoundKind::parameter;
}

std::string type_name(TypeId id) {
    return id == TypeId::unknown ? "\"unknown\"" : format_type({id});
}

Type literal_varchar(const BoundExpr& expr) {
    const Value* value = constant_value(expr);
    if (value == nullptr) return {TypeId::varchar};
    const auto size = static_cast<int>(std::min<std::size_t>(value->as_string().size(), kVarcharBytesMax));
    return varchar_type(std::max(size, 1));
}

Type natural_type(const BoundExpr& expr, TypeId target) {
    if (expr.type.id == target) return expr.type;
    if (target == TypeId::decimal) return natural_decimal(expr);
    if (target != TypeId::varchar) return {target};
    if (is_untyped_literal(expr)) return literal_varchar(expr);
    const std::optional<int> length = functions::text_length(expr.type);
    return length ? varchar_type(std::max(*length, 1)) : Type{TypeId::varchar};
}

/// Types that clients write as a name of the catalog, which only a cast looks up.
bool is_catalog_name(TypeId id) {
    return id == TypeId::regclass || id == TypeId::regproc || id == TypeId::regtype;
}

BoundExprPtr make_cast(BoundExprPtr expr, Type target, CastOptions options, AnalyzeContext& context) {
    if (is_untyped_parameter(*expr)) {
        const bool by_name = is_catalog_name(target.id) && options.context == CastContext::explicit_;
        expr = fix_parameter(std::move(expr), by_name ? Type{TypeId::varchar} : target, context);
    }
    if (is_untyped_literal(*expr)) {
        return convert_literal(as<BoundConstant>(*expr), target, options, context);
    }
    const Type source = expr->type;
    if (source.id != target.id) expr = convert_type(std::move(expr), target, options, context);
    return apply_modifier(std::move(expr), source, target, options);
}

BoundExprPtr coerce(BoundExprPtr expr, Type target, CastContext cast, AnalyzeContext& context) {
    return make_cast(std::move(expr), target, {.context = cast}, context);
}

BoundExprPtr coerce_for_assignment(BoundExprPtr expr, const catalog::Column& column,
                                   AnalyzeContext& context) {
    const TypeId from = expr->type.id;
    if (from != TypeId::unknown && from != column.type.id &&
        !is_allowed(functions::find_cast(from, column.type.id), CastContext::assignment)) {
        throw Error(Code::datatype_mismatch, "column \"{}\" is of type {} but expression is of type {}",
                    column.name, type_name(column.type.id), type_name(from))
            .hint("You will need to rewrite or cast the expression.")
            .at(expr->span);
    }
    return coerce(std::move(expr), column.type, CastContext::assignment, context);
}

BoundExprPtr resolve_unknown(BoundExprPtr expr, AnalyzeContext& context) {
    if (expr->type.id != TypeId::unknown) return expr;
    if (is_untyped_parameter(*expr)) {
        // Another place of the statement may have given it its type meanwhile.
        const Type slot = parameter_slot(*expr, context);
        if (slot.id != TypeId::unknown) {
            expr->type = slot;
            return expr;
        }
    }
    const Type type = is_untyped_literal(*expr) ? literal_varchar(*expr) : Type{TypeId::varchar};
    return coerce(std::move(expr), type, CastContext::implicit, context);
}

}  // namespace blueshift::analyze
