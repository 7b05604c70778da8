// Arithmetic, string and bit operators, AND, OR, NOT, and patterns.
#include "analyze/coerce.h"
#include "analyze/comparison.h"
#include "analyze/function_resolution.h"
#include "analyze/literals.h"
#include "base/error.h"

namespace blueshift::analyze {

using functions::CastContext;

namespace {

/// The operators that SUPER values have of their own, computed by each value's dynamic type.
bool has_dynamic_form(std::string_view symbol) {
    return symbol == "+" || symbol == "-" || symbol == "*" || symbol == "/";
}

template <class... Operands>
std::vector<BoundExprPtr> list_of(Operands... operands) {
    std::vector<BoundExprPtr> out;
    (out.push_back(std::move(operands)), ...);
    return out;
}

bool is_number(const sql::Expr& expr) {
    if (expr.kind != sql::ExprKind::literal) return false;
    const sql::LiteralKind kind = sql::as<sql::Literal>(expr).literal;
    return kind == sql::LiteralKind::integer || kind == sql::LiteralKind::decimal ||
           kind == sql::LiteralKind::floating;
}

}  // namespace

BoundExprPtr ExprBinder::bind_operator(std::string_view symbol, std::vector<BoundExprPtr> operands,
                                       Span span) {
    bool any_super = false;
    for (const BoundExprPtr& operand : operands) any_super |= operand->type.id == TypeId::super;
    if (any_super && has_dynamic_form(symbol)) {
        for (BoundExprPtr& operand : operands) {
            operand = coerce(std::move(operand), {TypeId::super}, CastContext::assignment, context_);
        }
    }
    return make_call({std::string(symbol), span, true}, functions::find(symbol), std::move(operands),
                     context_);
}

BoundExprPtr ExprBinder::bind_unary(const sql::Unary& unary) {
    // -2147483648 is an INTEGER: the sign belongs to the literal.
    if (unary.op == "-" && is_number(*unary.operand)) {
        const auto& literal = sql::as<sql::Literal>(*unary.operand);
        return number_literal(literal.literal, "-" + literal.text);
    }
    BoundExprPtr operand = bind(*unary.operand);
    // As PostgreSQL does, a lone untyped literal is taken as a number.
    if (operand->type.id == TypeId::unknown) {
        operand = coerce(std::move(operand), {TypeId::double_}, CastContext::implicit, context_);
    }
    return bind_operator(unary.op, list_of(std::move(operand)), unary.op_span);
}

BoundExprPtr ExprBinder::bind_binary(const sql::Binary& binary) {
    BoundExprPtr left = bind(*binary.left);
    BoundExprPtr right = bind(*binary.right);
    if (const std::optional<ComparisonOp> op = comparison_op(binary.op)) {
        return make_comparison(*op, std::move(left), std::move(right), binary.op_span, context_);
    }
    return bind_operator(binary.op, list_of(std::move(left), std::move(right)), binary.op_span);
}

BoundExprPtr ExprBinder::bind_logical(const sql::Logical& logical) {
    const auto [op, name] = [&]() -> std::pair<BoundLogicalOp, std::string_view> {
        switch (logical.op) {
            case sql::LogicalOp::and_:
                return {BoundLogicalOp::and_, "AND"};
            case sql::LogicalOp::or_:
                return {BoundLogicalOp::or_, "OR"};
            default:
                return {BoundLogicalOp::not_, "NOT"};
        }
    }();
    std::vector<BoundExprPtr> arguments;
    for (const sql::ExprPtr& argument : logical.arguments) {
        arguments.push_back(boolean_argument(*argument, name));
    }
    return make_logical(op, std::move(arguments), logical.span);
}

namespace {

std::string_view pattern_function(sql::LikeKind kind) {
    switch (kind) {
        case sql::LikeKind::like:
            return "~~";
        case sql::LikeKind::ilike:
            return "~~*";
        case sql::LikeKind::similar_to:
            return "similar to";
        case sql::LikeKind::posix:
            return "~";
        case sql::LikeKind::posix_insensitive:
            return "~*";
    }
    return "~~";
}

}  // namespace

BoundExprPtr ExprBinder::bind_like(const sql::Like& like) {
    std::vector<BoundExprPtr> operands;
    operands.push_back(bind(*like.operand));
    operands.push_back(bind(*like.pattern));
    if (like.escape) operands.push_back(bind(*like.escape));
    BoundExprPtr match = bind_operator(pattern_function(like.like), std::move(operands), like.span);
    if (!like.negated) return match;
    return make_logical(BoundLogicalOp::not_, list_of(std::move(match)), like.span);
}

}  // namespace blueshift::analyze
