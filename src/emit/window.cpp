/// Window functions. Their rows' templates say where the OVER clause goes, since a result may need a cast around it.
#include <fmt/format.h>
#include <fmt/ranges.h>

#include "emit/special.h"

namespace blueshift::emit {

using namespace analyze;

std::string Emitter::window(const BoundWindow& expr) {
    const std::string over = over_clause(expr);
    if (expr.signature->row->kind == functions::Kind::aggregate) {
        return window_aggregate(expr, over);
    }
    return expand(expr.signature->row->duckdb,
                  {.result = expr.type,
                   .arguments = expressions(expr.arguments),
                   .over = over,
                   .ignore_nulls = expr.ignore_nulls ? " IGNORE NULLS" : ""});
}

std::string Emitter::over_clause(const BoundWindow& expr) {
    std::vector<std::string> parts;
    if (!expr.partition_by.empty()) {
        std::vector<std::string> keys;
        for (const BoundExprPtr& item : expr.partition_by) keys.push_back(key(*item));
        parts.push_back(fmt::format("PARTITION BY {}", fmt::join(keys, ", ")));
    }
    if (!expr.order_by.empty()) parts.push_back("ORDER BY " + order_list(expr.order_by));
    if (expr.has_frame) parts.push_back(frame(expr));
    return fmt::format(" OVER ({})", fmt::join(parts, " "));
}

std::string Emitter::frame(const BoundWindow& expr) {
    const auto edge = [this](const BoundFrameBound& bound) -> std::string {
        switch (bound.kind) {
            case BoundFrameBound::unbounded_preceding: return "UNBOUNDED PRECEDING";
            case BoundFrameBound::preceding: return expression(*bound.offset) + " PRECEDING";
            case BoundFrameBound::current_row: return "CURRENT ROW";
            case BoundFrameBound::following: return expression(*bound.offset) + " FOLLOWING";
            case BoundFrameBound::unbounded_following: return "UNBOUNDED FOLLOWING";
        }
        return {};
    };
    return fmt::format("{} BETWEEN {} AND {}", expr.rows_mode ? "ROWS" : "RANGE", edge(expr.start),
                       edge(expr.end));
}

}  // namespace blueshift::emit
