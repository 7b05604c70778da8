#pragma once
/// Queries of the syntax tree.  Doc: dg/r_SELECT_synopsis
#include "sql/ast/expr.h"

namespace blueshift::sql {

enum class NullsOrder { unspecified, first, last };

struct OrderItem {
    ExprPtr expr;
    bool descending = false;
    NullsOrder nulls = NullsOrder::unspecified;
};

/// One item of a select list. A Star has no alias.
struct SelectItem {
    ExprPtr expr;
    Name alias;  ///< empty text: none
};

enum class TableKind { relation, query, function, join, values, unpivot_object };

/// An item of FROM.
struct TableRef {
    explicit TableRef(TableKind k) : kind(k) {}
    virtual ~TableRef() = default;
    TableRef(const TableRef&) = delete;
    TableRef& operator=(const TableRef&) = delete;

    TableKind kind;
    Span span;
    Name alias;  ///< empty text: none
    std::vector<Name> column_aliases;
};
using TableRefPtr = std::unique_ptr<TableRef>;

template <class T>
const T& as(const TableRef& table) {
    return static_cast<const T&>(table);
}

/// PIVOT (agg(e) [AS a], … FOR c IN (v [AS n], …)) or UNPIVOT [INCLUDE NULLS] (v FOR n IN (c [AS x], …)) behind a table.
struct PivotClause {
    bool unpivot = false;
    bool include_nulls = false;
    std::vector<SelectItem> aggregates;  ///< of PIVOT
    Name value_column;                   ///< of UNPIVOT
    Name name_column;                    ///< FOR …
    std::vector<SelectItem> in;
    Name alias;
    Span span;
};

/// schema.table, or a SUPER navigation path (alias.attribute[0]) [AS e [AT i]], which only the analyzer can tell apart.
struct RelationRef : TableRef {
    static constexpr TableKind kKind = TableKind::relation;
    RelationRef() : TableRef(kKind) {}
    QualifiedName name;
    std::vector<ExprPtr> path_subscripts;  ///< subscripts after the name, for navigation paths
    Name at;                               ///< AT i
    bool only = false;
    std::unique_ptr<PivotClause> pivot;
};

struct SubqueryRef : TableRef {
    static constexpr TableKind kKind = TableKind::query;
    SubqueryRef();
    ~SubqueryRef() override;
    std::unique_ptr<Query> query;
    bool lateral = false;
    std::unique_ptr<PivotClause> pivot;
};

/// f(…) [AS alias (column [type], …)].
struct FunctionRef : TableRef {
    static constexpr TableKind kKind = TableKind::function;
    FunctionRef() : TableRef(kKind) {}
    std::unique_ptr<FunctionCall> call;
    std::vector<std::pair<Name, TypeName>> column_definitions;
};

enum class JoinKind { inner, left, right, full, cross };

struct JoinRef : TableRef {
    static constexpr TableKind kKind = TableKind::join;
    JoinRef() : TableRef(kKind) {}
    JoinKind join = JoinKind::inner;
    bool natural = false;
    TableRefPtr left;
    TableRefPtr right;
    ExprPtr on;               ///< or null
    std::vector<Name> using_columns;
};

/// UNPIVOT expr AS value AT name.
struct UnpivotObjectRef : TableRef {
    static constexpr TableKind kKind = TableKind::unpivot_object;
    UnpivotObjectRef() : TableRef(kKind) {}
    ExprPtr object;
    Name at;
};

enum class GroupingKind { expression, grouping_sets, rollup, cube };

/// An element of GROUP BY: an expression (also a Row, or the empty Row for ()), or a construct with nested elements.
struct GroupingElement {
    GroupingKind kind = GroupingKind::expression;
    ExprPtr expr;
    std::vector<GroupingElement> elements;
    Span span;
};

enum class QueryBodyKind { select, set_operation, values, nested };

struct QueryBody {
    explicit QueryBody(QueryBodyKind k) : kind(k) {}
    virtual ~QueryBody() = default;
    QueryBody(const QueryBody&) = delete;
    QueryBody& operator=(const QueryBody&) = delete;

    QueryBodyKind kind;
    Span span;
};
using QueryBodyPtr = std::unique_ptr<QueryBody>;

template <class T>
const T& as(const QueryBody& body) {
    return static_cast<const T&>(body);
}

/// SELECT … INTO target.
struct IntoClause {
    QualifiedName target;
    bool temporary = false;
};

struct Select : QueryBody {
    static constexpr QueryBodyKind kKind = QueryBodyKind::select;
    Select() : QueryBody(kKind) {}
    bool distinct = false;
    ExprPtr top;  ///< TOP n, or null
    std::vector<SelectItem> items;
    std::vector<Name> exclude;  ///< trailing EXCLUDE of the whole list
    std::unique_ptr<IntoClause> into;
    std::vector<TableRefPtr> from;
    ExprPtr where;
    ExprPtr start_with;  ///< START WITH
    ExprPtr connect_by;  ///< CONNECT BY, or null
    bool connect_by_nocycle = false;
    std::vector<GroupingElement> group_by;
    bool group_by_all = false;
    ExprPtr having;
    ExprPtr qualify;
};

enum class SetOperator { union_, intersect, except };

struct SetOperation : QueryBody {
    static constexpr QueryBodyKind kKind = QueryBodyKind::set_operation;
    SetOperation() : QueryBody(kKind) {}
    SetOperator op = SetOperator::union_;
    bool all = false;
    QueryBodyPtr left;
    QueryBodyPtr right;
};

/// VALUES (…), (…); a DEFAULT inside INSERT is a null ExprPtr.
struct Values : QueryBody {
    static constexpr QueryBodyKind kKind = QueryBodyKind::values;
    Values() : QueryBody(kKind) {}
    std::vector<std::vector<ExprPtr>> rows;
};

/// A parenthesised query with its own ORDER BY, LIMIT or WITH.
struct NestedQuery : QueryBody {
    static constexpr QueryBodyKind kKind = QueryBodyKind::nested;
    NestedQuery() : QueryBody(kKind) {}
    std::unique_ptr<Query> query;
};

struct CommonTable {
    Name name;
    std::vector<Name> columns;
    std::unique_ptr<Query> query;
    Span span;
};

struct Query {
    std::vector<CommonTable> with;
    bool recursive = false;
    QueryBodyPtr body;
    std::vector<OrderItem> order_by;
    ExprPtr limit;   ///< or null; LIMIT ALL is null
    ExprPtr offset;  ///< or null
    Span span;
};
using QueryPtr = std::unique_ptr<Query>;

}  // namespace blueshift::sql
