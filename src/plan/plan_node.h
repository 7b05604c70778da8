#pragma once
/// Operators of a plan, with the vendor's names.  Doc: dg/c-the-query-plan
#include <cstdint>
#include <functional>
#include <string>
#include <vector>

#include "analyze/bound_statement.h"

namespace blueshift::plan {

/// One operator. Costs are relative, in the vendor's units; rows and width (bytes) are estimates.
struct PlanNode {
    std::string label;                 ///< without `XN`
    std::vector<std::string> details;  ///< `Filter: …`, `Hash Cond: …`
    std::vector<PlanNode> children;
    double startup_cost = 0;
    double total_cost = 0;
    std::int64_t rows = 0;
    int width = 0;
    std::uint32_t table = 0;  ///< oid of the table that a scan reads; 0 for other operators
};

/// Rows of a table, as far as they are known.
using RowCounts = std::function<std::int64_t(const catalog::Relation&)>;

PlanNode plan_query(const analyze::BoundQuery& query, const RowCounts& row_counts);
PlanNode plan_statement(const analyze::BoundStatement& statement, const RowCounts& row_counts);

/// How a column is written in the details of an operator.
using ColumnNames = std::function<std::string(const analyze::BoundColumn&)>;

/// An expression in words, as details show it: `(amount > 10)`.
std::string describe(const analyze::BoundExpr& expr, const ColumnNames& names);

/// AND-ed conditions in words.
std::string describe_all(const std::vector<const analyze::BoundExpr*>& conditions, const ColumnNames& names);

/// An operator above `child` with its rows, width and costs.
PlanNode above(std::string label, PlanNode child);

}  // namespace blueshift::plan
