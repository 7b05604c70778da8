#pragma once
/// Outer joins written with (+) in WHERE.  Doc: dg/r_WHERE_oracle_outer
#include <set>
#include <vector>

#include "analyze/bound_query.h"

namespace blueshift::analyze {

/// A condition of WHERE with names marked by (+); `marked` are the FROM items of those names.
struct OuterJoinCondition {
    BoundExprPtr condition;
    std::set<int> marked;
};

/// Turns `from` into left joins: each marked item becomes the right side of one, with its
/// conditions as ON. Throws syntax_error (42601) when the marks do not describe joins.
void join_outer(std::vector<BoundFromPtr>& from, std::vector<OuterJoinCondition> conditions);

/// The ids of the FROM items in `from`, below joins too.
void collect_ids(const BoundFrom& from, std::set<int>& ids);

}  // namespace blueshift::analyze
