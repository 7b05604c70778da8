#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <functional>
#include <set>

#include "plan/plan_node.h"

namespace blueshift::plan {

namespace {

using namespace analyze;

/// Rows that a table is taken to have while no statistics tell better, and what predicates leave of them.
constexpr std::int64_t kTableRows = 1000;
constexpr double kFilterSelectivity = 0.1;
constexpr double kEqualitySelectivity = 0.01;
constexpr double kCostPerRow = 0.01;
constexpr double kSortCost = 1'000'000'000'000.0;  ///< the vendor's cost of anything that must sort or gather
constexpr double kNestedLoopCost = 200'000'000.0;

int width_of(Type type) {
    const TypeInfo& info = type_info(type.id);
    if (info.length > 0) return info.length;
    if (const auto limit = length_limit(type); limit && is_string(type.id)) return std::min(*limit, 32);
    return 16;
}

int width_of(const std::vector<BoundField>& fields) {
    int width = 0;
    for (const BoundField& field : fields) width += width_of(field.type);
    return width;
}

/// AND-ed parts of a condition.
void split(const BoundExpr& condition, std::vector<const BoundExpr*>& parts) {
    if (condition.kind == BoundKind::logical && as<BoundLogical>(condition).op == BoundLogicalOp::and_) {
        for (const auto& argument : as<BoundLogical>(condition).arguments) split(*argument, parts);
    } else {
        parts.push_back(&condition);
    }
}

/// FROM items that an expression reads.
void relations_of(const BoundExpr& expr, std::set<int>& relations) {
    if (expr.kind == BoundKind::column) relations.insert(as<BoundColumn>(expr).relation);
    if (expr.kind == BoundKind::subquery) relations.insert(-1);
    for_each_child(expr, [&](const BoundExpr& child) { relations_of(child, relations); });
}

/// A part of a join that is planned already: its operator and the FROM items below it.
struct Input {
    PlanNode node;
    std::set<int> relations;
    bool replicated = false;            ///< DISTSTYLE ALL
    const catalog::Relation* table = nullptr;
    int table_id = 0;
};

class QueryPlanner {
public:
    PlanNode query(const BoundQuery& query) {
        PlanNode node = body(*query.body, query);
        if (!query.order_by.empty()) node = sort(std::move(node), query);
        if (query.limit != nullptr || query.offset != nullptr) {
            PlanNode limit = above("Limit", std::move(node));
            if (query.limit != nullptr && query.limit->kind == BoundKind::constant) {
                const Value& count = as<BoundConstant>(*query.limit).value;
                if (!count.is_null()) limit.rows = std::min(limit.rows, count.as_int());
            }
            node = std::move(limit);
        }
        return node;
    }

    PlanNode from_list(const std::vector<BoundFromPtr>& from, const BoundExpr* where) {
        std::vector<const BoundExpr*> conditions;
        if (where != nullptr) split(*where, conditions);
        if (from.empty()) {
            PlanNode result{.label = "Result", .total_cost = 0.01, .rows = 1};
            add_filter(result, conditions);
            return result;
        }
        std::vector<Input> inputs;
        for (const auto& item : from) inputs.push_back(input(*item));
        Input joined = std::move(inputs.front());
        apply_local_filters(joined, conditions);
        for (std::size_t index = 1; index < inputs.size(); ++index) {
            Input next = std::move(inputs[index]);
            apply_local_filters(next, conditions);
            joined = join(std::move(joined), std::move(next), BoundJoinKind::inner, take_join_conditions(joined, next, conditions));
        }
        add_filter(joined.node, conditions);
        return std::move(joined.node);
    }

private:
    static PlanNode above(std::string label, PlanNode child) {
        PlanNode node;
        node.label = std::move(label);
        node.startup_cost = child.startup_cost;
        node.total_cost = child.total_cost;
        node.rows = child.rows;
        node.width = child.width;
        node.children.push_back(std::move(child));
        return node;
    }

    static void add_filter(PlanNode& node, const std::vector<const BoundExpr*>& conditions) {
        if (conditions.empty()) return;
        std::string text;
        double selectivity = 1;
        for (const BoundExpr* condition : conditions) {
            text += (text.empty() ? "" : " AND ") + describe(*condition);
            selectivity *= kFilterSelectivity;
        }
        node.details.push_back("Filter: " + (conditions.size() > 1 ? "(" + text + ")" : text));
        node.rows = std::max<std::int64_t>(1, std::llround(static_cast<double>(node.rows) * selectivity));
    }

