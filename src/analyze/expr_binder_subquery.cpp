// Subqueries in expressions.  Doc: dg/r_scalar_subqueries, dg/r_exists_condition, dg/r_in_condition
#include "analyze/bound_query.h"
#include "analyze/coerce.h"
#include "analyze/comparison.h"
#include "analyze/expr_binder.h"
#include "base/error.h"

namespace blueshift::analyze {

SubqueryBinder::Result ExprBinder::bind_query(const sql::Query& query, Span span) {
    if (!place_.subqueries_allowed) {
        throw Error(Code::feature_not_supported, "cannot use subquery in {}", place_.clause).at(span);
    }
    return subqueries_.bind_subquery(query);
}

namespace {

std::unique_ptr<BoundSubquery> make_subquery(SubqueryKind kind, Type type, SubqueryBinder::Result result) {
    auto subquery = std::make_unique<BoundSubquery>(kind, type);
    subquery->query = std::move(result.query);
    subquery->correlated = result.correlated;
    return subquery;
}

constexpr Type kBoolean{TypeId::boolean};

}  // namespace

BoundExprPtr ExprBinder::bind_exists(const sql::Exists& exists) {
    return make_subquery(SubqueryKind::exists, kBoolean, bind_query(*exists.query, exists.span));
}

BoundExprPtr ExprBinder::bind_scalar_query(const sql::ScalarQuery& query) {
    SubqueryBinder::Result result = bind_query(*query.query, query.span);
    if (result.query->fields.size() != 1) {
        throw Error(Code::syntax_error, "subquery must return only one column").at(query.span);
    }
    const Type type = result.query->fields.front().type;
    return make_subquery(SubqueryKind::scalar, type, std::move(result));
}

/// Gives the operand and the query's columns a common comparison type, pair by pair.
BoundExprPtr ExprBinder::match_query(std::unique_ptr<BoundSubquery> subquery, const sql::Expr& operand) {
    BoundExprPtr bound = bind(operand);
    if (bound->kind == BoundKind::row) {
        subquery->operands = std::move(as<BoundRow>(*bound).items);
    } else {
        subquery->operands.push_back(std::move(bound));
    }
    const std::vector<BoundField>& fields = subquery->query->fields;
    if (fields.size() != subquery->operands.size()) {
        throw Error(Code::syntax_error, "subquery has too {} columns",
                    fields.size() < subquery->operands.size() ? "few" : "many")
            .at(operand.span);
    }
    std::vector<Type> column_types;
    bool converts = false;
    for (std::size_t i = 0; i < fields.size(); ++i) {
        BoundExprPtr& left = subquery->operands[i];
        const BoundColumn column(fields[i].type, 0, static_cast<int>(i));
        const std::optional<Type> type = comparison_type(*left, column);
        if (!type) {
            throw Error(Code::undefined_function, "operator does not exist: {} {} {}",
                        type_name(left->type.id), comparison_symbol(subquery->op),
                        type_name(column.type.id))
                .hint("No operator matches the given name and argument type(s). You may need to add explicit type casts.")
                .at(operand.span);
        }
        left = coerce_for_comparison(std::move(left), *type, context_);
        column_types.push_back(type->id == column.type.id && type->id != TypeId::decimal ? column.type
                                                                                          : *type);
        converts |= column_types.back() != column.type;
    }
    if (converts) {
        subquery->query = subqueries_.coerce_outputs(std::move(subquery->query), column_types);
    }
    return subquery;
}

BoundExprPtr ExprBinder::bind_in_query(const sql::InQuery& in) {
    auto subquery = make_subquery(SubqueryKind::in, kBoolean, bind_query(*in.query, in.span));
    subquery->negated = in.negated;
    return match_query(std::move(subquery), *in.operand);
}

BoundExprPtr ExprBinder::bind_quantified_query(const sql::Quantified& quantified) {
    const std::optional<ComparisonOp> op = comparison_op(quantified.op);
    if (!op) {
        throw Error(Code::wrong_object_type, "operator {} cannot be used with ANY or ALL", quantified.op)
            .at(quantified.op_span);
    }
    auto subquery = make_subquery(quantified.all ? SubqueryKind::all : SubqueryKind::any, kBoolean,
                                  bind_query(*quantified.query, quantified.span));
    subquery->op = *op;
    return match_query(std::move(subquery), *quantified.operand);
}

}  // namespace blueshift::analyze
