#pragma once
/// Bound statements that go to an engine.
#include "analyze/bound_query.h"

namespace blueshift::analyze {

enum class BoundStatementKind { select, insert, update, delete_, merge };

struct BoundStatement {
    explicit BoundStatement(BoundStatementKind k) : kind(k) {}
    virtual ~BoundStatement() = default;

    BoundStatementKind kind;
    std::vector<Type> parameter_types;  ///< of $1, $2 …
};
using BoundStatementPtr = std::unique_ptr<BoundStatement>;

template <class T>
const T& as(const BoundStatement& statement) {
    return static_cast<const T&>(statement);
}
template <class T>
T& as(BoundStatement& statement) {
    return static_cast<T&>(statement);
}

struct BoundSelectStatement : BoundStatement {
    static constexpr BoundStatementKind kKind = BoundStatementKind::select;
    BoundSelectStatement() : BoundStatement(kKind) {}
    BoundQueryPtr query;
};

/// How one column of the target table gets its value.
struct BoundTarget {
    enum Source { query_column, default_value, identity, null };
    Source source = null;
    int query_column_index = -1;  ///< of query_column
    BoundExprPtr value;           ///< of default_value
};

/// The query gives assignment-coerced values; `targets` has one entry per column of the table, in its order.
struct BoundInsert : BoundStatement {
    static constexpr BoundStatementKind kKind = BoundStatementKind::insert;
    BoundInsert() : BoundStatement(kKind) {}
    std::shared_ptr<const catalog::Relation> relation;
    BoundQueryPtr query;  ///< null for DEFAULT VALUES
    std::vector<BoundTarget> targets;
};

struct BoundAssignment {
    std::int16_t column_number = 0;
    BoundExprPtr value;  ///< of the column's type
};

/// `target` is the FROM item that stands for the table in the expressions.
struct BoundUpdate : BoundStatement {
    static constexpr BoundStatementKind kKind = BoundStatementKind::update;
    BoundUpdate() : BoundStatement(kKind) {}
    std::vector<BoundCte> ctes;
    std::unique_ptr<BoundTable> target;
    std::vector<BoundAssignment> assignments;
    std::vector<BoundFromPtr> from;
    BoundExprPtr where;
};

struct BoundDelete : BoundStatement {
    static constexpr BoundStatementKind kKind = BoundStatementKind::delete_;
    BoundDelete() : BoundStatement(kKind) {}
    std::vector<BoundCte> ctes;
    std::unique_ptr<BoundTable> target;
    std::vector<BoundFromPtr> using_;
    BoundExprPtr where;
};

struct BoundMerge : BoundStatement {
    static constexpr BoundStatementKind kKind = BoundStatementKind::merge;
    BoundMerge() : BoundStatement(kKind) {}
    std::unique_ptr<BoundTable> target;
    BoundFromPtr source;
    BoundExprPtr on;
    bool remove_duplicates = false;
    bool matched_delete = false;
    std::vector<BoundAssignment> matched_update;
    std::vector<BoundAssignment> insert;  ///< values over the source, one per table column that is written
    /// One per column of the table, in its order; a query_column is an index into `insert`. Empty with remove_duplicates.
    std::vector<BoundTarget> insert_targets;
};

}  // namespace blueshift::analyze
