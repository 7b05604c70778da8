#pragma once
/// Bound queries. FROM items carry a number that is unique in the statement; columns refer to it.
#include "analyze/bound_expr.h"
#include "catalog/model.h"

namespace blueshift::analyze {

/// A column that a FROM item or a query gives.
struct BoundField {
    std::string name;
    Type type;
    bool blank_free = true;
    bool case_insensitive = false;
    std::uint32_t table_oid = 0;
    std::int16_t column_number = 0;
    NestedType nested;  ///< of SUPER; of a scalar: the elements of an unnested array, which are read as that type
};

enum class FromKind { table, query, join, cte, function, values, super_unnest };

struct BoundFrom {
    explicit BoundFrom(FromKind k) : kind(k) {}
    virtual ~BoundFrom() = default;
    BoundFrom(const BoundFrom&) = delete;
    BoundFrom& operator=(const BoundFrom&) = delete;

    FromKind kind;
    int id = 0;                      ///< 0 for joins
    std::vector<BoundField> fields;  ///< empty for joins
};
using BoundFromPtr = std::unique_ptr<BoundFrom>;

template <class T>
const T& as(const BoundFrom& from) {
    return static_cast<const T&>(from);
}
template <class T>
T& as(BoundFrom& from) {
    return static_cast<T&>(from);
}

/// A table or a system relation; field i is `relation->columns[i]`.
struct BoundTable : BoundFrom {
    static constexpr FromKind kKind = FromKind::table;
    BoundTable() : BoundFrom(kKind) {}
    std::shared_ptr<const catalog::Relation> relation;
};

/// A subquery, or a view: `view` is then the relation whose owner's rights hold inside.
struct BoundSubqueryFrom : BoundFrom {
    static constexpr FromKind kKind = FromKind::query;
    BoundSubqueryFrom();
    ~BoundSubqueryFrom() override;
    std::unique_ptr<BoundQuery> query;
    std::shared_ptr<const catalog::Relation> view;
};

enum class BoundJoinKind { inner, left, right, full, cross };

struct BoundJoin : BoundFrom {
    static constexpr FromKind kKind = FromKind::join;
    BoundJoin() : BoundFrom(kKind) {}
    BoundJoinKind join = BoundJoinKind::inner;
    BoundFromPtr left;
    BoundFromPtr right;
    BoundExprPtr on;  ///< null for cross; USING is written out as comparisons
};

/// A reference to WITH query number `cte` of the statement.
struct BoundCteRef : BoundFrom {
    static constexpr FromKind kKind = FromKind::cte;
    BoundCteRef() : BoundFrom(kKind) {}
    int cte = 0;
};

/// A set-returning function.
struct BoundFunctionFrom : BoundFrom {
    static constexpr FromKind kKind = FromKind::function;
    BoundFunctionFrom() : BoundFrom(kKind) {}
    const functions::Signature* signature = nullptr;
    std::vector<BoundExprPtr> arguments;
};

struct BoundValuesFrom : BoundFrom {
    static constexpr FromKind kKind = FromKind::values;
    BoundValuesFrom() : BoundFrom(kKind) {}
    std::vector<std::vector<BoundExprPtr>> rows;
};

/// Elements of a SUPER array (or attributes of an object, with `object`): fields are the value and, with AT, the index or name.
struct BoundUnnest : BoundFrom {
    static constexpr FromKind kKind = FromKind::super_unnest;
    BoundUnnest() : BoundFrom(kKind) {}
    BoundExprPtr value;
    bool object = false;
};

enum class BoundBodyKind { select, set_operation, values };

struct BoundBody {
    explicit BoundBody(BoundBodyKind k) : kind(k) {}
    virtual ~BoundBody() = default;
    BoundBodyKind kind;
};

template <class T>
const T& as(const BoundBody& body) {
    return static_cast<const T&>(body);
}
template <class T>
T& as(BoundBody& body) {
    return static_cast<T&>(body);
}

struct BoundSelect : BoundBody {
    static constexpr BoundBodyKind kKind = BoundBodyKind::select;
    BoundSelect() : BoundBody(kKind) {}
    bool distinct = false;
    std::vector<BoundExprPtr> outputs;  ///< one per column of the query
    std::vector<BoundFromPtr> from;     ///< cross joined
    BoundExprPtr where;                 ///< or null
    bool grouped = false;               ///< has GROUP BY, HAVING or aggregates
    std::vector<BoundExprPtr> group_by;
    /// Indexes into group_by; empty when there is plain GROUP BY.
    std::vector<std::vector<int>> grouping_sets;
    BoundExprPtr having;
    BoundExprPtr qualify;
};

enum class BoundSetOp { union_, intersect, except };

struct BoundSetOperation : BoundBody {
    static constexpr BoundBodyKind kKind = BoundBodyKind::set_operation;
    BoundSetOperation() : BoundBody(kKind) {}
    BoundSetOp op = BoundSetOp::union_;
    bool all = false;
    /// Both sides give the query's column types already.
    std::unique_ptr<BoundQuery> left;
    std::unique_ptr<BoundQuery> right;
};

struct BoundValues : BoundBody {
    static constexpr BoundBodyKind kKind = BoundBodyKind::values;
    BoundValues() : BoundBody(kKind) {}
    std::vector<std::vector<BoundExprPtr>> rows;
};

/// WITH query: numbered through the statement, visible below.
struct BoundCte {
    int id = 0;
    std::string name;
    bool recursive = false;
    std::unique_ptr<BoundQuery> query;
};

/// Sort key of a query: an output column, or an expression over the FROM items when `output` is -1.
struct BoundSort {
    int output = -1;
    BoundOrder order;  ///< `expr` is null when `output` is set
};

struct BoundQuery {
    std::vector<BoundCte> ctes;
    std::unique_ptr<BoundBody> body;
    std::vector<BoundField> fields;  ///< columns of the result
    std::vector<BoundSort> order_by;
    BoundExprPtr limit;   ///< bigint, or null
    BoundExprPtr offset;  ///< bigint, or null
};
using BoundQueryPtr = std::unique_ptr<BoundQuery>;

/// A deep copy; its FROM items keep their numbers.
BoundQueryPtr clone(const BoundQuery& query);

}  // namespace blueshift::analyze
