#include "plan/explain.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "plan/plan_node.h"

namespace blueshift::plan {

namespace {

/// `->  XN Seq Scan on sales  (cost=0.00..1.00 rows=100 width=8)`, indented by depth as the vendor does.
void print(const PlanNode& node, int depth, std::vector<std::string>& lines) {
    const std::string indent(depth == 0 ? 0 : static_cast<std::size_t>(depth * 6 - 4), ' ');
    lines.push_back(fmt::format("{}{}XN {}  (cost={:.2f}..{:.2f} rows={} width={})", indent,
                                depth == 0 ? "" : "->  ", node.label, node.startup_cost, node.total_cost,
                                node.rows, node.width));
    const std::string detail_indent(static_cast<std::size_t>(depth * 6 + 2), ' ');
    for (const std::string& detail : node.details) lines.push_back(detail_indent + detail);
    for (const PlanNode& child : node.children) print(child, depth + 1, lines);
}

std::vector<std::string> lines_of(const PlanNode& node) {
    std::vector<std::string> lines;
    print(node, 0, lines);
    return lines;
}

}  // namespace

std::vector<std::string> explain(const analyze::BoundQuery& query, const RowCounts& row_counts) {
    return lines_of(plan_query(query, row_counts));
}

std::vector<std::string> explain(const analyze::BoundStatement& statement, const RowCounts& row_counts) {
    return lines_of(plan_statement(statement, row_counts));
}

}  // namespace blueshift::plan