    PlanNode body(const BoundBody& body, const BoundQuery& query) {
        switch (body.kind) {
            case BoundBodyKind::select: return select(as<BoundSelect>(body), query);
            case BoundBodyKind::values: {
                const auto rows = static_cast<std::int64_t>(as<BoundValues>(body).rows.size());
                return PlanNode{.label = "Values Scan", .total_cost = static_cast<double>(rows) * kCostPerRow,
                                .rows = rows, .width = width_of(query.fields)};
            }
            case BoundBodyKind::set_operation: return set_operation(as<BoundSetOperation>(body), query);
        }
        return {};
    }

    PlanNode set_operation(const BoundSetOperation& operation, const BoundQuery& query) {
        PlanNode append{.label = "Append", .width = width_of(query.fields)};
        for (const auto* side : {operation.left.get(), operation.right.get()}) {
            PlanNode child = this->query(*side);
            append.rows += child.rows;
            append.total_cost += child.total_cost;
            append.children.push_back(above("Subquery Scan", std::move(child)));
        }
        if (operation.op == BoundSetOp::union_) {
            return operation.all ? append : above("Unique", std::move(append));
        }
        return above(operation.op == BoundSetOp::intersect ? "Hash Intersect Distinct" : "SetOp Except Distinct",
                     std::move(append));
    }

    PlanNode select(const BoundSelect& select, const BoundQuery& query) {
        PlanNode node = from_list(select.from, select.where.get());
        node.width = std::max(node.width, 0);
        if (select.grouped) {
            PlanNode aggregate = above(select.group_by.empty() ? "Aggregate" : "HashAggregate", std::move(node));
            aggregate.rows = select.group_by.empty() ? 1 : std::max<std::int64_t>(1, aggregate.rows / 5);
            aggregate.startup_cost = aggregate.total_cost + kCostPerRow;
            aggregate.total_cost = aggregate.startup_cost + static_cast<double>(aggregate.rows) * kCostPerRow;
            if (select.having != nullptr) aggregate.details.push_back("Filter: " + describe(*select.having));
            node = std::move(aggregate);
        }
        if (has_window(select)) {
            PlanNode window = above("Window", std::move(node));
            window.startup_cost += kSortCost;
            window.total_cost += kSortCost;
            if (select.qualify != nullptr) window.details.push_back("Filter: " + describe(*select.qualify));
            node = std::move(window);
        }
        node.width = width_of(query.fields);
        if (select.distinct) node = above("Unique", std::move(node));
        return node;
    }

    static bool has_window(const BoundSelect& select) {
        bool found = false;
        const std::function<void(const BoundExpr&)> look = [&](const BoundExpr& expr) {
            found = found || expr.kind == BoundKind::window;
            for_each_child(expr, look);
        };
        for (const auto& output : select.outputs) look(*output);
        return found;
    }

    static PlanNode sort(PlanNode child, const BoundQuery& query) {
        std::string keys;
        for (const BoundSort& key : query.order_by) {
            keys += (keys.empty() ? "" : ", ") +
                    (key.output >= 0 ? query.fields[static_cast<std::size_t>(key.output)].name
                                     : describe(*key.order.expr)) +
                    (key.order.descending ? " DESC" : "");
        }
        // The leader merges what the compute nodes have sorted and sent.
        PlanNode sort = above("Sort", std::move(child));
        sort.details.push_back("Sort Key: " + keys);
        sort.startup_cost += kSortCost;
        sort.total_cost = sort.startup_cost + static_cast<double>(sort.rows) * kCostPerRow;
        PlanNode network = above("Network", std::move(sort));
        network.details.push_back("Send to leader");
        PlanNode merge = above("Merge", std::move(network));
        merge.details.push_back("Merge Key: " + keys);
        return merge;
    }

