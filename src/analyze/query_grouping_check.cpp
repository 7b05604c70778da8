/// What a grouped SELECT may refer to.
#include <algorithm>

#include "analyze/outer_join.h"
#include "analyze/select_binder.h"
#include "analyze/walk.h"
#include "base/error.h"

namespace blueshift::analyze {

void SelectBinder::check_grouping(const BoundQuery& query) const {
    std::set<int> own;
    for (const BoundFromPtr& item : bound_->from)
        collect_ids(*item, own);
    for (const Output& output : outputs_)
        check_grouped(*output.bound, own, false);
    if (bound_->having) check_grouped(*bound_->having, own, false);
    if (bound_->qualify) check_grouped(*bound_->qualify, own, false);
    for (const BoundSort& sort : query.order_by) {
        if (sort.order.expr) check_grouped(*sort.order.expr, own, false);
    }
}

void SelectBinder::check_grouped(const BoundExpr& expr, const std::set<int>& own,
                                 bool in_subquery) const {
    if (is_group_key(expr)) return;
    if (expr.kind == BoundKind::column && own.contains(as<BoundColumn>(expr).relation)) {
        const std::string name = column_text(as<BoundColumn>(expr));
        if (in_subquery) {
            throw Error(Code::grouping_error,
                        "subquery uses ungrouped column \"{}\" from outer query", name)
                .at(expr.span);
        }
        throw Error(
            Code::grouping_error,
            "column \"{}\" must appear in the GROUP BY clause or be used in an aggregate function",
            name)
            .at(expr.span);
    }
    if (expr.kind == BoundKind::aggregate && !in_subquery) {
        for_each_child(expr, [](const BoundExpr& argument) {
            // By way of an alias; written out, the expression binder has refused it already.
            if (contains_aggregate(argument)) {
                throw Error(Code::grouping_error, "aggregate function calls may not be nested")
                    .at(argument.span);
            }
        });
        return;
    }
    if (expr.kind == BoundKind::grouping && !in_subquery) {
        for (const BoundExprPtr& argument : as<BoundGrouping>(expr).arguments) {
            if (is_group_key(*argument)) continue;
            throw Error(
                Code::grouping_error,
                "arguments to GROUPING must be grouping expressions of the associated query level")
                .at(argument->span);
        }
        return;
    }
    for_each_child(expr, [&](const BoundExpr& child) { check_grouped(child, own, in_subquery); });
    if (expr.kind == BoundKind::subquery) {
        for_each_expression(*as<BoundSubquery>(expr).query,
                            [&](const BoundExpr& inner) { check_grouped(inner, own, true); });
    }
}

bool SelectBinder::is_group_key(const BoundExpr& expr) const {
    return std::any_of(bound_->group_by.begin(), bound_->group_by.end(),
                       [&](const BoundExprPtr& key) { return equal(*key, expr); });
}

std::string SelectBinder::column_text(const BoundColumn& column) const {
    const ScopeColumn sought{.relation = column.relation, .column = column.column};
    const std::string table = table_of(sought);
    return table.empty() ? column.name : table + "." + column.name;
}

}  // namespace blueshift::analyze
