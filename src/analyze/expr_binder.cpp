#include "analyze/expr_binder.h"

#include "analyze/coerce.h"
#include "analyze/comparison.h"
#include "analyze/constant_fold.h"
#include "base/error.h"

namespace blueshift::analyze {

using functions::CastContext;

BoundExprPtr ExprBinder::bind(const sql::Expr& expr) {
    BoundExprPtr bound = bind_kind(expr);
    bound->span = expr.span;
    return bound;
}

BoundExprPtr ExprBinder::bind_kind(const sql::Expr& expr) {
    switch (expr.kind) {
        case sql::ExprKind::literal:
            return bind_literal(sql::as<sql::Literal>(expr));
        case sql::ExprKind::interval_literal:
            return bind_interval(sql::as<sql::IntervalLiteral>(expr));
        case sql::ExprKind::parameter:
            return bind_parameter(sql::as<sql::Parameter>(expr));
        case sql::ExprKind::column_ref:
            return bind_column(sql::as<sql::ColumnRef>(expr));
        case sql::ExprKind::star:
            throw Error(Code::syntax_error, "syntax error at or near \"*\"").at(expr.span);
        case sql::ExprKind::unary:
            return bind_unary(sql::as<sql::Unary>(expr));
        case sql::ExprKind::binary:
            return bind_binary(sql::as<sql::Binary>(expr));
        case sql::ExprKind::logical:
            return bind_logical(sql::as<sql::Logical>(expr));
        case sql::ExprKind::is_test:
            return bind_is_test(sql::as<sql::IsTest>(expr));
        case sql::ExprKind::between:
            return bind_between(sql::as<sql::Between>(expr));
        case sql::ExprKind::in_list:
            return bind_in_list(sql::as<sql::InList>(expr));
        case sql::ExprKind::in_query:
            return bind_in_query(sql::as<sql::InQuery>(expr));
        case sql::ExprKind::quantified: {
            const auto& quantified = sql::as<sql::Quantified>(expr);
            return quantified.query ? bind_quantified_query(quantified) : bind_quantified_array(quantified);
        }
        case sql::ExprKind::like:
            return bind_like(sql::as<sql::Like>(expr));
        case sql::ExprKind::exists:
            return bind_exists(sql::as<sql::Exists>(expr));
        case sql::ExprKind::scalar_query:
            return bind_scalar_query(sql::as<sql::ScalarQuery>(expr));
        case sql::ExprKind::case_:
            return bind_case(sql::as<sql::Case>(expr));
        case sql::ExprKind::cast:
            return bind_cast(sql::as<sql::Cast>(expr));
        case sql::ExprKind::function_call:
            return bind_function(sql::as<sql::FunctionCall>(expr));
        case sql::ExprKind::row:
            return bind_row(sql::as<sql::Row>(expr));
        case sql::ExprKind::array:
            return bind_array(sql::as<sql::Array>(expr));
        case sql::ExprKind::subscript:
            return bind_subscript(sql::as<sql::Subscript>(expr));
        case sql::ExprKind::prior:
            return bind_prior(sql::as<sql::Prior>(expr));
    }
    throw Error(Code::internal_error, "unknown kind of expression").at(expr.span);
}

BoundExprPtr ExprBinder::bind_column(const sql::ColumnRef& ref) {
    return ref.outer_join ? names_.resolve_outer_joined(ref.parts, ref.span)
                          : names_.resolve(ref.parts, ref.span);
}

BoundExprPtr ExprBinder::to_condition(BoundExprPtr expr, std::string_view of, Span span) {
    const TypeId type = expr->type.id;
    // Redshift takes a constant number as a condition (WHERE 1); attributes of SUPER values say at run time whether they are one.
    const bool is_number = constant_value(*expr) != nullptr && is_integer(type);
    if (type != TypeId::boolean && type != TypeId::unknown && type != TypeId::super && !is_number) {
        throw Error(Code::datatype_mismatch, "argument of {} must be type boolean, not type {}", of,
                    type_name(type))
            .at(span);
    }
    return coerce(std::move(expr), {TypeId::boolean}, CastContext::assignment, context_);
}

BoundExprPtr ExprBinder::boolean_argument(const sql::Expr& expr, std::string_view of) {
    return to_condition(bind(expr), of, expr.span);
}

BoundExprPtr ExprBinder::bind_condition(const sql::Expr& expr) {
    return boolean_argument(expr, place_.clause);
}

namespace {

bool has_column(const BoundExpr& expr) {
    if (expr.kind == BoundKind::column) return true;
    bool found = false;
    for_each_child(expr, [&](const BoundExpr& child) { found = found || has_column(child); });
    return found;
}

}  // namespace

BoundExprPtr ExprBinder::bind_count(const sql::Expr& expr) {
    BoundExprPtr count = bind(expr);
    if (has_column(*count)) {
        throw Error(Code::invalid_column_reference, "argument of {} must not contain variables",
                    place_.clause)
            .at(expr.span);
    }
    const TypeId type = count->type.id;
    if (type != TypeId::unknown && !is_integer(type) && type != TypeId::decimal) {
        throw Error(Code::datatype_mismatch, "argument of {} must be type bigint, not type {}",
                    place_.clause, type_name(type))
            .at(expr.span);
    }
    count = coerce(std::move(count), {TypeId::bigint}, CastContext::assignment, context_);
    const Value* value = constant_value(*count);
    if (value != nullptr && value->as_int() < 0) {
        const bool offset = place_.clause == "OFFSET";
        throw Error(offset ? Code::invalid_row_count_in_result_offset_clause
                           : Code::invalid_row_count_in_limit_clause,
                    "{} must not be negative", place_.clause)
            .at(expr.span);
    }
    return count;
}

}  // namespace blueshift::analyze
