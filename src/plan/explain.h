#pragma once
/// The plan of a statement in the shape that EXPLAIN shows: XN operators, join distribution labels, costs.  Doc: dg/r_EXPLAIN
#include <string>
#include <vector>

#include "analyze/bound_statement.h"
#include "plan/plan_node.h"

namespace blueshift::plan {

/// One line per operator, indented, as the rows of QUERY PLAN. Without row counts every table counts as one of unknown size.
std::vector<std::string> explain(const analyze::BoundStatement& statement, const RowCounts& row_counts = {});
std::vector<std::string> explain(const analyze::BoundQuery& query, const RowCounts& row_counts = {});

}  // namespace blueshift::plan
