#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <map>
#include <set>

#include "analyze/walk.h"
#include "plan/costs.h"
#include "plan/plan_join.h"
#include "plan/plan_node.h"

namespace blueshift::plan {

namespace {

using namespace analyze;

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

std::string bare_name(const BoundColumn& column) { return column.name; }

/// Plans one statement; knows which columns it reads.
class QueryPlanner {
public:
    explicit QueryPlanner(const RowCounts& row_counts) : row_counts_(row_counts) {}

    void note_columns(const BoundExpr& expr) {
        walk(expr, true, [this](const BoundExpr& inner) {
            if (inner.kind != BoundKind::column) return;
            const auto& column = as<BoundColumn>(inner);
            columns_read_[column.relation].insert(column.column);
        });
    }

    PlanNode query(const BoundQuery& query) {
        for_each_expression(query, [this](const BoundExpr& expr) { note_columns(expr); });
        PlanNode node = body(*query.body, query);
        if (!query.order_by.empty()) node = sort(std::move(node), query);
        if (query.limit != nullptr || query.offset != nullptr) node = limit(std::move(node), query);
        return node;
    }

    PlanNode from_list(const std::vector<BoundFromPtr>& from, const BoundExpr* where) {
        std::vector<const BoundExpr*> conditions;
        if (where != nullptr) split(*where, conditions);
        if (from.empty()) {
            PlanNode result{.label = "Result", .total_cost = kScanRow, .rows = 1};
            add_filter(result, conditions);
            return result;
        }
        std::vector<Input> inputs;
        for (const auto& item : from) {
            inputs.push_back(input(*item));
            apply_local_filters(inputs.back(), conditions);
        }
        Input joined = std::move(inputs.front());
        inputs.erase(inputs.begin());
        while (!inputs.empty()) {
            const std::size_t index = next_input(joined, inputs, conditions);
            Input next = std::move(inputs[index]);
            inputs.erase(inputs.begin() + static_cast<std::ptrdiff_t>(index));
            auto taken = take_join_conditions(joined, next, conditions);
            joined = join(std::move(joined), std::move(next), BoundJoinKind::inner, std::move(taken));
        }
        add_filter(joined.node, conditions);
        return std::move(joined.node);
    }

    PlanNode scan(const BoundTable& table) const {
        const catalog::Relation& relation = *table.relation;
        PlanNode node;
        node.label = "Seq Scan on " + shown_name(relation);
        node.rows = row_counts_ ? std::max<std::int64_t>(row_counts_(relation), 1) : kRowsUnknown;
        node.total_cost = static_cast<double>(node.rows) * kScanRow;
        node.width = width_read(table);
        node.table = relation.oid;
        return node;
    }

    static void add_filter(PlanNode& node, const std::vector<const BoundExpr*>& conditions) {
        if (conditions.empty()) return;
        double selectivity = 1;
        for (const BoundExpr* condition : conditions) {
            const bool equality = condition->kind == BoundKind::comparison &&
                                  as<BoundComparison>(*condition).op == ComparisonOp::equal;
            selectivity *= equality ? kEqualitySelectivity : kOtherSelectivity;
        }
        node.details.push_back("Filter: " + describe_all(conditions, bare_name));
        node.rows = std::max<std::int64_t>(1, std::llround(static_cast<double>(node.rows) * selectivity));
    }

private:
    /// The table behind a materialized view has a name of its own.
    static std::string shown_name(const catalog::Relation& relation) {
        if (relation.kind != catalog::RelationKind::materialized_view) return relation.name;
        return fmt::format("mv_tbl__{}__0 {}", relation.name, relation.name);
    }

    /// Bytes of the columns that the statement reads of a FROM item.
    int width_read(const BoundFrom& item) const {
        const auto read = columns_read_.find(item.id);
        if (read == columns_read_.end()) return 0;
        int width = 0;
        for (const int column : read->second) width += width_of(item.fields[static_cast<std::size_t>(column)].type);
        return width;
    }