    Input input(const BoundFrom& item) {
        Input result;
        if (item.id != 0) result.relations.insert(item.id);
        switch (item.kind) {
            case FromKind::table: {
                const auto& table = as<BoundTable>(item);
                result.table = table.relation.get();
                result.table_id = item.id;
                result.replicated = table.relation->diststyle == catalog::DistStyle::all;
                result.node = PlanNode{.label = "Seq Scan on " + table.relation->name,
                                       .total_cost = static_cast<double>(kTableRows) * kCostPerRow,
                                       .rows = kTableRows, .width = width_of(item.fields)};
                break;
            }
            case FromKind::query: {
                const auto& subquery = as<BoundSubqueryFrom>(item);
                result.node = above(subquery.view != nullptr ? "Subquery Scan " + subquery.view->name
                                                             : "Subquery Scan",
                                    query(*subquery.query));
                break;
            }
            case FromKind::join: {
                const auto& join_item = as<BoundJoin>(item);
                Input left = input(*join_item.left);
                Input right = input(*join_item.right);
                std::vector<const BoundExpr*> conditions;
                if (join_item.on != nullptr) split(*join_item.on, conditions);
                return join(std::move(left), std::move(right), join_item.join, std::move(conditions));
            }
            case FromKind::cte:
                result.node = PlanNode{.label = "CTE Scan", .total_cost = static_cast<double>(kTableRows) * kCostPerRow,
                                       .rows = kTableRows, .width = width_of(item.fields)};
                break;
            case FromKind::function:
                result.node = PlanNode{.label = "Function Scan on " +
                                                std::string(as<BoundFunctionFrom>(item).signature->row->name),
                                       .total_cost = 10, .rows = kTableRows, .width = width_of(item.fields)};
                break;
            case FromKind::values: {
                const auto rows = static_cast<std::int64_t>(as<BoundValuesFrom>(item).rows.size());
                result.node = PlanNode{.label = "Values Scan", .total_cost = static_cast<double>(rows) * kCostPerRow,
                                       .rows = rows, .width = width_of(item.fields)};
                break;
            }
            case FromKind::super_unnest:
                result.node = PlanNode{.label = "Unnest", .total_cost = 1, .rows = 10, .width = width_of(item.fields)};
                break;
        }
        return result;
    }

    /// Moves the conditions that read only this input below the join.
    static void apply_local_filters(Input& input, std::vector<const BoundExpr*>& conditions) {
        std::vector<const BoundExpr*> local;
        std::erase_if(conditions, [&](const BoundExpr* condition) {
            std::set<int> read;
            relations_of(*condition, read);
            const bool inside = !read.empty() && std::includes(input.relations.begin(), input.relations.end(),
                                                               read.begin(), read.end());
            if (inside) local.push_back(condition);
            return inside;
        });
        add_filter(input.node, local);
    }

    static std::vector<const BoundExpr*> take_join_conditions(const Input& left, const Input& right,
                                                              std::vector<const BoundExpr*>& conditions) {
        std::set<int> both = left.relations;
        both.insert(right.relations.begin(), right.relations.end());
        std::vector<const BoundExpr*> taken;
        std::erase_if(conditions, [&](const BoundExpr* condition) {
            std::set<int> read;
            relations_of(*condition, read);
            const bool inside = std::includes(both.begin(), both.end(), read.begin(), read.end());
            if (inside) taken.push_back(condition);
            return inside;
        });
        return taken;
    }

    static bool is_distkey(const BoundExpr& expr, const Input& input) {
        if (expr.kind != BoundKind::column || input.table == nullptr) return false;
        const auto& column = as<BoundColumn>(expr);
        return column.relation == input.table_id &&
               input.table->columns[static_cast<std::size_t>(column.column)].distkey;
    }

    /// Which side must move for the join.  Doc: dg/c_data_redistribution
    static std::string_view distribution(const Input& left, const Input& right,
                                         const std::vector<const BoundExpr*>& equalities) {
        if (right.replicated || left.replicated) return "DS_DIST_ALL_NONE";
        bool left_key = false;
        bool right_key = false;
        for (const BoundExpr* expr : equalities) {
            const auto& comparison = as<BoundComparison>(*expr);
            for (const auto* side : {comparison.left.get(), comparison.right.get()}) {
                left_key = left_key || is_distkey(*side, left);
                right_key = right_key || is_distkey(*side, right);
            }
        }
        if (left_key && right_key) return "DS_DIST_NONE";
        if (left_key) return "DS_DIST_INNER";
        if (right_key) return "DS_DIST_OUTER";
        return equalities.empty() ? "DS_BCAST_INNER" : "DS_DIST_BOTH";
    }

