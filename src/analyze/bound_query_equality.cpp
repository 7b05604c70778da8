// The part of BoundEquality that compares queries.
#include <algorithm>

#include "analyze/bound_equality.h"

namespace blueshift::analyze {

bool BoundEquality::same(const std::vector<std::vector<BoundExprPtr>>& a,
                         const std::vector<std::vector<BoundExprPtr>>& b) {
    return std::ranges::equal(
        a, b, [this](const auto& x, const auto& y) { return same(x, y); });
}

bool BoundEquality::same(const std::vector<BoundFromPtr>& a, const std::vector<BoundFromPtr>& b) {
    return std::ranges::equal(
        a, b, [this](const BoundFromPtr& x, const BoundFromPtr& y) { return same(*x, *y); });
}

bool BoundEquality::same(const BoundFrom& a, const BoundFrom& b) {
    if (a.kind != b.kind) return false;
    // Paired before the contents, which may refer to this item.
    relations_[a.id] = b.id;
    switch (a.kind) {
        case FromKind::table:
            return as<BoundTable>(a).relation->oid == as<BoundTable>(b).relation->oid;
        case FromKind::query:
            return as<BoundSubqueryFrom>(a).view == as<BoundSubqueryFrom>(b).view &&
                   same(*as<BoundSubqueryFrom>(a).query, *as<BoundSubqueryFrom>(b).query);
        case FromKind::join: {
            const auto& x = as<BoundJoin>(a);
            const auto& y = as<BoundJoin>(b);
            return x.join == y.join && same(*x.left, *y.left) && same(*x.right, *y.right) &&
                   same(x.on, y.on);
        }
        case FromKind::cte: {
            const auto inner = ctes_.find(as<BoundCteRef>(a).cte);
            const int cte = inner == ctes_.end() ? as<BoundCteRef>(a).cte : inner->second;
            return cte == as<BoundCteRef>(b).cte;
        }
        case FromKind::function:
            return as<BoundFunctionFrom>(a).signature == as<BoundFunctionFrom>(b).signature &&
                   same(as<BoundFunctionFrom>(a).arguments, as<BoundFunctionFrom>(b).arguments);
        case FromKind::values:
            return same(as<BoundValuesFrom>(a).rows, as<BoundValuesFrom>(b).rows);
        case FromKind::super_unnest:
            return as<BoundUnnest>(a).object == as<BoundUnnest>(b).object &&
                   same(as<BoundUnnest>(a).value, as<BoundUnnest>(b).value);
    }
    return false;
}

bool BoundEquality::same_select(const BoundSelect& a, const BoundSelect& b) {
    return a.distinct == b.distinct && a.grouped == b.grouped && same(a.from, b.from) &&
           same(a.outputs, b.outputs) && same(a.where, b.where) && same(a.group_by, b.group_by) &&
           a.grouping_sets == b.grouping_sets && same(a.having, b.having) &&
           same(a.qualify, b.qualify);
}

bool BoundEquality::same(const BoundBody& a, const BoundBody& b) {
    if (a.kind != b.kind) return false;
    switch (a.kind) {
        case BoundBodyKind::select:
            return same_select(as<BoundSelect>(a), as<BoundSelect>(b));
        case BoundBodyKind::values:
            return same(as<BoundValues>(a).rows, as<BoundValues>(b).rows);
        case BoundBodyKind::set_operation: {
            const auto& x = as<BoundSetOperation>(a);
            const auto& y = as<BoundSetOperation>(b);
            return x.op == y.op && x.all == y.all && same(*x.left, *y.left) && same(*x.right, *y.right);
        }
    }
    return false;
}

bool BoundEquality::same(const BoundQuery& a, const BoundQuery& b) {
    const auto same_cte = [this](const BoundCte& x, const BoundCte& y) {
        ctes_[x.id] = y.id;
        return x.recursive == y.recursive && same(*x.query, *y.query);
    };
    const auto same_sort = [this](const BoundSort& x, const BoundSort& y) {
        return x.output == y.output && same(x.order, y.order);
    };
    return std::ranges::equal(a.ctes, b.ctes, same_cte) && same(*a.body, *b.body) &&
           std::ranges::equal(a.order_by, b.order_by, same_sort) && same(a.limit, b.limit) &&
           same(a.offset, b.offset);
}

}  // namespace blueshift::analyze
