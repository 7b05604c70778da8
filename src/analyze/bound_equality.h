#pragma once
/// Structural equality of bound trees. Subqueries number their FROM items for themselves, so equality pairs the numbers up on the way.
#include <map>

#include "analyze/bound_query.h"

namespace blueshift::analyze {

/// Compares two trees from their roots; one object per comparison.
class BoundEquality {
public:
    bool same(const BoundExpr& a, const BoundExpr& b);
    bool same(const BoundQuery& a, const BoundQuery& b);

private:
    bool same_kind(const BoundExpr& a, const BoundExpr& b);
    bool same(const BoundExprPtr& a, const BoundExprPtr& b);
    bool same(const std::vector<BoundExprPtr>& a, const std::vector<BoundExprPtr>& b);
    bool same(const std::vector<std::vector<BoundExprPtr>>& a,
              const std::vector<std::vector<BoundExprPtr>>& b);
    bool same(const BoundOrder& a, const BoundOrder& b);
    bool same(const std::vector<BoundOrder>& a, const std::vector<BoundOrder>& b);
    bool same(const BoundFrameBound& a, const BoundFrameBound& b);
    bool same_column(const BoundColumn& a, const BoundColumn& b) const;
    bool same_call(const BoundCall& a, const BoundCall& b);
    bool same_cast(const BoundCast& a, const BoundCast& b);
    bool same_case(const BoundCase& a, const BoundCase& b);
    bool same_subquery(const BoundSubquery& a, const BoundSubquery& b);
    bool same_aggregate(const BoundAggregate& a, const BoundAggregate& b);
    bool same_window(const BoundWindow& a, const BoundWindow& b);
    bool same_path(const BoundSuperPath& a, const BoundSuperPath& b);

    bool same(const BoundFrom& a, const BoundFrom& b);
    bool same(const std::vector<BoundFromPtr>& a, const std::vector<BoundFromPtr>& b);
    bool same(const BoundBody& a, const BoundBody& b);
    bool same_select(const BoundSelect& a, const BoundSelect& b);

    std::map<int, int> relations_;  ///< numbers inside subqueries, left to right
    std::map<int, int> ctes_;
};

}  // namespace blueshift::analyze
