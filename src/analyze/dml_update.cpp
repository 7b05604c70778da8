/// UPDATE and DELETE.  Doc: dg/r_UPDATE, dg/r_DELETE
#include "analyze/dml_target.h"

namespace blueshift::analyze {

namespace {

constexpr ExprPlace kUpdate{.clause = "UPDATE"};
constexpr ExprPlace kWhere{.clause = "WHERE"};

}  // namespace

BoundStatementPtr bind_update(const sql::Update& update, AnalyzeContext& context) {
    QueryBinder binder(context);
    auto bound = std::make_unique<BoundUpdate>();
    const auto visible = binder.with(update.with, update.recursive, nullptr, bound->ctes);
    Scope scope(binder.catalog(), nullptr);
    const auto relation = find_target(update.table, "update", context);
    bound->target = bind_target(relation, update.alias, binder, scope);
    bound->from = FromBinder(binder, scope).bind(update.from);
    Clause set(binder, scope, kUpdate);
    bound->assignments = bind_assignments(update.assignments, *relation, set, context);
    if (update.where) bound->where = Clause(binder, scope, kWhere).bind_condition(*update.where);
    return bound;
}

BoundStatementPtr bind_delete(const sql::Delete& statement, AnalyzeContext& context) {
    QueryBinder binder(context);
    auto bound = std::make_unique<BoundDelete>();
    const auto visible = binder.with(statement.with, statement.recursive, nullptr, bound->ctes);
    Scope scope(binder.catalog(), nullptr);
    bound->target = bind_target(find_target(statement.table, "delete from", context),
                                statement.alias, binder, scope);
    bound->using_ = FromBinder(binder, scope).bind(statement.using_);
    if (statement.where)
        bound->where = Clause(binder, scope, kWhere).bind_condition(*statement.where);
    return bound;
}

}  // namespace blueshift::analyze
