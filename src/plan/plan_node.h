#pragma once
/// Operators of a plan, with the vendor's names.  Doc: dg/c-the-query-plan
#include <cstdint>
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
};

PlanNode plan_query(const analyze::BoundQuery& query);
PlanNode plan_statement(const analyze::BoundStatement& statement);

/// An expression in words, as details show it: `(amount > 10)`.
std::string describe(const analyze::BoundExpr& expr);

}  // namespace blueshift::plan
