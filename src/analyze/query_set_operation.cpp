/// UNION, INTERSECT and EXCEPT.  Doc: dg/r_UNION
#include <algorithm>

#include "analyze/query_binder.h"
#include "base/error.h"

namespace blueshift::analyze {

namespace {

std::string_view operator_name(sql::SetOperator op) {
    switch (op) {
        case sql::SetOperator::union_:
            return "UNION";
        case sql::SetOperator::intersect:
            return "INTERSECT";
        case sql::SetOperator::except:
            return "EXCEPT";
    }
    return "UNION";
}

BoundSetOp bound_operator(sql::SetOperator op) {
    switch (op) {
        case sql::SetOperator::union_:
            return BoundSetOp::union_;
        case sql::SetOperator::intersect:
            return BoundSetOp::intersect;
        case sql::SetOperator::except:
            return BoundSetOp::except;
    }
    return BoundSetOp::union_;
}

}  // namespace

BoundQueryPtr QueryBinder::set_operation(const sql::SetOperation& operation, const Tail& tail,
                                         Scope* outer, Unknown unknown) {
    // Chains lean to the left and may be long: they are walked, not recursed into.
    std::vector<const sql::SetOperation*> chain;
    const sql::QueryBody* leftmost = &operation;
    while (leftmost->kind == sql::QueryBodyKind::set_operation) {
        chain.push_back(&sql::as<sql::SetOperation>(*leftmost));
        leftmost = chain.back()->left.get();
    }
    BoundQueryPtr bound = arm(*leftmost, outer);
    for (auto link = chain.rbegin(); link != chain.rend(); ++link) {
        bound = combine(std::move(bound), arm(*(*link)->right, outer), **link);
    }
    if (unknown == Unknown::resolve) {
        std::vector<Type> types;
        for (const BoundField& field : bound->fields) {
            types.push_back(unify_types({field.type}, operator_name(operation.op), operation.span));
        }
        bound = coerce_outputs(std::move(bound), types, *this);
    }
    order_by_outputs(tail, *bound);
    limits(tail, outer, *bound);
    return bound;
}

BoundQueryPtr QueryBinder::arm(const sql::QueryBody& arm_body, Scope* outer) {
    return body(arm_body, {}, outer, Unknown::keep);
}

BoundQueryPtr QueryBinder::combine(BoundQueryPtr left, BoundQueryPtr right,
                                   const sql::SetOperation& operation) {
    const std::string_view name = operator_name(operation.op);
    const Span span = operation.right->span;
    if (left->fields.size() != right->fields.size()) {
        throw Error(Code::syntax_error, "each {} query must have the same number of columns", name)
            .at(span);
    }
    if (operation.all && operation.op != sql::SetOperator::union_) {
        throw Error(Code::feature_not_supported, "{} ALL is not supported", name)
            .at(operation.span);
    }
    std::vector<Type> types;
    for (std::size_t i = 0; i < left->fields.size(); ++i) {
        const Type a = left->fields[i].type;
        const Type b = right->fields[i].type;
        types.push_back(a == b ? a : unify_types({a, b}, name, span));
    }
    left = coerce_outputs(std::move(left), types, *this);
    right = coerce_outputs(std::move(right), types, *this);

    auto combined = std::make_unique<BoundQuery>();
    for (std::size_t i = 0; i < types.size(); ++i) {
        const BoundField& a = left->fields[i];
        const BoundField& b = right->fields[i];
        combined->fields.push_back({.name = a.name,
                                    .type = types[i],
                                    .blank_free = a.blank_free && b.blank_free,
                                    .case_insensitive = a.case_insensitive || b.case_insensitive});
    }
    auto made = std::make_unique<BoundSetOperation>();
    made->op = bound_operator(operation.op);
    made->all = operation.all;
    made->left = std::move(left);
    made->right = std::move(right);
    combined->body = std::move(made);
    return combined;
}

}  // namespace blueshift::analyze
