#pragma once
/// Bound expressions: every name resolved, every node typed, every cast stated. Plain structs.
#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "base/span.h"
#include "functions/registry.h"
#include "types/type.h"
#include "types/value.h"

namespace blueshift::catalog {
struct HiveType;
}

namespace blueshift::analyze {

struct BoundQuery;
/// What a SUPER value out of an external table's struct, array or map holds; null for all others.
using NestedType = std::shared_ptr<const catalog::HiveType>;

enum class BoundKind {
    constant, parameter, column, call, cast, comparison, logical, is_test, case_, in_list, subquery, aggregate,
    window, row, super_path, grouping,
};

struct BoundExpr {
    BoundExpr(BoundKind k, Type t) : kind(k), type(t) {}
    virtual ~BoundExpr() = default;
    BoundExpr(const BoundExpr&) = delete;
    BoundExpr& operator=(const BoundExpr&) = delete;

    BoundKind kind;
    Type type;
    Span span;
    NestedType nested;
};
using BoundExprPtr = std::unique_ptr<BoundExpr>;

template <class T>
const T& as(const BoundExpr& expr) {
    return static_cast<const T&>(expr);
}
template <class T>
T& as(BoundExpr& expr) {
    return static_cast<T&>(expr);
}

struct BoundConstant : BoundExpr {
    static constexpr BoundKind kKind = BoundKind::constant;
    BoundConstant(Type t, Value v) : BoundExpr(kKind, t), value(std::move(v)) {}
    Value value;
};

struct BoundParameter : BoundExpr {
    static constexpr BoundKind kKind = BoundKind::parameter;
    BoundParameter(Type t, int i) : BoundExpr(kKind, t), index(i) {}
    int index;  ///< from 1
};

/// Column `column` (from 0) of the FROM item `relation`, which is unique in the whole statement, so that outer references need no depth.
struct BoundColumn : BoundExpr {
    static constexpr BoundKind kKind = BoundKind::column;
    BoundColumn(Type t, int r, int c) : BoundExpr(kKind, t), relation(r), column(c) {}
    int relation;
    int column;
    std::string name;
    bool blank_free = true;         ///< no value ends with a blank (catalog::Column::trailing_blanks)
    bool case_insensitive = false;
    std::uint32_t table_oid = 0;    ///< origin, 0 when the column is computed
    std::int16_t column_number = 0;
};

/// A scalar function or operator.
struct BoundCall : BoundExpr {
    static constexpr BoundKind kKind = BoundKind::call;
    BoundCall(Type t, const functions::Signature* s) : BoundExpr(kKind, t), signature(s) {}
    const functions::Signature* signature;
    std::vector<BoundExprPtr> arguments;  ///< coerced to the signature's types; absent optional ones left out
};

struct BoundCast : BoundExpr {
    static constexpr BoundKind kKind = BoundKind::cast;
    BoundCast(Type t, BoundExprPtr o, functions::CastContext c)
        : BoundExpr(kKind, t), operand(std::move(o)), context(c) {}
    BoundExprPtr operand;
    functions::CastContext context;
    bool try_ = false;
    bool length_only = false;  ///< same type, applies the modifier
};

enum class ComparisonOp { equal, not_equal, less, less_equal, greater, greater_equal, distinct, not_distinct };

/// Both sides have the same type id; strings compare without trailing blanks.
struct BoundComparison : BoundExpr {
    static constexpr BoundKind kKind = BoundKind::comparison;
    BoundComparison(ComparisonOp o, BoundExprPtr l, BoundExprPtr r)
        : BoundExpr(kKind, Type{TypeId::boolean}), op(o), left(std::move(l)), right(std::move(r)) {}
    ComparisonOp op;
    BoundExprPtr left;
    BoundExprPtr right;
};

enum class BoundLogicalOp { and_, or_, not_ };

struct BoundLogical : BoundExpr {
    static constexpr BoundKind kKind = BoundKind::logical;
    explicit BoundLogical(BoundLogicalOp o) : BoundExpr(kKind, Type{TypeId::boolean}), op(o) {}
    BoundLogicalOp op;
    std::vector<BoundExprPtr> arguments;
};

enum class BoundTest { null, true_, false_, unknown };

struct BoundIsTest : BoundExpr {
    static constexpr BoundKind kKind = BoundKind::is_test;
    BoundIsTest(BoundTest t, bool n, BoundExprPtr o)
        : BoundExpr(kKind, Type{TypeId::boolean}), test(t), negated(n), operand(std::move(o)) {}
    BoundTest test;
    bool negated;
    BoundExprPtr operand;
};

/// Searched CASE; also COALESCE, NVL2, DECODE and NULLIF where they are written out.
struct BoundCase : BoundExpr {
    static constexpr BoundKind kKind = BoundKind::case_;
    explicit BoundCase(Type t) : BoundExpr(kKind, t) {}
    struct When {
        BoundExprPtr condition;
        BoundExprPtr result;
    };
    std::vector<When> whens;
    BoundExprPtr otherwise;  ///< or null: NULL
};

/// operand [NOT] IN (list), all of one type.
struct BoundInList : BoundExpr {
    static constexpr BoundKind kKind = BoundKind::in_list;
    BoundInList() : BoundExpr(kKind, Type{TypeId::boolean}) {}
    bool negated = false;
    BoundExprPtr operand;
    std::vector<BoundExprPtr> list;
};

enum class SubqueryKind { scalar, exists, in, any, all };

/// `operands` has one element per column for in, any and all; empty for the others. `op` is for any and all.
struct BoundSubquery : BoundExpr {
    static constexpr BoundKind kKind = BoundKind::subquery;
    BoundSubquery(SubqueryKind k, Type t);
    ~BoundSubquery() override;
    SubqueryKind subquery;
    bool negated = false;
    ComparisonOp op = ComparisonOp::equal;
    std::vector<BoundExprPtr> operands;
    std::unique_ptr<BoundQuery> query;
    bool correlated = false;
};

struct BoundOrder {
    BoundExprPtr expr;
    bool descending = false;
    bool nulls_first = false;  ///< already resolved: Redshift's default is last for ascending, first for descending
};

struct BoundAggregate : BoundExpr {
    static constexpr BoundKind kKind = BoundKind::aggregate;
    BoundAggregate(Type t, const functions::Signature* s) : BoundExpr(kKind, t), signature(s) {}
    const functions::Signature* signature;
    bool star = false;
    bool distinct = false;
    std::vector<BoundExprPtr> arguments;
    std::vector<BoundOrder> within_group;
};

struct BoundFrameBound {
    enum Kind { unbounded_preceding, preceding, current_row, following, unbounded_following };
    Kind kind = current_row;
    BoundExprPtr offset;
};

struct BoundWindow : BoundExpr {
    static constexpr BoundKind kKind = BoundKind::window;
    BoundWindow(Type t, const functions::Signature* s) : BoundExpr(kKind, t), signature(s) {}
    const functions::Signature* signature;  ///< a window function or an aggregate
    bool star = false;
    bool distinct = false;
    bool ignore_nulls = false;
    std::vector<BoundExprPtr> arguments;
    std::vector<BoundOrder> within_group;
    std::vector<BoundExprPtr> partition_by;
    std::vector<BoundOrder> order_by;
    bool has_frame = false;
    bool rows_mode = true;
    BoundFrameBound start;
    BoundFrameBound end;
};

/// (a, b); only as an operand of comparisons and IN.
struct BoundRow : BoundExpr {
    static constexpr BoundKind kKind = BoundKind::row;
    BoundRow() : BoundExpr(kKind, Type{TypeId::record}) {}
    std::vector<BoundExprPtr> items;
};

/// Navigation into a SUPER value: attributes by name, elements by index.
struct BoundSuperPath : BoundExpr {
    static constexpr BoundKind kKind = BoundKind::super_path;
    BoundSuperPath() : BoundExpr(kKind, Type{TypeId::super}) {}
    struct Step {
        std::string attribute;
        BoundExprPtr index;  ///< or null: attribute
    };
    BoundExprPtr base;
    std::vector<Step> steps;
};

/// GROUPING(a, b) and GROUPING_ID.
struct BoundGrouping : BoundExpr {
    static constexpr BoundKind kKind = BoundKind::grouping;
    BoundGrouping() : BoundExpr(kKind, Type{TypeId::bigint}) {}
    std::vector<BoundExprPtr> arguments;
};

/// Same value always: same structure, functions, columns and constants.
bool equal(const BoundExpr& a, const BoundExpr& b);
BoundExprPtr clone(const BoundExpr& expr);
/// Calls `visit` for each direct child of `expr`: operands, arguments, order and partition keys; not a subquery's own expressions.
void for_each_child(const BoundExpr& expr, const std::function<void(const BoundExpr&)>& visit);

}  // namespace blueshift::analyze
