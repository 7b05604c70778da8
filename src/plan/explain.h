#pragma once
/// The plan of a statement in the shape that EXPLAIN shows: XN operators, join distribution labels, costs.  Doc: dg/r_EXPLAIN
#include <string>
#include <vector>

#include "analyze/bound_statement.h"

namespace blueshift::plan {

/// One line per operator, indented, as the rows of QUERY PLAN.
std::vector<std::string> explain(const analyze::BoundStatement& statement);
std::vector<std::string> explain(const analyze::BoundQuery& query);

}  // namespace blueshift::plan
