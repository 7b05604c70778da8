/// FROM items. Item number n has the alias r<n>; its columns are c<number> for tables and k0, k1 … for everything else.
#include <fmt/format.h>
#include <fmt/ranges.h>

#include "catalog/view.h"
#include "emit/emitter.h"

namespace blueshift::emit {

using namespace analyze;

namespace {

std::string_view join_operator(BoundJoinKind kind) {
    switch (kind) {
        case BoundJoinKind::inner: return "JOIN";
        case BoundJoinKind::left: return "LEFT JOIN";
        case BoundJoinKind::right: return "RIGHT JOIN";
        case BoundJoinKind::full: return "FULL JOIN";
        case BoundJoinKind::cross: return "CROSS JOIN";
    }
    return "JOIN";
}

}  // namespace

void Emitter::register_item(const BoundFrom& item) {
    traits_.add(item);
    if (item.kind == FromKind::join) {
        register_item(*as<BoundJoin>(item).left);
        register_item(*as<BoundJoin>(item).right);
    } else if (item.kind == FromKind::table) {
        tables_[item.id] = &as<BoundTable>(item);
    }
}

std::string Emitter::from_list(const std::vector<BoundFromPtr>& items) {
    std::vector<std::string> texts;
    for (const BoundFromPtr& item : items) texts.push_back(from_item(*item));
    return fmt::format("{}", fmt::join(texts, ", "));
}

std::string Emitter::table_name(const catalog::Relation& relation) const {
    const catalog::EngineName name = catalog::engine_name(relation);
    return name.schema.empty() ? name.table : name.schema + "." + name.table;
}

std::string Emitter::catalog_scan(const BoundTable& table) {
    std::string text = fmt::format("sys_{}({}", table.relation->name, context_.catalog_token);
    if (const CatalogFilters::ByRole* known = filters_.find(table.id)) {
        for (const auto& [role, value] : *known) {
            text += fmt::format(", {} := CAST({} AS VARCHAR)", filter_name(role), expression(*value));
        }
    }
    return text + ")";
}

std::string Emitter::from_item(const BoundFrom& item) {
    const auto derived = [&](const std::string& text) {
        return fmt::format("({}) AS r{}({})", text, item.id, column_names(item.fields.size()));
    };
    switch (item.kind) {
        case FromKind::table:
            if (as<BoundTable>(item).relation->kind == catalog::RelationKind::external) {
                return external_table(as<BoundTable>(item));
            }
            if (const auto& table = as<BoundTable>(item); table.relation->kind == catalog::RelationKind::system) {
                return fmt::format("{} AS r{}", catalog_scan(table), item.id);
            }
            return fmt::format("{} AS r{}", table_name(*as<BoundTable>(item).relation), item.id);
        case FromKind::query: return derived(query(*as<BoundSubqueryFrom>(item).query));
        case FromKind::cte: return fmt::format("cte{} AS r{}", as<BoundCteRef>(item).cte, item.id);
        case FromKind::values:
            return derived("VALUES " + values_rows(as<BoundValuesFrom>(item).rows,
                                                   [this](const BoundExpr& expr, std::size_t) {
                                                       return expression(expr);
                                                   }));
        case FromKind::function: {
            const auto& function = as<BoundFunctionFrom>(item);
            return derived("SELECT " + expand(function.signature->row->duckdb,
                                              {.result = item.fields[0].type,
                                               .arguments = expressions(function.arguments)}));
        }
        case FromKind::super_unnest: return derived(unnest(as<BoundUnnest>(item)));
        case FromKind::join: {
            const auto& join = as<BoundJoin>(item);
            const std::string left = join_side(join, true);
            std::string right = join_side(join, false);
            if (join.right->kind == FromKind::join) right = "(" + right + ")";
            std::string text =
                fmt::format("{} {} {}", left, join_operator(join.join), right);
            if (join.on) text += " ON " + expression(*join.on);
            return text;
        }
    }
    return {};
}

}  // namespace blueshift::emit
