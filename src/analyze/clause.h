#pragma once
/// Binds the expressions of one clause: joins ExprBinder to the names and subqueries of a query
/// level.
#include <set>
#include <string>
#include <vector>

#include "analyze/query_binder.h"

namespace blueshift::analyze {

/// The aliases of a select list, which other clauses and later items may use where FROM has no such
/// column. Doc: dg/r_SELECT_list
struct Alias {
    std::string name;
    const sql::Expr* expr;
};

class Clause : public NameResolver, public SubqueryBinder {
public:
    Clause(QueryBinder& binder, Scope& scope, ExprPlace place)
        : binder_(binder), scope_(scope), place_(place) {}
    /// Sees the first `count` of `aliases`, too.
    Clause(QueryBinder& binder, Scope& scope, ExprPlace place, const std::vector<Alias>& aliases,
           std::size_t count)
        : binder_(binder), scope_(scope), place_(place), aliases_(&aliases), alias_count_(count) {}

    BoundExprPtr bind(const sql::Expr& expr);
    BoundExprPtr bind_condition(const sql::Expr& expr);
    BoundExprPtr bind_count(const sql::Expr& expr);

    /// From now on names may be marked with (+); their relations are added to `marked`, which
    /// outlives the clause.
    void allow_outer_joins(std::set<int>& marked) { outer_joined_ = &marked; }
    /// From now on PRIOR is allowed; names below it mean what they mean in `parents`, which
    /// outlives the clause.
    void allow_prior(Clause& parents) { parents_ = &parents; }

    BoundExprPtr resolve(const std::vector<sql::Name>& parts, Span span) override;
    BoundExprPtr resolve_outer_joined(const std::vector<sql::Name>& parts, Span span) override;
    void note_routine(const sql::FunctionCall& call, const catalog::Routine& routine) override;
    NameResolver* prior() override { return parents_; }
    Result bind_subquery(const sql::Query& query) override;
    BoundQueryPtr coerce_outputs(BoundQueryPtr query, const std::vector<Type>& types) override;

private:
    BoundExprPtr bind_alias(const std::vector<sql::Name>& parts, Span span);
    void note(const std::vector<sql::Name>& parts, const BoundExpr& found);

    QueryBinder& binder_;
    Scope& scope_;
    ExprPlace place_;
    const std::vector<Alias>* aliases_ = nullptr;
    std::size_t alias_count_ = 0;
    std::set<int>* outer_joined_ = nullptr;
    Clause* parents_ = nullptr;
};

}  // namespace blueshift::analyze
