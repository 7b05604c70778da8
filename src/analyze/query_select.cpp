/// One SELECT, clause by clause.  Doc: dg/r_SELECT_synopsis
#include <algorithm>

#include "analyze/from_binder.h"
#include "analyze/outer_join.h"
#include "analyze/select_binder.h"
#include "analyze/walk.h"
#include "base/error.h"

namespace blueshift::analyze {

namespace {

constexpr ExprPlace kWhere{.clause = "WHERE"};
constexpr ExprPlace kHaving{.clause = "HAVING", .aggregates_allowed = true};
constexpr ExprPlace kQualify{
    .clause = "QUALIFY", .aggregates_allowed = true, .windows_allowed = true};
constexpr ExprPlace kOrderBy{
    .clause = "ORDER BY", .aggregates_allowed = true, .windows_allowed = true};

}  // namespace

BoundQueryPtr SelectBinder::bind(QueryBinder::Tail tail, QueryBinder::Unknown unknown) {
    binder_.check_into(select_);
    if (select_.top) {
        if (tail.limit != nullptr) {
            throw Error(Code::syntax_error, "multiple LIMIT clauses not allowed")
                .at(tail.limit->span);
        }
        tail.limit = select_.top.get();
    }
    if (select_.connect_by) {
        bound_->from = FromBinder(binder_, scope_).bind_hierarchy(select_);
    } else {
        bound_->from = FromBinder(binder_, scope_).bind(select_.from);
    }
    bind_select_list(unknown);
    bind_where();

    auto query = std::make_unique<BoundQuery>();
    bind_group_by();
    if (select_.having) {
        // Aliases are not visible here.
        bound_->having = Clause(binder_, scope_, kHaving).bind_condition(*select_.having);
    }
    if (select_.qualify) bound_->qualify = clause(kQualify).bind_condition(*select_.qualify);
    bound_->distinct = select_.distinct;
    bind_order_by(tail.order_by, *query);

    bound_->grouped = !bound_->group_by.empty() || !bound_->grouping_sets.empty() ||
                      bound_->having || !select_.group_by.empty() || has_aggregates(*query);
    if (bound_->grouped) check_grouping(*query);

    for (Output& output : outputs_) {
        query->fields.push_back(make_field(std::move(output.name), *output.bound));
        bound_->outputs.push_back(std::move(output.bound));
    }
    query->body = std::move(bound_);
    binder_.limits(tail, scope_.outer(), *query);
    return query;
}

void SelectBinder::bind_where() {
    if (!select_.where) return;
    std::vector<const sql::Expr*> conjuncts{select_.where.get()};
    if (select_.where->kind == sql::ExprKind::logical &&
        sql::as<sql::Logical>(*select_.where).op == sql::LogicalOp::and_) {
        conjuncts.clear();
        for (const auto& part : sql::as<sql::Logical>(*select_.where).arguments) {
            conjuncts.push_back(part.get());
        }
    }
    std::vector<BoundExprPtr> conditions;
    std::vector<OuterJoinCondition> joins;
    for (const sql::Expr* conjunct : conjuncts) {
        Clause where = clause(kWhere);
        std::set<int> marked;
        where.allow_outer_joins(marked);
        BoundExprPtr condition = where.bind_condition(*conjunct);
        if (marked.empty()) {
            conditions.push_back(std::move(condition));
        } else {
            joins.push_back({std::move(condition), std::move(marked)});
        }
    }
    if (!joins.empty()) join_outer(bound_->from, std::move(joins));
    if (conditions.size() == 1) {
        bound_->where = std::move(conditions[0]);
    } else if (!conditions.empty()) {
        auto all = std::make_unique<BoundLogical>(BoundLogicalOp::and_);
        all->span = select_.where->span;
        all->arguments = std::move(conditions);
        bound_->where = std::move(all);
    }
}

void SelectBinder::bind_order_by(std::span<const sql::OrderItem> items, BoundQuery& query) {
    for (const sql::OrderItem& item : items) {
        BoundSort sort = sort_key(item);
        if (sort.output < 0 && bound_->distinct) {
            throw Error(Code::invalid_column_reference,
                        "for SELECT DISTINCT, ORDER BY expressions must appear in select list")
                .at(item.expr->span);
        }
        query.order_by.push_back(std::move(sort));
    }
}

BoundSort SelectBinder::sort_key(const sql::OrderItem& item) {
    const sql::Expr& expr = *item.expr;
    std::optional<std::size_t> output = output_position(expr, outputs_.size(), kOrderBy.clause);
    if (!output) output = output_named(expr, kOrderBy.clause);
    if (output) return {static_cast<int>(*output), make_order(nullptr, item)};

    BoundExprPtr bound = resolve_unknown(clause(kOrderBy).bind(expr), binder_.context());
    for (std::size_t i = 0; i < outputs_.size(); ++i) {
        if (equal(*outputs_[i].bound, *bound))
            return {static_cast<int>(i), make_order(nullptr, item)};
    }
    return {-1, make_order(std::move(bound), item)};
}

std::optional<std::size_t> SelectBinder::output_named(const sql::Expr& expr,
                                                      std::string_view clause) const {
    if (expr.kind != sql::ExprKind::column_ref) return std::nullopt;
    const auto& parts = sql::as<sql::ColumnRef>(expr).parts;
    if (parts.size() != 1) return std::nullopt;
    std::optional<std::size_t> found;
    for (std::size_t i = 0; i < outputs_.size(); ++i) {
        if (outputs_[i].name != parts[0].text) continue;
        // The same column twice in the list is no ambiguity.
        if (found && !equal(*outputs_[*found].bound, *outputs_[i].bound)) {
            throw Error(Code::ambiguous_column, "{} \"{}\" is ambiguous", clause, parts[0].text)
                .at(expr.span);
        }
        if (!found) found = i;
    }
    return found;
}

BoundExprPtr SelectBinder::bind_output_again(std::size_t index, Clause& clause) {
    const Output& output = outputs_[index];
    if (output.expr == nullptr) return clone(*output.bound);
    return resolve_unknown(clause.bind(*output.expr), binder_.context());
}

bool SelectBinder::has_aggregates(const BoundQuery& query) const {
    const auto in = [](const BoundExprPtr& expr) { return expr && contains_aggregate(*expr); };
    return std::any_of(outputs_.begin(), outputs_.end(),
                       [&](const Output& o) { return in(o.bound); }) ||
           std::any_of(query.order_by.begin(), query.order_by.end(),
                       [&](const BoundSort& sort) { return in(sort.order.expr); }) ||
           in(bound_->having) || in(bound_->qualify);
}

}  // namespace blueshift::analyze
