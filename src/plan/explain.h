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

/// One operator as stl_explain has it.
struct PlanLine {
    int node = 0;    ///< from 1, the operators above before those below
    int parent = 0;  ///< 0 for the topmost
    std::string text;
    std::string info;         ///< `Filter: …`, `Hash Cond: …`; empty: none
    std::uint32_t table = 0;  ///< oid of the table that it scans; 0: none
    std::int64_t rows = 0;
    double startup_cost = 0;
    double total_cost = 0;
};
std::vector<PlanLine> plan_lines(const analyze::BoundStatement& statement);

}  // namespace blueshift::plan
