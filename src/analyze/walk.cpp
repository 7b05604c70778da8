#include "analyze/walk.h"

namespace blueshift::analyze {

namespace {

using Visit = std::function<void(const BoundExpr&)>;

void visit_one(const BoundExprPtr& expr, const Visit& visit) {
    if (expr) visit(*expr);
}

void visit_all(const std::vector<BoundExprPtr>& list, const Visit& visit) {
    for (const BoundExprPtr& expr : list)
        visit_one(expr, visit);
}

void visit_rows(const std::vector<std::vector<BoundExprPtr>>& rows, const Visit& visit) {
    for (const auto& row : rows)
        visit_all(row, visit);
}

void visit_from(const std::vector<BoundFromPtr>& items, const Visit& visit) {
    for (const BoundFromPtr& item : items)
        for_each_expression(*item, visit);
}

void visit_ctes(const std::vector<BoundCte>& ctes, const Visit& visit) {
    for (const BoundCte& cte : ctes)
        for_each_expression(*cte.query, visit);
}

void visit_assignments(const std::vector<BoundAssignment>& assignments, const Visit& visit) {
    for (const BoundAssignment& assignment : assignments)
        visit_one(assignment.value, visit);
}

void visit_targets(const std::vector<BoundTarget>& targets, const Visit& visit) {
    for (const BoundTarget& target : targets)
        visit_one(target.value, visit);
}

void visit_body(const BoundBody& body, const Visit& visit) {
    switch (body.kind) {
        case BoundBodyKind::select: {
            const auto& select = as<BoundSelect>(body);
            visit_all(select.outputs, visit);
            visit_from(select.from, visit);
            visit_one(select.where, visit);
            visit_all(select.group_by, visit);
            visit_one(select.having, visit);
            visit_one(select.qualify, visit);
            break;
        }
        case BoundBodyKind::set_operation:
            for_each_expression(*as<BoundSetOperation>(body).left, visit);
            for_each_expression(*as<BoundSetOperation>(body).right, visit);
            break;
        case BoundBodyKind::values:
            visit_rows(as<BoundValues>(body).rows, visit);
            break;
    }
}

}  // namespace

void for_each_expression(const BoundQuery& query, const Visit& visit) {
    visit_ctes(query.ctes, visit);
    visit_body(*query.body, visit);
    for (const BoundSort& sort : query.order_by)
        visit_one(sort.order.expr, visit);
    visit_one(query.limit, visit);
    visit_one(query.offset, visit);
}

void for_each_expression(const BoundFrom& from, const Visit& visit) {
    switch (from.kind) {
        case FromKind::table:
        case FromKind::cte:
            break;
        case FromKind::query:
            for_each_expression(*as<BoundSubqueryFrom>(from).query, visit);
            break;
        case FromKind::join:
            for_each_expression(*as<BoundJoin>(from).left, visit);
            for_each_expression(*as<BoundJoin>(from).right, visit);
            visit_one(as<BoundJoin>(from).on, visit);
            break;
        case FromKind::function:
            visit_all(as<BoundFunctionFrom>(from).arguments, visit);
            break;
        case FromKind::values:
            visit_rows(as<BoundValuesFrom>(from).rows, visit);
            break;
        case FromKind::super_unnest:
            visit_one(as<BoundUnnest>(from).value, visit);
            break;
    }
}

void for_each_expression(const BoundStatement& statement, const Visit& visit) {
    switch (statement.kind) {
        case BoundStatementKind::select:
            for_each_expression(*as<BoundSelectStatement>(statement).query, visit);
            break;
        case BoundStatementKind::insert: {
            const auto& insert = as<BoundInsert>(statement);
            if (insert.query) for_each_expression(*insert.query, visit);
            visit_targets(insert.targets, visit);
            break;
        }
        case BoundStatementKind::update: {
            const auto& update = as<BoundUpdate>(statement);
            visit_ctes(update.ctes, visit);
            visit_assignments(update.assignments, visit);
            visit_from(update.from, visit);
            visit_one(update.where, visit);
            break;
        }
        case BoundStatementKind::delete_: {
            const auto& delete_ = as<BoundDelete>(statement);
            visit_ctes(delete_.ctes, visit);
            visit_from(delete_.using_, visit);
            visit_one(delete_.where, visit);
            break;
        }
        case BoundStatementKind::merge: {
            const auto& merge = as<BoundMerge>(statement);
            for_each_expression(*merge.source, visit);
            visit_one(merge.on, visit);
            visit_assignments(merge.matched_update, visit);
            visit_assignments(merge.insert, visit);
            visit_targets(merge.insert_targets, visit);
            break;
        }
    }
}

void walk(const BoundExpr& expr, bool into_subqueries, const Visit& visit) {
    visit(expr);
    const Visit below = [&](const BoundExpr& child) { walk(child, into_subqueries, visit); };
    for_each_child(expr, below);
    if (into_subqueries && expr.kind == BoundKind::subquery) {
        for_each_expression(*as<BoundSubquery>(expr).query, below);
    }
}

bool contains_aggregate(const BoundExpr& expr) {
    bool found = expr.kind == BoundKind::aggregate || expr.kind == BoundKind::grouping;
    if (!found) {
        for_each_child(expr,
                       [&](const BoundExpr& child) { found = found || contains_aggregate(child); });
    }
    return found;
}

}  // namespace blueshift::analyze
