#include "plan/explain.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "plan/plan_node.h"

namespace blueshift::plan {

namespace {

/// `->  XN Seq Scan on sales  (cost=0.00..1.00 rows=100 width=8)`, indented by depth as the vendor does.
std::string operator_line(const PlanNode& node, int depth) {
    const std::string indent(depth == 0 ? 0 : static_cast<std::size_t>(depth * 6 - 4), ' ');
    return fmt::format("{}{}XN {}  (cost={:.2f}..{:.2f} rows={} width={})", indent, depth == 0 ? "" : "->  ", node.label,
                       node.startup_cost, node.total_cost, node.rows, node.width);
}

void print(const PlanNode& node, int depth, std::vector<std::string>& lines) {
    lines.push_back(operator_line(node, depth));
    const std::string detail_indent(static_cast<std::size_t>(depth * 6 + 2), ' ');
    for (const std::string& detail : node.details) lines.push_back(detail_indent + detail);
    for (const PlanNode& child : node.children) print(child, depth + 1, lines);
}

std::vector<std::string> lines_of(const PlanNode& node) {
    std::vector<std::string> lines;
    print(node, 0, lines);
    return lines;
}

void number(const PlanNode& node, int parent, int depth, std::vector<PlanLine>& lines) {
    const int id = static_cast<int>(lines.size()) + 1;
    lines.push_back({id, parent, operator_line(node, depth), fmt::format("{}", fmt::join(node.details, " ")), node.table,
                     node.rows, node.startup_cost, node.total_cost});
    for (const PlanNode& child : node.children) number(child, id, depth + 1, lines);
}

}  // namespace

std::vector<PlanLine> plan_lines(const analyze::BoundStatement& statement) {
    std::vector<PlanLine> lines;
    number(plan_statement(statement, {}), 0, 0, lines);
    return lines;
}

std::vector<std::string> explain(const analyze::BoundQuery& query, const RowCounts& row_counts) {
    return lines_of(plan_query(query, row_counts));
}

std::vector<std::string> explain(const analyze::BoundStatement& statement, const RowCounts& row_counts) {
    return lines_of(plan_statement(statement, row_counts));
}

}  // namespace blueshift::plan
