#include "analyze/bound_expr.h"

#include "analyze/bound_query.h"

namespace blueshift::analyze {

BoundSubquery::BoundSubquery(SubqueryKind k, Type t) : BoundExpr(kKind, t), subquery(k) {}
BoundSubquery::~BoundSubquery() = default;

namespace {

using Visit = std::function<void(const BoundExpr&)>;

void visit_one(const BoundExprPtr& expr, const Visit& visit) {
    if (expr) visit(*expr);
}

void visit_all(const std::vector<BoundExprPtr>& list, const Visit& visit) {
    for (const BoundExprPtr& expr : list) visit(*expr);
}

void visit_all(const std::vector<BoundOrder>& list, const Visit& visit) {
    for (const BoundOrder& order : list) visit(*order.expr);
}

void visit_window(const BoundWindow& window, const Visit& visit) {
    visit_all(window.arguments, visit);
    visit_all(window.within_group, visit);
    visit_all(window.partition_by, visit);
    visit_all(window.order_by, visit);
    visit_one(window.start.offset, visit);
    visit_one(window.end.offset, visit);
}

void visit_case(const BoundCase& node, const Visit& visit) {
    for (const BoundCase::When& when : node.whens) {
        visit(*when.condition);
        visit(*when.result);
    }
    visit_one(node.otherwise, visit);
}

}  // namespace

void for_each_child(const BoundExpr& expr, const Visit& visit) {
    switch (expr.kind) {
        case BoundKind::constant:
        case BoundKind::parameter:
        case BoundKind::column:
            return;
        case BoundKind::call:
            return visit_all(as<BoundCall>(expr).arguments, visit);
        case BoundKind::cast:
            return visit(*as<BoundCast>(expr).operand);
        case BoundKind::comparison:
            visit(*as<BoundComparison>(expr).left);
            return visit(*as<BoundComparison>(expr).right);
        case BoundKind::logical:
            return visit_all(as<BoundLogical>(expr).arguments, visit);
        case BoundKind::is_test:
            return visit(*as<BoundIsTest>(expr).operand);
        case BoundKind::case_:
            return visit_case(as<BoundCase>(expr), visit);
        case BoundKind::in_list:
            visit(*as<BoundInList>(expr).operand);
            return visit_all(as<BoundInList>(expr).list, visit);
        case BoundKind::subquery:
            return visit_all(as<BoundSubquery>(expr).operands, visit);
        case BoundKind::aggregate:
            visit_all(as<BoundAggregate>(expr).arguments, visit);
            return visit_all(as<BoundAggregate>(expr).within_group, visit);
        case BoundKind::window:
            return visit_window(as<BoundWindow>(expr), visit);
        case BoundKind::row:
            return visit_all(as<BoundRow>(expr).items, visit);
        case BoundKind::super_path:
            visit(*as<BoundSuperPath>(expr).base);
            for (const BoundSuperPath::Step& step : as<BoundSuperPath>(expr).steps) {
                visit_one(step.index, visit);
            }
            return;
        case BoundKind::grouping:
            return visit_all(as<BoundGrouping>(expr).arguments, visit);
    }
}

}  // namespace blueshift::analyze
