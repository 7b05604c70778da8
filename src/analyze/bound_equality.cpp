#include "analyze/bound_equality.h"

#include <algorithm>

namespace blueshift::analyze {

bool equal(const BoundExpr& a, const BoundExpr& b) { return &a == &b || BoundEquality().same(a, b); }

bool BoundEquality::same(const BoundExpr& a, const BoundExpr& b) {
    return a.kind == b.kind && same_kind(a, b);
}

bool BoundEquality::same(const BoundExprPtr& a, const BoundExprPtr& b) {
    if (!a || !b) return !a && !b;
    return same(*a, *b);
}

bool BoundEquality::same(const std::vector<BoundExprPtr>& a, const std::vector<BoundExprPtr>& b) {
    return std::ranges::equal(
        a, b, [this](const BoundExprPtr& x, const BoundExprPtr& y) { return same(x, y); });
}

bool BoundEquality::same(const BoundOrder& a, const BoundOrder& b) {
    return a.descending == b.descending && a.nulls_first == b.nulls_first && same(a.expr, b.expr);
}

bool BoundEquality::same(const std::vector<BoundOrder>& a, const std::vector<BoundOrder>& b) {
    return std::ranges::equal(
        a, b, [this](const BoundOrder& x, const BoundOrder& y) { return same(x, y); });
}

bool BoundEquality::same(const BoundFrameBound& a, const BoundFrameBound& b) {
    return a.kind == b.kind && same(a.offset, b.offset);
}

bool BoundEquality::same_column(const BoundColumn& a, const BoundColumn& b) const {
    const auto inner = relations_.find(a.relation);
    const int relation = inner == relations_.end() ? a.relation : inner->second;
    return relation == b.relation && a.column == b.column;
}

bool BoundEquality::same_call(const BoundCall& a, const BoundCall& b) {
    return a.signature == b.signature && a.type == b.type && same(a.arguments, b.arguments);
}

bool BoundEquality::same_cast(const BoundCast& a, const BoundCast& b) {
    return a.type == b.type && a.context == b.context && a.try_ == b.try_ &&
           a.length_only == b.length_only && same(a.operand, b.operand);
}

bool BoundEquality::same_case(const BoundCase& a, const BoundCase& b) {
    const auto same_when = [this](const BoundCase::When& x, const BoundCase::When& y) {
        return same(x.condition, y.condition) && same(x.result, y.result);
    };
    return std::ranges::equal(a.whens, b.whens, same_when) && same(a.otherwise, b.otherwise);
}

bool BoundEquality::same_subquery(const BoundSubquery& a, const BoundSubquery& b) {
    return a.subquery == b.subquery && a.negated == b.negated && a.op == b.op &&
           same(a.operands, b.operands) && same(*a.query, *b.query);
}

bool BoundEquality::same_aggregate(const BoundAggregate& a, const BoundAggregate& b) {
    return a.signature == b.signature && a.star == b.star && a.distinct == b.distinct &&
           same(a.arguments, b.arguments) && same(a.within_group, b.within_group);
}

bool BoundEquality::same_window(const BoundWindow& a, const BoundWindow& b) {
    return a.signature == b.signature && a.star == b.star && a.distinct == b.distinct &&
           a.ignore_nulls == b.ignore_nulls && a.has_frame == b.has_frame &&
           a.rows_mode == b.rows_mode && same(a.arguments, b.arguments) &&
           same(a.within_group, b.within_group) && same(a.partition_by, b.partition_by) &&
           same(a.order_by, b.order_by) && same(a.start, b.start) && same(a.end, b.end);
}

bool BoundEquality::same_path(const BoundSuperPath& a, const BoundSuperPath& b) {
    const auto same_step = [this](const BoundSuperPath::Step& x, const BoundSuperPath::Step& y) {
        return x.attribute == y.attribute && same(x.index, y.index);
    };
    return same(a.base, b.base) && std::ranges::equal(a.steps, b.steps, same_step);
}

bool BoundEquality::same_kind(const BoundExpr& a, const BoundExpr& b) {
    switch (a.kind) {
        case BoundKind::constant:
            return a.type == b.type && as<BoundConstant>(a).value == as<BoundConstant>(b).value;
        case BoundKind::parameter:
            return as<BoundParameter>(a).index == as<BoundParameter>(b).index && a.type == b.type;
        case BoundKind::column:
            return same_column(as<BoundColumn>(a), as<BoundColumn>(b));
        case BoundKind::call:
            return same_call(as<BoundCall>(a), as<BoundCall>(b));
        case BoundKind::cast:
            return same_cast(as<BoundCast>(a), as<BoundCast>(b));
        case BoundKind::comparison:
            return as<BoundComparison>(a).op == as<BoundComparison>(b).op &&
                   same(as<BoundComparison>(a).left, as<BoundComparison>(b).left) &&
                   same(as<BoundComparison>(a).right, as<BoundComparison>(b).right);
        case BoundKind::logical:
            return as<BoundLogical>(a).op == as<BoundLogical>(b).op &&
                   same(as<BoundLogical>(a).arguments, as<BoundLogical>(b).arguments);
        case BoundKind::is_test:
            return as<BoundIsTest>(a).test == as<BoundIsTest>(b).test &&
                   as<BoundIsTest>(a).negated == as<BoundIsTest>(b).negated &&
                   same(as<BoundIsTest>(a).operand, as<BoundIsTest>(b).operand);
        case BoundKind::case_:
            return same_case(as<BoundCase>(a), as<BoundCase>(b));
        case BoundKind::in_list:
            return as<BoundInList>(a).negated == as<BoundInList>(b).negated &&
                   same(as<BoundInList>(a).operand, as<BoundInList>(b).operand) &&
                   same(as<BoundInList>(a).list, as<BoundInList>(b).list);
        case BoundKind::subquery:
            return same_subquery(as<BoundSubquery>(a), as<BoundSubquery>(b));
        case BoundKind::aggregate:
            return same_aggregate(as<BoundAggregate>(a), as<BoundAggregate>(b));
        case BoundKind::window:
            return same_window(as<BoundWindow>(a), as<BoundWindow>(b));
        case BoundKind::row:
            return same(as<BoundRow>(a).items, as<BoundRow>(b).items);
        case BoundKind::super_path:
            return same_path(as<BoundSuperPath>(a), as<BoundSuperPath>(b));
        case BoundKind::grouping:
            return same(as<BoundGrouping>(a).arguments, as<BoundGrouping>(b).arguments);
    }
    return false;
}

}  // namespace blueshift::analyze
