// CASE and the functions that are written out as CASE.  Doc: dg/r_CASE_function, dg/r_DECODE_expression, dg/r_NVL2, dg/r_NULLIF_function
#include "analyze/coerce.h"
#include "analyze/comparison.h"
#include "analyze/constant_fold.h"
#include "analyze/function_resolution.h"

namespace blueshift::analyze {

using functions::CastContext;

namespace {

/// Gives all results of `node` their common type.
void unify_results(BoundCase& node, std::string_view construct, Span span, AnalyzeContext& context) {
    std::vector<const BoundExpr*> results;
    // PostgreSQL looks at ELSE first, which shows in the order of the types in an error.
    if (node.otherwise) results.push_back(node.otherwise.get());
    for (const BoundCase::When& when : node.whens) results.push_back(when.result.get());
    node.type = unify_expressions(results, construct, span);
    for (BoundCase::When& when : node.whens) {
        when.result = coerce(std::move(when.result), node.type, CastContext::assignment, context);
    }
    if (node.otherwise) {
        node.otherwise = coerce(std::move(node.otherwise), node.type, CastContext::assignment, context);
    }
}

void check_count(const sql::FunctionCall& call, std::size_t min, std::size_t max,
                 std::vector<BoundExprPtr> arguments) {
    if (arguments.size() >= min && arguments.size() <= max) return;
    throw_no_function({call.name.object(), call.span, false}, arguments);
}

}  // namespace

BoundExprPtr ExprBinder::bind_case(const sql::Case& node) {
    auto bound = std::make_unique<BoundCase>(Type{});
    const BoundExprPtr operand = node.operand ? bind(*node.operand) : nullptr;
    for (const sql::Case::When& when : node.whens) {
        BoundExprPtr condition =
            operand ? make_comparison(ComparisonOp::equal, clone(*operand), bind(*when.condition),
                                      when.condition->span, context_)
                    : boolean_argument(*when.condition, "CASE/WHEN");
        bound->whens.push_back({std::move(condition), bind(*when.result)});
    }
    if (node.otherwise) bound->otherwise = bind(*node.otherwise);
    unify_results(*bound, "CASE", node.span, context_);
    return bound;
}

namespace {

/// The type of NVL2: numbers and dates widen, texts and mixtures take the second argument's type.
Type nvl2_type(const BoundExpr& not_null, const BoundExpr& null, Span span) {
    const char first = type_info(not_null.type.id).category;
    const char second = type_info(null.type.id).category;
    const bool typed = not_null.type.id != TypeId::unknown && null.type.id != TypeId::unknown;
    // A literal beside a number is a text, whatever it looks like.
    if (is_untyped_literal(not_null) && !is_null_constant(not_null) && second == 'N') return literal_varchar(not_null);
    if (typed && first != second && first != 'U' && second != 'U') return not_null.type;
    return unify_expressions({&not_null, &null}, "NVL2", span);
}

}  // namespace

BoundExprPtr ExprBinder::bind_nvl2(const sql::FunctionCall& call) {
    std::vector<BoundExprPtr> arguments = bind_arguments(call, {});
    if (arguments.size() != 3) check_count(call, 3, 3, std::move(arguments));
    auto bound = std::make_unique<BoundCase>(nvl2_type(*arguments[1], *arguments[2], call.span));
    bound->whens.push_back(
        {std::make_unique<BoundIsTest>(BoundTest::null, true,
                                       resolve_unknown(std::move(arguments[0]), context_)),
         coerce(std::move(arguments[1]), bound->type, CastContext::assignment, context_)});
    bound->otherwise = coerce(std::move(arguments[2]), bound->type, CastContext::explicit_, context_);
    return bound;
}

/// DECODE(x, search, result, …, default): a NULL search finds a NULL x.
BoundExprPtr ExprBinder::bind_decode(const sql::FunctionCall& call) {
    std::vector<BoundExprPtr> arguments = bind_arguments(call, {});
    if (arguments.size() < 3) check_count(call, 3, SIZE_MAX, std::move(arguments));
    auto bound = std::make_unique<BoundCase>(Type{});
    std::size_t next = 1;
    for (; next + 1 < arguments.size(); next += 2) {
        const Span span = arguments[next]->span;
        bound->whens.push_back({make_comparison(ComparisonOp::not_distinct, clone(*arguments[0]),
                                                std::move(arguments[next]), span, context_),
                                std::move(arguments[next + 1])});
    }
    if (next < arguments.size()) bound->otherwise = std::move(arguments[next]);
    unify_results(*bound, "DECODE", call.span, context_);
    return bound;
}

BoundExprPtr ExprBinder::bind_nullif(const sql::FunctionCall& call) {
    std::vector<BoundExprPtr> arguments = bind_arguments(call, {});
    if (arguments.size() != 2) check_count(call, 2, 2, std::move(arguments));
    // Compared first: an untyped parameter takes its type from the other side.
    BoundExprPtr value = clone(*arguments[0]);
    BoundExprPtr is_equal = make_comparison(ComparisonOp::equal, std::move(arguments[0]),
                                            std::move(arguments[1]), call.span, context_);
    value = resolve_unknown(std::move(value), context_);
    const Type type = value->type;
    auto bound = std::make_unique<BoundCase>(type);
    bound->whens.push_back({std::move(is_equal), std::make_unique<BoundConstant>(type, Value())});
    bound->otherwise = std::move(value);
    return bound;
}

}  // namespace blueshift::analyze
