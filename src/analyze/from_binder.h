#pragma once
/// Binds FROM clauses: fills a scope with what they make visible.  Doc: dg/r_FROM_clause30
#include <set>
#include <string>
#include <vector>

#include "analyze/clause.h"

namespace blueshift::analyze {

/// A bound FROM item with what it makes visible.
struct FromItem {
    BoundFromPtr node;
    std::vector<ScopeTable> tables;
    std::vector<ScopeColumn> columns;  ///< in the order of *
};

class FromBinder {
public:
    /// Names are added to `scope`, whose outer level the items may refer to.
    FromBinder(QueryBinder& binder, Scope& scope) : binder_(binder), scope_(scope) {}

    std::vector<BoundFromPtr> bind(const std::vector<sql::TableRefPtr>& list);
    /// FROM of a SELECT with CONNECT BY: one item with the columns of all, and LEVEL. Doc:
    /// dg/r_CONNECT_BY_clause
    std::vector<BoundFromPtr> bind_hierarchy(const sql::Select& select);
    /// Binds one item without adding its names to the scope.
    FromItem item(const sql::TableRef& table);
    /// The same for a table of the catalog under the name `alias`, or its own when that is empty.
    FromItem table(std::shared_ptr<const catalog::Relation> relation, const sql::Name& alias);

private:
    FromItem relation(const sql::RelationRef& ref);
    FromItem view(std::shared_ptr<const catalog::Relation> view);
    /// "$path" and its kind can be named, but are not part of *.
    static void hide_pseudo_columns(const catalog::Relation& relation, FromItem& item);
    FromItem subquery(const sql::SubqueryRef& ref);
    FromItem function(const sql::FunctionRef& ref);
    FromItem cte_reference(VisibleCte& cte, Span span);

    // query_join.cpp
    FromItem join(const sql::JoinRef& ref);
    void join_using(const std::vector<sql::Name>& names, const sql::JoinRef& ref, BoundJoin& join,
                    FromItem& left, FromItem& right, FromItem& out);
    void append(FromItem left, FromItem right, FromItem& out, Span span);

    // query_unnest.cpp
    bool is_path(const sql::RelationRef& ref);
    FromItem unnest(const sql::RelationRef& ref);
    FromItem unpivot_object(const sql::UnpivotObjectRef& ref);
    FromItem unnest_item(BoundExprPtr value, bool object, const sql::Name& alias,
                         const sql::Name& at);

    /// Adds to `scope` the names of the items to the left, for navigation into their columns.
    void add_visible(Scope& scope) const;

    // query_pivot.cpp
    FromItem pivot_or_plain(FromItem source, const sql::PivotClause* clause);
    FromItem pivot(FromItem source, const sql::PivotClause& clause);
    FromItem unpivot(FromItem source, const sql::PivotClause& clause);
    FromItem pivoted(std::unique_ptr<BoundSelect> select, std::vector<std::string> names,
                     const FromItem& source, const sql::PivotClause& clause);

    /// Gives `item` the name and column names of `ref`'s alias.
    void name_item(FromItem& item, const sql::TableRef& ref);
    /// What a FROM item with fields makes visible under `name`.
    FromItem visible(BoundFromPtr node, std::string name);

    QueryBinder& binder_;
    Scope& scope_;
    std::vector<const FromItem*> left_sides_;  ///< of the joins around the item being bound
    std::vector<std::string> unnested_;        ///< names of the SUPER values unnested so far
};

}  // namespace blueshift::analyze