    static int width_of_fields(const std::vector<BoundField>& fields) {
        int width = 0;
        for (const BoundField& field : fields) width += width_of(field.type);
        return width;
    }

    /// Columns with their tables, as sort keys over joins show them.
    ColumnNames qualified_names(const BoundQuery& query) const {
        std::map<int, std::string> tables;
        if (query.body->kind == BoundBodyKind::select) {
            for (const auto& item : as<BoundSelect>(*query.body).from) collect_names(*item, tables);
        }
        if (tables.size() < 2) return bare_name;
        return [tables](const BoundColumn& column) {
            const auto table = tables.find(column.relation);
            return table == tables.end() ? column.name : table->second + "." + column.name;
        };
    }

    static void collect_names(const BoundFrom& item, std::map<int, std::string>& tables) {
        if (item.kind == FromKind::table) {
            tables[item.id] = as<BoundTable>(item).relation->name;
        } else if (item.kind == FromKind::query && as<BoundSubqueryFrom>(item).view != nullptr) {
            tables[item.id] = as<BoundSubqueryFrom>(item).view->name;
        } else if (item.kind == FromKind::join) {
            collect_names(*as<BoundJoin>(item).left, tables);
            collect_names(*as<BoundJoin>(item).right, tables);
        }
    }

    PlanNode body(const BoundBody& body, const BoundQuery& query) {
        switch (body.kind) {
            case BoundBodyKind::select: return select(as<BoundSelect>(body), query);
            case BoundBodyKind::values: return values(as<BoundValues>(body).rows.size(), query.fields);
            case BoundBodyKind::set_operation: return set_operation(as<BoundSetOperation>(body), query);
        }
        return {};
    }

    static PlanNode values(std::size_t row_count, const std::vector<BoundField>& fields) {
        PlanNode node;
        node.label = "Values Scan";
        node.rows = static_cast<std::int64_t>(row_count);
        node.total_cost = static_cast<double>(row_count) * kScanRow;
        node.width = width_of_fields(fields);
        return node;
    }

    PlanNode set_operation(const BoundSetOperation& operation, const BoundQuery& query) {
        PlanNode append;
        append.label = "Append";
        append.width = width_of_fields(query.fields);
        int number = 1;
        for (const auto* side : {operation.left.get(), operation.right.get()}) {
            PlanNode child = this->query(*side);
            append.rows += child.rows;
            append.total_cost += child.total_cost;
            append.children.push_back(above(fmt::format("Subquery Scan \"*SELECT* {}\"", number++), std::move(child)));
        }
        if (operation.op == BoundSetOp::union_) return operation.all ? append : unique(std::move(append));
        return above(operation.op == BoundSetOp::intersect ? "Hash Intersect Distinct" : "SetOp Except Distinct",
                     std::move(append));
    }

    static PlanNode unique(PlanNode child) {
        PlanNode node = above("Unique", std::move(child));
        node.total_cost += static_cast<double>(node.rows) * kOperatorRow;
        node.rows = std::min(node.rows, kGroupsUnknown);
        return node;
    }

    PlanNode select(const BoundSelect& select, const BoundQuery& query) {
        PlanNode node = from_list(select.from, select.where.get());
        if (select.grouped) node = aggregate(std::move(node), select);
        if (const BoundWindow* window = find_window(select)) node = windowed(std::move(node), *window, select);
        node.width = width_of_fields(query.fields);
        return select.distinct ? unique(std::move(node)) : node;
    }

    static PlanNode aggregate(PlanNode child, const BoundSelect& select) {
        std::set<const BoundExpr*> aggregates;
        const auto look = [&](const BoundExpr& expr) {
            walk(expr, false, [&](const BoundExpr& inner) {
                if (inner.kind == BoundKind::aggregate) aggregates.insert(&inner);
            });
        };
        for (const auto& output : select.outputs) look(*output);
        if (select.having != nullptr) look(*select.having);
        const double steps = static_cast<double>(select.group_by.size() + aggregates.size());
        PlanNode node = above(select.group_by.empty() ? "Aggregate" : "HashAggregate", std::move(child));
        node.startup_cost = node.total_cost + static_cast<double>(node.rows) * kOperatorRow * std::max(steps, 1.0);
        node.rows = select.group_by.empty() ? 1 : std::min(node.rows, kGroupsUnknown);
        node.total_cost = node.startup_cost + std::max(static_cast<double>(node.rows) * kOperatorRow, kScanRow);
        if (select.having != nullptr) add_filter(node, {select.having.get()});
        return node;
    }

