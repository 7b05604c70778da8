#pragma once
/// Binds one SELECT with the ORDER BY, LIMIT and OFFSET that belong to it.
#include <set>
#include <string>
#include <vector>

#include "analyze/clause.h"
#include "analyze/query_binder.h"

namespace blueshift::analyze {

class SelectBinder {
public:
    SelectBinder(QueryBinder& binder, const sql::Select& select, Scope* outer)
        : binder_(binder), select_(select), scope_(binder.catalog(), outer) {}

    BoundQueryPtr bind(QueryBinder::Tail tail, QueryBinder::Unknown unknown);

private:
    /// One column of the select list. `expr` is null for a column of a star.
    struct Output {
        std::string name;
        const sql::Expr* expr = nullptr;
        BoundExprPtr bound;
    };

    // query_select_list.cpp
    void bind_select_list(QueryBinder::Unknown unknown);
    void bind_star(const sql::Star& star, std::size_t item);
    void exclude(const std::vector<sql::Name>& names, std::size_t first_output);
    /// The table of FROM that gives `column`; empty for a merged one and for an unnamed subquery's.
    std::string table_of(const ScopeColumn& column) const;
    // query_group_by.cpp
    void bind_group_by();
    using GroupingSets = std::vector<std::vector<int>>;
    GroupingSets grouping_element(const sql::GroupingElement& element);
    int group_key(const sql::Expr& expr);
    BoundExprPtr group_expression(const sql::Expr& expr);
    void group_by_all();
    // query_grouping_check.cpp
    void check_grouping(const BoundQuery& query) const;
    void check_grouped(const BoundExpr& expr, const std::set<int>& own, bool in_subquery) const;
    bool is_group_key(const BoundExpr& expr) const;
    std::string column_text(const BoundColumn& column) const;
    // query_select.cpp
    void bind_where();
    void bind_order_by(std::span<const sql::OrderItem> items, BoundQuery& query);
    BoundSort sort_key(const sql::OrderItem& item);
    /// The output that a bare name means; nothing when there is none. Throws ambiguous_column
    /// (42702).
    std::optional<std::size_t> output_named(const sql::Expr& expr, std::string_view clause) const;
    /// A second, equal expression for output `index`.
    BoundExprPtr bind_output_again(std::size_t index, Clause& clause);
    bool has_aggregates(const BoundQuery& query) const;
    Clause clause(ExprPlace place) {
        return Clause(binder_, scope_, place, aliases_, aliases_.size());
    }

    QueryBinder& binder_;
    const sql::Select& select_;
    Scope scope_;
    std::unique_ptr<BoundSelect> bound_ = std::make_unique<BoundSelect>();
    std::vector<Output> outputs_;
    std::vector<Alias> aliases_;
    std::vector<NameNotes::Output> notes_;
};

}  // namespace blueshift::analyze
