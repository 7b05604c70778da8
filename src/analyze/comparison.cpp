// Which type two sides are compared in.  Doc: dg/r_comparison_condition, dg/c_Supported_data_types
#include <algorithm>

#include "analyze/coerce.h"
#include "analyze/comparison.h"
#include "analyze/constant_fold.h"
#include "analyze/function_resolution.h"
#include "base/error.h"
#include "types/datetime.h"
#include "types/decimal.h"

namespace blueshift::analyze {

using functions::CastContext;

namespace {

/// A decimal that holds all values of both. Unlike a common type of CASE it may be wide.
Type wide_enough(Type left, Type right) {
    const int scale = std::max(decimal_scale(left), decimal_scale(right));
    const int digits = std::max(decimal_precision(left) - decimal_scale(left),
                                decimal_precision(right) - decimal_scale(right));
    return decimal_type(std::min(digits + scale, kDecimalPrecisionMax), scale);
}

/// As natural_type, but constant integers count by their digits, so that comparing a column with one needs no cast of the column.
Type decimal_for(const BoundExpr& expr) {
    const Value* value = constant_value(expr);
    if (value == nullptr || !is_integer(expr.type.id)) return natural_type(expr, TypeId::decimal);
    int digits = 1;
    while (!fits_precision(value->as_int(), digits)) ++digits;
    return decimal_type(digits, 0);
}

Type common_decimal(const BoundExpr& left, const BoundExpr& right) {
    return wide_enough(decimal_for(left), decimal_for(right));
}

/// One side is a string, the other has another type that is known.
std::optional<Type> with_string(const BoundExpr& string, const BoundExpr& other) {
    const TypeId id = other.type.id;
    if (id == TypeId::super) return Type{TypeId::super};
    if (id == TypeId::decimal) return common_decimal(string, other);
    const char category = type_info(id).category;
    if (category == 'N' || category == 'D' || category == 'T') return Type{TypeId::varchar};
    return std::nullopt;
}

/// One side is an untyped literal or parameter; `other` may be one, too.
Type with_untyped(const BoundExpr& untyped, const BoundExpr& other) {
    const TypeId id = other.type.id;
    if (id == TypeId::unknown || is_string(id)) return {TypeId::varchar};
    if (id == TypeId::decimal) {
        return is_null_constant(untyped) ? other.type : common_decimal(untyped, other);
    }
    return {id};
}

bool casts_implicitly(TypeId from, TypeId to) {
    const functions::CastRow* row = functions::find_cast(from, to);
    return row != nullptr && row->context == CastContext::implicit;
}

bool is_scalar_of_super(TypeId id) {
    return functions::find_cast(id, TypeId::super) != nullptr;
}

std::optional<Type> with_super(TypeId other) {
    if (other == TypeId::super || is_scalar_of_super(other)) return Type{TypeId::super};
    return std::nullopt;
}

/// True when `expr` is a constant that loses nothing as a `type`. A column compared with it then needs no cast, and the engine can
/// skip blocks by their smallest and largest values.
bool narrows_to(const BoundExpr& expr, TypeId type) {
    const Value* value = constant_value(expr);
    if (value == nullptr) return false;
    if (type == TypeId::smallint) return value->as_int() >= INT16_MIN && value->as_int() <= INT16_MAX;
    if (type == TypeId::integer) return value->as_int() >= INT32_MIN && value->as_int() <= INT32_MAX;
    if (type == TypeId::date) return split_timestamp(value->as_int()).micros == 0;
    return false;
}

Type two_integers(const BoundExpr& left, const BoundExpr& right) {
    const bool right_is_wider = casts_implicitly(left.type.id, right.type.id);
    const BoundExpr& wider = right_is_wider ? right : left;
    const BoundExpr& narrower = right_is_wider ? left : right;
    return {narrows_to(wider, narrower.type.id) ? narrower.type.id : wider.type.id};
}

std::optional<Type> two_numbers(const BoundExpr& left, const BoundExpr& right) {
    const auto has = [&](TypeId id) { return left.type.id == id || right.type.id == id; };
    if (left.type.id == right.type.id && left.type.id != TypeId::decimal) return Type{left.type.id};
    if (has(TypeId::double_) || has(TypeId::real)) return Type{TypeId::double_};
    if (has(TypeId::decimal)) return common_decimal(left, right);
    if (is_integer(left.type.id) && is_integer(right.type.id)) return two_integers(left, right);
    return Type{TypeId::bigint};  // oid and its kin
}

std::optional<Type> two_of_category(const BoundExpr& left, const BoundExpr& right) {
    const TypeId a = left.type.id;
    const TypeId b = right.type.id;
    if (a == b) return Type{a};
    if (a == TypeId::date && b == TypeId::timestamp && narrows_to(right, a)) return Type{a};
    if (b == TypeId::date && a == TypeId::timestamp && narrows_to(left, b)) return Type{b};
    if (casts_implicitly(a, b)) return Type{b};
    if (casts_implicitly(b, a)) return Type{a};
    if (is_interval(a) && is_interval(b)) return Type{TypeId::interval};
    return std::nullopt;
}

}  // namespace

std::optional<Type> comparison_type(const BoundExpr& left, const BoundExpr& right) {
    const TypeId a = left.type.id;
    const TypeId b = right.type.id;
    if (a == TypeId::unknown) return with_untyped(left, right);
    if (b == TypeId::unknown) return with_untyped(right, left);
    if (is_string(a) && is_string(b)) {
        return Type{a == TypeId::char_ && b == TypeId::char_ ? TypeId::char_ : TypeId::varchar};
    }
    if (is_string(a)) return with_string(left, right);
    if (is_string(b)) return with_string(right, left);
    if (a == TypeId::super) return with_super(b);
    if (b == TypeId::super) return with_super(a);
    const char category = type_info(a).category;
    if (category == 'N' && type_info(b).category == 'N') return two_numbers(left, right);
    // WHERE flag = 1
    if (a == TypeId::boolean && is_integer(b)) return Type{a};
    if (b == TypeId::boolean && is_integer(a)) return Type{b};
    if (category != type_info(b).category && category != 'C') return std::nullopt;
    return two_of_category(left, right);
}

std::string_view comparison_symbol(ComparisonOp op) {
    switch (op) {
        case ComparisonOp::not_equal:
            return "<>";
        case ComparisonOp::less:
            return "<";
        case ComparisonOp::less_equal:
            return "<=";
        case ComparisonOp::greater:
            return ">";
        case ComparisonOp::greater_equal:
            return ">=";
        default:
            return "=";
    }
}

std::optional<ComparisonOp> comparison_op(std::string_view symbol) {
    for (const ComparisonOp op : {ComparisonOp::equal, ComparisonOp::not_equal, ComparisonOp::less,
                                  ComparisonOp::less_equal, ComparisonOp::greater,
                                  ComparisonOp::greater_equal}) {
        if (comparison_symbol(op) == symbol) return op;
    }
    return std::nullopt;
}

BoundExprPtr coerce_for_comparison(BoundExprPtr expr, Type type, AnalyzeContext& context) {
    if (type.id == TypeId::decimal && is_string(expr->type.id)) {
        return coerce(std::move(expr), type, CastContext::explicit_, context);
    }
    return coerce(std::move(expr), type, CastContext::assignment, context);
}

BoundExprPtr make_logical(BoundLogicalOp op, std::vector<BoundExprPtr> arguments, Span span) {
    auto logical = std::make_unique<BoundLogical>(op);
    logical->arguments = std::move(arguments);
    logical->span = span;
    return logical;
}

namespace {

std::vector<BoundExprPtr> pair_of(BoundExprPtr first, BoundExprPtr second) {
    std::vector<BoundExprPtr> out;
    out.push_back(std::move(first));
    out.push_back(std::move(second));
    return out;
}

/// (a, b) < (c, d) is a < c OR a = c AND (b) < (d); <= differs in the last item only.
BoundExprPtr compare_in_order(ComparisonOp op, const BoundRow& left, const BoundRow& right, Span span,
                              AnalyzeContext& context) {
    const bool less = op == ComparisonOp::less || op == ComparisonOp::less_equal;
    const ComparisonOp strict = less ? ComparisonOp::less : ComparisonOp::greater;
    const std::size_t last = left.items.size() - 1;
    BoundExprPtr result =
        make_comparison(op, clone(*left.items[last]), clone(*right.items[last]), span, context);
    for (std::size_t i = last; i-- > 0;) {
        const auto compare = [&](ComparisonOp item_op) {
            return make_comparison(item_op, clone(*left.items[i]), clone(*right.items[i]), span, context);
        };
        BoundExprPtr tied = make_logical(
            BoundLogicalOp::and_, pair_of(compare(ComparisonOp::equal), std::move(result)), span);
        result = make_logical(BoundLogicalOp::or_, pair_of(compare(strict), std::move(tied)), span);
    }
    return result;
}

BoundExprPtr compare_rows(ComparisonOp op, BoundRow& left, BoundRow& right, Span span,
                          AnalyzeContext& context) {
    if (left.items.size() != right.items.size()) {
        throw Error(Code::syntax_error, "unequal number of entries in row expressions").at(span);
    }
    if (left.items.empty()) {
        throw Error(Code::feature_not_supported, "cannot compare rows of zero length").at(span);
    }
    const bool any = op == ComparisonOp::not_equal || op == ComparisonOp::distinct;
    const bool all = op == ComparisonOp::equal || op == ComparisonOp::not_distinct;
    if (!any && !all) return compare_in_order(op, left, right, span, context);
    std::vector<BoundExprPtr> items;
    for (std::size_t i = 0; i < left.items.size(); ++i) {
        items.push_back(
            make_comparison(op, std::move(left.items[i]), std::move(right.items[i]), span, context));
    }
    if (items.size() == 1) return std::move(items[0]);
    return make_logical(any ? BoundLogicalOp::or_ : BoundLogicalOp::and_, std::move(items), span);
}

}  // namespace

BoundExprPtr make_comparison(ComparisonOp op, BoundExprPtr left, BoundExprPtr right, Span span,
                             AnalyzeContext& context) {
    if (left->kind == BoundKind::row && right->kind == BoundKind::row) {
        return compare_rows(op, as<BoundRow>(*left), as<BoundRow>(*right), span, context);
    }
    const std::optional<Type> type = comparison_type(*left, *right);
    if (!type || left->kind == BoundKind::row || right->kind == BoundKind::row) {
        const CallName name{std::string(comparison_symbol(op)), span, true};
        throw_no_function(name, pair_of(std::move(left), std::move(right)));
    }
    auto comparison = std::make_unique<BoundComparison>(
        op, coerce_for_comparison(std::move(left), *type, context),
        coerce_for_comparison(std::move(right), *type, context));
    comparison->span = span;
    return comparison;
}

}  // namespace blueshift::analyze