    static const BoundWindow* find_window(const BoundSelect& select) {
        const BoundWindow* found = nullptr;
        for (const auto& output : select.outputs) {
            walk(*output, false, [&](const BoundExpr& expr) {
                if (expr.kind == BoundKind::window && found == nullptr) found = &as<BoundWindow>(expr);
            });
        }
        return found;
    }

    /// Rows of one partition meet on one slice, in order.
    static PlanNode windowed(PlanNode child, const BoundWindow& window, const BoundSelect& select) {
        std::string partition;
        for (const auto& key : window.partition_by) {
            partition += (partition.empty() ? "" : ", ") + describe(*key, bare_name);
        }
        std::string order;
        for (const auto& key : window.order_by) order += (order.empty() ? "" : ", ") + describe(*key.expr, bare_name);
        const std::string keys = partition + (partition.empty() || order.empty() ? "" : ", ") + order;
        PlanNode network = above("Network", std::move(child));
        network.details.push_back(partition.empty() ? "Send to slice 0" : "Distribute");
        PlanNode node = std::move(network);
        if (!keys.empty()) {
            node = above("Sort", std::move(node));
            node.details.push_back("Sort Key: " + keys);
            node.startup_cost = node.total_cost + sort_cost(node.rows);
            node.total_cost = node.startup_cost + static_cast<double>(node.rows) * kOperatorRow;
        }
        node = above("Window", std::move(node));
        if (!partition.empty()) node.details.push_back("Partition: " + partition);
        if (!order.empty()) node.details.push_back("Order: " + order);
        node.total_cost += static_cast<double>(node.rows) * kOperatorRow;
        if (select.qualify != nullptr) add_filter(node, {select.qualify.get()});
        return node;
    }

    PlanNode sort(PlanNode child, const BoundQuery& query) const {
        const ColumnNames names = qualified_names(query);
        std::string keys;
        for (const BoundSort& key : query.order_by) {
            std::string text;
            if (key.output < 0) {
                text = describe(*key.order.expr, names);
            } else if (query.body->kind == BoundBodyKind::select) {
                text = describe(*as<BoundSelect>(*query.body).outputs[static_cast<std::size_t>(key.output)], names);
            } else {
                text = query.fields[static_cast<std::size_t>(key.output)].name;
            }
            keys += (keys.empty() ? "" : ", ") + text;
        }
        // The leader merges what the compute nodes have sorted and sent.
        PlanNode sort = above("Sort", std::move(child));
        sort.details.push_back("Sort Key: " + keys);
        sort.startup_cost = sort.total_cost + sort_cost(sort.rows);
        sort.total_cost = sort.startup_cost + static_cast<double>(sort.rows) * kOperatorRow;
        PlanNode network = above("Network", std::move(sort));
        network.details.push_back("Send to leader");
        PlanNode merge = above("Merge", std::move(network));
        merge.details.push_back("Merge Key: " + keys);
        return merge;
    }

    static PlanNode limit(PlanNode child, const BoundQuery& query) {
        PlanNode node = above("Limit", std::move(child));
        if (query.limit == nullptr || query.limit->kind != BoundKind::constant) return node;
        const Value& count = as<BoundConstant>(*query.limit).value;
        if (count.is_null() || count.as_int() >= node.rows) return node;
        const double part = static_cast<double>(count.as_int()) / static_cast<double>(node.rows);
        node.total_cost = node.startup_cost + (node.total_cost - node.startup_cost) * part;
        node.rows = std::max<std::int64_t>(1, count.as_int());
        return node;
    }

