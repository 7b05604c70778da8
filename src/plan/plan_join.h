#pragma once
/// Joins of a plan: which side moves where, which operator joins.  Doc: dg/c_data_redistribution
#include <set>
#include <vector>

#include "plan/plan_node.h"

namespace blueshift::plan {

/// A part of a FROM clause that is planned already: its operator and the FROM items below it.
struct Input {
    PlanNode node;
    std::set<int> relations;
    bool replicated = false;                    ///< DISTSTYLE ALL
    const catalog::Relation* table = nullptr;   ///< null for joins and subqueries
    int table_id = 0;
};

/// Joins two inputs on `conditions`. Of an inner join the larger side becomes the outer one.
Input join(Input left, Input right, analyze::BoundJoinKind kind, std::vector<const analyze::BoundExpr*> conditions);

}  // namespace blueshift::plan
