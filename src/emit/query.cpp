/// Queries: select lists, grouping, set operations, ordering.
#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>

#include "emit/emitter.h"

namespace blueshift::emit {

using namespace analyze;

namespace {

/// SUPER values sort by their dynamic types first.  Doc: dg/query-super
std::string super_key(const std::string& text) { return fmt::format("bs_super_sort_key({})", text); }

/// What a value is sorted by.
std::string order_key(Emitter& emitter, const BoundExpr& expr) {
    return expr.type.id == TypeId::super ? super_key(emitter.expression(expr)) : emitter.key(expr);
}

std::string_view set_operator(BoundSetOp op) {
    switch (op) {
        case BoundSetOp::union_: return "UNION";
        case BoundSetOp::intersect: return "INTERSECT";
        case BoundSetOp::except: return "EXCEPT";
    }
    return "UNION";
}

bool is_constant(const BoundExpr& expr) {
    return expr.kind == BoundKind::constant || expr.kind == BoundKind::parameter;
}

}  // namespace

std::string Emitter::column_names(std::size_t count) {
    std::string names;
    for (std::size_t i = 0; i < count; ++i) names += fmt::format("{}k{}", i == 0 ? "" : ",", i);
    return names;
}

std::string Emitter::query(const BoundQuery& query) {
    return this->query(query, [this](const BoundExpr& expr, std::size_t) { return expression(expr); });
}

std::string Emitter::query(const BoundQuery& query, const EmitOutput& output) {
    return with_clause(query.ctes) + body(query, output) + limit_clause(query);
}

std::string Emitter::with_clause(const std::vector<BoundCte>& ctes) {
    if (ctes.empty()) return {};
    const bool recursive = std::ranges::any_of(ctes, &BoundCte::recursive);
    std::vector<std::string> items;
    for (const BoundCte& cte : ctes) {
        traits_.add(cte);
        items.push_back(fmt::format("cte{}({}) AS ({})", cte.id, column_names(cte.query->fields.size()),
                                    query(*cte.query)));
    }
    return fmt::format("WITH {}{} ", recursive ? "RECURSIVE " : "", fmt::join(items, ", "));
}

std::string Emitter::body(const BoundQuery& query, const EmitOutput& output) {
    switch (query.body->kind) {
        case BoundBodyKind::select: return select(query, output);
        case BoundBodyKind::values:
            return "VALUES " + values_rows(as<BoundValues>(*query.body).rows, output) +
                   order_clause(query);
        case BoundBodyKind::set_operation: {
            std::string text = set_operation(as<BoundSetOperation>(*query.body));
            const bool sorts_by_key = std::ranges::any_of(query.order_by, [&](const BoundSort& sort) {
                return output_needs_key(query, static_cast<std::size_t>(sort.output));
            });
            // The engine sorts a set operation by its columns only.
            if (sorts_by_key) {
                text = fmt::format("SELECT * FROM ({}) AS s({})", text, column_names(query.fields.size()));
            }
            return text + order_clause(query);
        }
    }
    return {};
}

std::string Emitter::select(const BoundQuery& query, const EmitOutput& output) {
    const auto& select = as<BoundSelect>(*query.body);
    for (const BoundFromPtr& item : select.from) register_item(*item);
    filters_.add(select);
    std::string from;
    if (!select.from.empty()) {
        const Conditions conditions(*this, select.where.get(), false);
        from = " FROM " + from_list(select.from);
    }
    if (select.where) from += " WHERE " + expression(*select.where);
    from += group_clause(select);

    const bool keyed_groups = std::ranges::any_of(select.group_by, [this](const BoundExprPtr& group) {
        return !traits_.blank_free(*group) || traits_.case_insensitive(*group);
    });
    const GroupScopes::Enter over_groups(groups_, keyed_groups ? &select : nullptr);
    std::string text = "SELECT " + select_list(select, output) + from;
    if (select.having) text += " HAVING " + expression(*select.having);
    if (select.qualify) text += " QUALIFY " + expression(*select.qualify);
    return text + order_clause(query);
}

std::string Emitter::select_list(const BoundSelect& select, const EmitOutput& output) {
    std::vector<std::string> outputs;
    for (std::size_t i = 0; i < select.outputs.size(); ++i) outputs.push_back(output(*select.outputs[i], i));
    if (outputs.empty()) outputs.emplace_back("1");
    if (!select.distinct) return fmt::format("{}", fmt::join(outputs, ", "));

    const bool plain = std::ranges::all_of(select.outputs, [this](const BoundExprPtr& expr) {
        return traits_.blank_free(*expr) && !traits_.case_insensitive(*expr);
    });
    if (plain) return fmt::format("DISTINCT {}", fmt::join(outputs, ", "));
    std::vector<std::string> keys;
    for (const BoundExprPtr& expr : select.outputs) {
        if (!is_constant(*expr)) keys.push_back(key(*expr));
    }
    return fmt::format("DISTINCT ON ({}) {}", fmt::join(keys, ", "), fmt::join(outputs, ", "));
}

std::string Emitter::group_clause(const BoundSelect& select) {
    if (select.group_by.empty()) return {};
    std::vector<std::string> keys;
    for (const BoundExprPtr& expr : select.group_by) {
        // A bare number would be an ordinal for the engine.
        keys.push_back(is_constant(*expr)
                           ? fmt::format("CAST({} AS {})", expression(*expr), engine_type(expr->type))
                           : key(*expr));
    }
    if (select.grouping_sets.empty()) return fmt::format(" GROUP BY {}", fmt::join(keys, ", "));
    std::vector<std::string> sets;
    for (const std::vector<int>& set : select.grouping_sets) {
        std::vector<std::string_view> members;
        for (const int index : set) members.push_back(keys[static_cast<std::size_t>(index)]);
        sets.push_back(fmt::format("({})", fmt::join(members, ", ")));
    }
    return fmt::format(" GROUP BY GROUPING SETS ({})", fmt::join(sets, ", "));
}

std::string Emitter::set_operation(const BoundSetOperation& operation) {
    const std::size_t column_count = operation.left->fields.size();
    std::vector<std::string> keys;
    bool keyed = false;
    const std::string left = query(*operation.left);
    const std::string right = query(*operation.right);
    for (std::size_t i = 0; i < column_count; ++i) {
        std::string name = fmt::format("k{}", i);
        const bool trim =
            !traits_.blank_free(*operation.left, i) || !traits_.blank_free(*operation.right, i);
        const bool fold = traits_.case_insensitive(*operation.left, i) ||
                          traits_.case_insensitive(*operation.right, i);
        keyed = keyed || trim || fold;
        keys.push_back(key_form(std::move(name), trim, fold));
    }
    const std::string names = column_names(column_count);
    if (!keyed || (operation.op == BoundSetOp::union_ && operation.all)) {
        return fmt::format("({}) {}{} ({})", left, set_operator(operation.op),
                           operation.all ? " ALL" : "", right);
    }
    if (operation.op == BoundSetOp::union_) {
        return fmt::format("SELECT DISTINCT ON ({}) * FROM (({}) UNION ALL ({})) AS s({})",
                           fmt::join(keys, ", "), left, right, names);
    }
    const std::string list = fmt::format("{}", fmt::join(keys, ", "));
    return fmt::format("(SELECT {0} FROM ({1}) AS s({2})) {3}{4} (SELECT {0} FROM ({5}) AS s({2}))", list,
                       left, names, set_operator(operation.op), operation.all ? " ALL" : "", right);
}

std::string Emitter::values_rows(const std::vector<std::vector<BoundExprPtr>>& rows,
                                 const EmitOutput& output) {
    std::string text;
    for (const auto& row : rows) {
        text += text.empty() ? "(" : ", (";
        for (std::size_t i = 0; i < row.size(); ++i) {
            if (i != 0) text += ", ";
            text += output(*row[i], i);
        }
        text += ')';
    }
    return text;
}

bool Emitter::output_needs_key(const BoundQuery& query, std::size_t column) {
    return query.fields[column].type.id == TypeId::super || !traits_.blank_free(query, column) || traits_.case_insensitive(query, column);
}

std::string Emitter::output_key(const BoundQuery& query, std::size_t column, std::string name) {
    if (query.fields[column].type.id == TypeId::super) return super_key(name);
    return key_form(std::move(name), !traits_.blank_free(query, column),
                    traits_.case_insensitive(query, column));
}

std::string Emitter::order_clause(const BoundQuery& query) {
    std::vector<std::string> keys;
    for (const BoundSort& sort : query.order_by) {
        if (sort.output < 0 && is_constant(*sort.order.expr)) continue;
        keys.push_back(sort_key(query, sort) + std::string(direction(sort.order)));
    }
    return keys.empty() ? std::string() : fmt::format(" ORDER BY {}", fmt::join(keys, ", "));
}

std::string Emitter::sort_key(const BoundQuery& query, const BoundSort& sort) {
    if (sort.output < 0) return order_key(*this, *sort.order.expr);
    const auto column = static_cast<std::size_t>(sort.output);
    if (!output_needs_key(query, column)) return fmt::format("{}", column + 1);
    if (query.body->kind == BoundBodyKind::select) {
        return order_key(*this, *as<BoundSelect>(*query.body).outputs[column]);
    }
    return output_key(query, column, fmt::format("k{}", column));
}

std::string Emitter::limit_clause(const BoundQuery& query) {
    std::string text;
    // Plain numbers, which the engine needs to see to keep only the first rows while it sorts.
    const auto count = [this](const BoundExpr& expr) {
        if (expr.kind != BoundKind::constant) return expression(expr);
        const Value& value = as<BoundConstant>(expr).value;
        return value.is_null() ? std::string("NULL") : fmt::format("{}", value.as_int());
    };
    if (query.limit) text += " LIMIT " + count(*query.limit);
    if (query.offset) text += " OFFSET " + count(*query.offset);
    return text;
}

/// Explicit in every place: the engine's defaults are its own.
std::string_view Emitter::direction(const BoundOrder& order) {
    if (order.descending) return order.nulls_first ? " DESC NULLS FIRST" : " DESC NULLS LAST";
    return order.nulls_first ? " ASC NULLS FIRST" : " ASC NULLS LAST";
}

std::string Emitter::order_list(const std::vector<BoundOrder>& order) {
    std::vector<std::string> keys;
    for (const BoundOrder& item : order) keys.push_back(order_key(*this, *item.expr) + std::string(direction(item)));
    return fmt::format("{}", fmt::join(keys, ", "));
}

}  // namespace blueshift::emit