    Input input(const BoundFrom& item) {
        Input result;
        if (item.id != 0) result.relations.insert(item.id);
        const auto scan_of = [&](std::string label, std::int64_t rows) {
            PlanNode node;
            node.label = std::move(label);
            node.rows = rows;
            node.total_cost = static_cast<double>(rows) * kScanRow;
            node.width = width_read(item);
            return node;
        };
        switch (item.kind) {
            case FromKind::table: {
                const auto& table = as<BoundTable>(item);
                result.table = table.relation.get();
                result.table_id = item.id;
                result.replicated = table.relation->diststyle == catalog::DistStyle::all;
                result.node = scan(table);
                break;
            }
            case FromKind::query: {
                const auto& subquery = as<BoundSubqueryFrom>(item);
                PlanNode child = query(*subquery.query);
                result.node = above(subquery.view != nullptr ? "Subquery Scan " + subquery.view->name
                                                             : fmt::format("Subquery Scan derived_table{}", ++derived_),
                                    std::move(child));
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
            case FromKind::cte: result.node = scan_of("CTE Scan", kRowsUnknown); break;
            case FromKind::function:
                result.node = scan_of(
                    fmt::format("Function Scan on {}", as<BoundFunctionFrom>(item).signature->row->name), kRowsUnknown);
                break;
            case FromKind::values: result.node = values(as<BoundValuesFrom>(item).rows.size(), item.fields); break;
            case FromKind::super_unnest: result.node = scan_of("Unnest", kRowsUnknown); break;
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

    /// The first input that a condition ties to what is joined already; else the first.
    static std::size_t next_input(const Input& joined, const std::vector<Input>& inputs,
                                  const std::vector<const BoundExpr*>& conditions) {
        for (std::size_t index = 0; index < inputs.size(); ++index) {
            auto untaken = conditions;
            if (!take_join_conditions(joined, inputs[index], untaken).empty()) return index;
        }
        return 0;
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

    const RowCounts& row_counts_;
    std::map<int, std::set<int>> columns_read_;  ///< by FROM item
    int derived_ = 0;
};

PlanNode plan_write(const BoundTable& target, const std::vector<BoundFromPtr>& from, const BoundExpr* where,
                    QueryPlanner& planner) {
    if (where != nullptr) planner.note_columns(*where);
    if (!from.empty()) return planner.from_list(from, where);
    PlanNode node = planner.scan(target);
    if (where != nullptr) QueryPlanner::add_filter(node, {where});
    return node;
}

}  // namespace

PlanNode above(std::string label, PlanNode child) {
    PlanNode node;
    node.label = std::move(label);
    node.startup_cost = child.startup_cost;
    node.total_cost = child.total_cost;
    node.rows = child.rows;
    node.width = child.width;
    node.children.push_back(std::move(child));
    return node;
}

PlanNode plan_query(const BoundQuery& query, const RowCounts& row_counts) {
    return QueryPlanner(row_counts).query(query);
}

PlanNode plan_statement(const BoundStatement& statement, const RowCounts& row_counts) {
    QueryPlanner planner(row_counts);
    switch (statement.kind) {
        case BoundStatementKind::select: return planner.query(*as<BoundSelectStatement>(statement).query);
        case BoundStatementKind::insert: {
            const auto& insert = as<BoundInsert>(statement);
            if (insert.query == nullptr) return PlanNode{.label = "Result", .total_cost = kScanRow, .rows = 1};
            return planner.query(*insert.query);
        }
        case BoundStatementKind::update: {
            const auto& update = as<BoundUpdate>(statement);
            return plan_write(*update.target, update.from, update.where.get(), planner);
        }
        case BoundStatementKind::delete_: {
            const auto& delete_ = as<BoundDelete>(statement);
            return plan_write(*delete_.target, delete_.using_, delete_.where.get(), planner);
        }
        case BoundStatementKind::merge: {
            const auto& merge = as<BoundMerge>(statement);
            PlanNode node = planner.scan(*merge.target);
            node.details.push_back("Join Filter: " + describe(*merge.on, bare_name));
            return node;
        }
    }
    return {};
}

}  // namespace blueshift::plan