    static Input join(Input left, Input right, BoundJoinKind kind, std::vector<const BoundExpr*> conditions) {
        std::vector<const BoundExpr*> equalities;
        std::erase_if(conditions, [&](const BoundExpr* condition) {
            const bool hashable = condition->kind == BoundKind::comparison &&
                                  as<BoundComparison>(*condition).op == ComparisonOp::equal;
            if (hashable) equalities.push_back(condition);
            return hashable;
        });
        static constexpr std::string_view kNames[] = {"Join", "Left Join", "Right Join", "Full Join", "Join"};
        const std::string_view label = distribution(left, right, equalities);
        const bool hash = !equalities.empty();
        PlanNode node;
        node.label = hash ? fmt::format("Hash {} {}", kNames[static_cast<int>(kind)], label)
                          : fmt::format("Nested Loop {} {}", kNames[static_cast<int>(kind)], "DS_BCAST_INNER");
        if (hash) {
            std::string text;
            for (const BoundExpr* equality : equalities) text += (text.empty() ? "" : " AND ") + describe(*equality);
            node.details.push_back("Hash Cond: " + text);
        }
        if (!conditions.empty()) {
            std::string text;
            for (const BoundExpr* condition : conditions) {
                text += (text.empty() ? "" : " AND ") + describe(*condition);
            }
            node.details.push_back("Join Filter: " + text);
        }
        node.width = left.node.width + right.node.width;
        const double product = static_cast<double>(left.node.rows) * static_cast<double>(right.node.rows);
        node.rows = hash ? std::max(left.node.rows, right.node.rows)
                         : std::max<std::int64_t>(1, std::llround(std::min(product, 1e15)));
        node.startup_cost = hash ? right.node.total_cost : 0;
        node.total_cost = left.node.total_cost + right.node.total_cost + (hash ? product * kEqualitySelectivity : kNestedLoopCost);
        Input result;
        result.relations = left.relations;
        result.relations.insert(right.relations.begin(), right.relations.end());
        node.children.push_back(std::move(left.node));
        node.children.push_back(hash ? above("Hash", std::move(right.node)) : std::move(right.node));
        result.node = std::move(node);
        return result;
    }
};

}  // namespace

PlanNode plan_query(const BoundQuery& query) { return QueryPlanner().query(query); }

PlanNode plan_statement(const BoundStatement& statement) {
    const auto scan = [](const BoundTable& target) {
        return PlanNode{.label = "Seq Scan on " + target.relation->name,
                        .total_cost = static_cast<double>(kTableRows) * kCostPerRow, .rows = kTableRows,
                        .width = width_of(target.fields)};
    };
    switch (statement.kind) {
        case BoundStatementKind::select: return plan_query(*as<BoundSelectStatement>(statement).query);
        case BoundStatementKind::insert: {
            const auto& insert = as<BoundInsert>(statement);
            if (insert.query == nullptr) return PlanNode{.label = "Result", .total_cost = 0.01, .rows = 1};
            return plan_query(*insert.query);
        }
        case BoundStatementKind::update: {
            const auto& update = as<BoundUpdate>(statement);
            if (!update.from.empty()) return QueryPlanner().from_list(update.from, update.where.get());
            PlanNode node = scan(*update.target);
            if (update.where != nullptr) node.details.push_back("Filter: " + describe(*update.where));
            return node;
        }
        case BoundStatementKind::delete_: {
            const auto& delete_ = as<BoundDelete>(statement);
            if (!delete_.using_.empty()) return QueryPlanner().from_list(delete_.using_, delete_.where.get());
            PlanNode node = scan(*delete_.target);
            if (delete_.where != nullptr) node.details.push_back("Filter: " + describe(*delete_.where));
            return node;
        }
        case BoundStatementKind::merge: {
            PlanNode node = scan(*as<BoundMerge>(statement).target);
            node.details.push_back("Join Filter: " + describe(*as<BoundMerge>(statement).on));
            return node;
        }
    }
    return {};
}

}  // namespace blueshift::plan
