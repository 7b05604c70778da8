#include "plan/plan_join.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cmath>

#include "plan/costs.h"

namespace blueshift::plan {

namespace {

using namespace analyze;

/// Columns of a join's conditions are named by the side that gives them.
ColumnNames side_names(const Input& outer) {
    return [relations = outer.relations](const BoundColumn& column) {
        return fmt::format("\"{}\".{}", relations.contains(column.relation) ? "outer" : "inner", column.name);
    };
}

bool reads_only(const BoundExpr& expr, const std::set<int>& relations) {
    if (expr.kind == BoundKind::subquery) return false;
    if (expr.kind == BoundKind::column) return relations.contains(as<BoundColumn>(expr).relation);
    bool only = true;
    for_each_child(expr, [&](const BoundExpr& child) { only = only && reads_only(child, relations); });
    return only;
}

/// `("outer".a = "inner".b)`, whichever side was written first.
std::string describe_equality(const BoundComparison& equality, const Input& outer) {
    const ColumnNames names = side_names(outer);
    const BoundExpr* first = equality.left.get();
    const BoundExpr* second = equality.right.get();
    if (!reads_only(*first, outer.relations)) std::swap(first, second);
    return "(" + describe(*first, names) + " = " + describe(*second, names) + ")";
}

const catalog::Column* column_of(const BoundExpr& expr, const Input& input) {
    if (expr.kind != BoundKind::column || input.table == nullptr) return nullptr;
    const auto& column = as<BoundColumn>(expr);
    if (column.relation != input.table_id || column.column < 0) return nullptr;
    return &input.table->columns[static_cast<std::size_t>(column.column)];
}

/// What the equalities of a join say about the keys of its sides.
struct Keys {
    bool outer_distributed = false;  ///< an equality is on the distribution key
    bool inner_distributed = false;
    bool same_row_order = false;     ///< distribution and sort key of both sides
};

Keys keys_of(const Input& outer, const Input& inner, const std::vector<const BoundExpr*>& equalities) {
    Keys keys;
    for (const BoundExpr* expr : equalities) {
        const auto& comparison = as<BoundComparison>(*expr);
        const catalog::Column* outer_column = nullptr;
        const catalog::Column* inner_column = nullptr;
        for (const auto* side : {comparison.left.get(), comparison.right.get()}) {
            if (const auto* column = column_of(*side, outer)) outer_column = column;
            if (const auto* column = column_of(*side, inner)) inner_column = column;
        }
        keys.outer_distributed = keys.outer_distributed || (outer_column != nullptr && outer_column->distkey);
        keys.inner_distributed = keys.inner_distributed || (inner_column != nullptr && inner_column->distkey);
        if (outer_column == nullptr || inner_column == nullptr) continue;
        keys.same_row_order = keys.same_row_order ||
                              (outer_column->distkey && outer_column->sortkey_ordinal == 1 &&
                               inner_column->distkey && inner_column->sortkey_ordinal == 1);
    }
    return keys;
}

struct Movement {
    std::string_view label;
    double cost = 0;
};

Movement movement(const Input& outer, const Input& inner, const Keys& keys) {
    const auto rows = [](const Input& input) { return static_cast<double>(input.node.rows); };
    if (inner.replicated || outer.replicated) return {"DS_DIST_ALL_NONE", 0};
    if (keys.outer_distributed && keys.inner_distributed) return {"DS_DIST_NONE", 0};
    const double broadcast = rows(inner) * broadcast_row(inner.node.width);
    const double move_outer = rows(outer) * redistribute_row(outer.node.width);
    const double move_inner = rows(inner) * redistribute_row(inner.node.width);
    Movement best{"DS_BCAST_INNER", broadcast};
    if (keys.outer_distributed && move_inner < best.cost) best = {"DS_DIST_INNER", move_inner};
    if (keys.inner_distributed && move_outer < best.cost) best = {"DS_DIST_OUTER", move_outer};
    if (move_outer + move_inner < best.cost) best = {"DS_DIST_BOTH", move_outer + move_inner};
    return best;
}

constexpr std::array<std::string_view, 5> kJoinNames = {"Join", "Left Join", "Right Join", "Full Join", "Join"};

void add_equalities(PlanNode& node, std::string_view word, const Input& outer,
                    const std::vector<const BoundExpr*>& equalities) {
    std::string text;
    for (const BoundExpr* equality : equalities) {
        text += (text.empty() ? "" : " AND ") + describe_equality(as<BoundComparison>(*equality), outer);
    }
    node.details.push_back(fmt::format("{}: {}", word, equalities.size() > 1 ? "(" + text + ")" : text));
}

PlanNode nested_loop(Input& outer, Input& inner, BoundJoinKind kind) {
    PlanNode node;
    node.label = fmt::format("Nested Loop {} DS_BCAST_INNER", kJoinNames[static_cast<std::size_t>(kind)]);
    const double product = static_cast<double>(outer.node.rows) * static_cast<double>(inner.node.rows);
    node.rows = std::max<std::int64_t>(1, std::llround(std::min(product, 1e15)));
    node.total_cost = kNestedLoop + outer.node.total_cost + inner.node.total_cost + product * kScanRow;
    node.children.push_back(std::move(outer.node));
    node.children.push_back(std::move(inner.node));
    return node;
}

PlanNode merge_join(Input& outer, Input& inner, BoundJoinKind kind) {
    PlanNode node;
    node.label = fmt::format("Merge {} DS_DIST_NONE", kJoinNames[static_cast<std::size_t>(kind)]);
    node.rows = std::max(outer.node.rows, inner.node.rows);
    node.total_cost = outer.node.total_cost + inner.node.total_cost +
                      static_cast<double>(std::max(outer.node.rows, inner.node.rows)) * kMergeRow;
    node.children.push_back(std::move(outer.node));
    node.children.push_back(std::move(inner.node));
    return node;
}

PlanNode hash_join(Input& outer, Input& inner, BoundJoinKind kind, const Keys& keys) {
    const Movement moved = movement(outer, inner, keys);
    PlanNode node;
    node.label = fmt::format("Hash {} {}", kJoinNames[static_cast<std::size_t>(kind)], moved.label);
    node.rows = std::max(outer.node.rows, inner.node.rows);
    node.startup_cost = inner.node.total_cost + static_cast<double>(inner.node.rows) * kOperatorRow;
    node.total_cost = node.startup_cost + outer.node.total_cost + moved.cost +
                      static_cast<double>(outer.node.rows) * kProbeRow;
    node.children.push_back(std::move(outer.node));
    PlanNode hash = above("Hash", std::move(inner.node));
    hash.startup_cost = hash.total_cost;
    node.children.push_back(std::move(hash));
    return node;
}

}  // namespace

Input join(Input left, Input right, BoundJoinKind kind, std::vector<const BoundExpr*> conditions) {
    std::vector<const BoundExpr*> equalities;
    std::erase_if(conditions, [&](const BoundExpr* condition) {
        if (condition->kind != BoundKind::comparison) return false;
        const auto& comparison = as<BoundComparison>(*condition);
        const bool hashable = comparison.op == ComparisonOp::equal &&
                              ((reads_only(*comparison.left, left.relations) &&
                                reads_only(*comparison.right, right.relations)) ||
                               (reads_only(*comparison.left, right.relations) &&
                                reads_only(*comparison.right, left.relations)));
        if (hashable) equalities.push_back(condition);
        return hashable;
    });
    const bool symmetric = kind == BoundJoinKind::inner || kind == BoundJoinKind::cross;
    if (symmetric && left.node.rows < right.node.rows) std::swap(left, right);
    const Keys keys = keys_of(left, right, equalities);
    const int width = left.node.width + right.node.width;

    Input result;
    result.relations = left.relations;
    result.relations.insert(right.relations.begin(), right.relations.end());
    const ColumnNames names = side_names(left);
    if (equalities.empty()) {
        result.node = nested_loop(left, right, kind);
    } else if (keys.same_row_order) {
        result.node = merge_join(left, right, kind);
        add_equalities(result.node, "Merge Cond", left, equalities);
    } else {
        result.node = hash_join(left, right, kind, keys);
        add_equalities(result.node, "Hash Cond", left, equalities);
    }
    if (!conditions.empty()) result.node.details.push_back("Join Filter: " + describe_all(conditions, names));
    result.node.width = width;
    return result;
}

}  // namespace blueshift::plan
