#include "security/tree_visitor.h"

namespace blueshift::security {

using namespace analyze;

void TreeVisitor::visit(BoundExprPtr& expr) {
    if (expr != nullptr) visit(*expr);
}

void TreeVisitor::visit(BoundExpr& expr) {
    // The tree is ours: the walk over children is only written for readers.
    for_each_child(expr, [this](const BoundExpr& child) { visit(const_cast<BoundExpr&>(child)); });
    if (expr.kind == BoundKind::subquery) visit(*as<BoundSubquery>(expr).query);
    on_expression(expr);
}

void TreeVisitor::visit(std::vector<BoundExprPtr>& list) {
    for (BoundExprPtr& expr : list) visit(expr);
}

void TreeVisitor::visit(std::vector<std::vector<BoundExprPtr>>& rows) {
    for (auto& row : rows) visit(row);
}

void TreeVisitor::visit(std::vector<BoundFromPtr>& items) {
    for (BoundFromPtr& item : items) visit(item);
}

void TreeVisitor::visit(std::vector<BoundCte>& ctes) {
    for (BoundCte& cte : ctes) {
        visit(*cte.query);
        on_cte(cte);
    }
}

void TreeVisitor::visit(std::vector<BoundAssignment>& assignments) {
    for (BoundAssignment& assignment : assignments) visit(assignment.value);
}

void TreeVisitor::visit(std::vector<BoundTarget>& targets) {
    for (BoundTarget& target : targets) visit(target.value);
}

void TreeVisitor::visit(BoundFromPtr& item) {
    switch (item->kind) {
        case FromKind::query: visit(*as<BoundSubqueryFrom>(*item).query); break;
        case FromKind::join:
            visit(as<BoundJoin>(*item).left);
            visit(as<BoundJoin>(*item).right);
            visit(as<BoundJoin>(*item).on);
            break;
        case FromKind::function: visit(as<BoundFunctionFrom>(*item).arguments); break;
        case FromKind::values: visit(as<BoundValuesFrom>(*item).rows); break;
        case FromKind::super_unnest: visit(as<BoundUnnest>(*item).value); break;
        case FromKind::table:
        case FromKind::cte: break;
    }
    on_from(item);
}

void TreeVisitor::visit(BoundBody& body) {
    switch (body.kind) {
        case BoundBodyKind::select: {
            auto& select = as<BoundSelect>(body);
            visit(select.from);
            visit(select.outputs);
            visit(select.where);
            visit(select.group_by);
            visit(select.having);
            visit(select.qualify);
            break;
        }
        case BoundBodyKind::set_operation:
            visit(*as<BoundSetOperation>(body).left);
            visit(*as<BoundSetOperation>(body).right);
            break;
        case BoundBodyKind::values: visit(as<BoundValues>(body).rows); break;
    }
}

void TreeVisitor::visit(BoundQuery& query) {
    visit(query.ctes);
    visit(*query.body);
    for (BoundSort& sort : query.order_by) visit(sort.order.expr);
    visit(query.limit);
    visit(query.offset);
}

void TreeVisitor::visit(BoundStatement& statement) {
    switch (statement.kind) {
        case BoundStatementKind::select: visit(*as<BoundSelectStatement>(statement).query); break;
        case BoundStatementKind::insert: {
            auto& insert = as<BoundInsert>(statement);
            if (insert.query != nullptr) visit(*insert.query);
            visit(insert.targets);
            break;
        }
        case BoundStatementKind::update: {
            auto& update = as<BoundUpdate>(statement);
            visit(update.ctes);
            visit(update.from);
            visit(update.assignments);
            visit(update.where);
            break;
        }
        case BoundStatementKind::delete_: {
            auto& delete_ = as<BoundDelete>(statement);
            visit(delete_.ctes);
            visit(delete_.using_);
            visit(delete_.where);
            break;
        }
        case BoundStatementKind::merge: {
            auto& merge = as<BoundMerge>(statement);
            visit(merge.source);
            visit(merge.on);
            visit(merge.matched_update);
            visit(merge.insert);
            visit(merge.insert_targets);
            break;
        }
    }
}

}  // namespace blueshift::security
