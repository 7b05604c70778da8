#include "emit/catalog_filter.h"

#include <optional>
#include <utility>

namespace blueshift::emit {

using namespace analyze;

namespace {

/// Columns by what they say. A row without relation is for every relation that has such a column. To add one: a row.
struct RoleRow {
    std::string_view relation;
    std::string_view column;
    CatalogRole role;
};
constexpr RoleRow kRoles[] = {
    {"pg_class", "oid", CatalogRole::relation_oid},
    {"pg_class_info", "reloid", CatalogRole::relation_oid},
    {"", "attrelid", CatalogRole::relation_oid},
    {"", "adrelid", CatalogRole::relation_oid},
    {"", "conrelid", CatalogRole::relation_oid},
    {"", "stairelid", CatalogRole::relation_oid},
    {"pg_rewrite", "ev_class", CatalogRole::relation_oid},
    {"svv_table_info", "table_id", CatalogRole::relation_oid},
    {"", "relname", CatalogRole::relation_name},
    {"", "tablename", CatalogRole::relation_name},
    {"", "viewname", CatalogRole::relation_name},
    {"columns", "table_name", CatalogRole::relation_name},
    {"tables", "table_name", CatalogRole::relation_name},
    {"views", "table_name", CatalogRole::relation_name},
    {"table_constraints", "table_name", CatalogRole::relation_name},
    {"table_privileges", "table_name", CatalogRole::relation_name},
    {"column_privileges", "table_name", CatalogRole::relation_name},
    {"key_column_usage", "table_name", CatalogRole::relation_name},
    {"svv_tables", "table_name", CatalogRole::relation_name},
    {"svv_columns", "table_name", CatalogRole::relation_name},
    {"svv_all_tables", "table_name", CatalogRole::relation_name},
    {"svv_all_columns", "table_name", CatalogRole::relation_name},
    {"svv_redshift_tables", "table_name", CatalogRole::relation_name},
    {"svv_redshift_columns", "table_name", CatalogRole::relation_name},
    {"svv_table_info", "table", CatalogRole::relation_name},
    {"svv_relation_privileges", "relation_name", CatalogRole::relation_name},
    {"", "relnamespace", CatalogRole::schema_oid},
    {"pg_namespace", "oid", CatalogRole::schema_oid},
    {"", "nspname", CatalogRole::schema_name},
    {"pg_tables", "schemaname", CatalogRole::schema_name},
    {"pg_views", "schemaname", CatalogRole::schema_name},
    {"pg_table_def", "schemaname", CatalogRole::schema_name},
    {"columns", "table_schema", CatalogRole::schema_name},
    {"tables", "table_schema", CatalogRole::schema_name},
    {"views", "table_schema", CatalogRole::schema_name},
    {"svv_tables", "table_schema", CatalogRole::schema_name},
    {"svv_columns", "table_schema", CatalogRole::schema_name},
    {"svv_all_tables", "schema_name", CatalogRole::schema_name},
    {"svv_all_columns", "schema_name", CatalogRole::schema_name},
    {"svv_redshift_tables", "schema_name", CatalogRole::schema_name},
    {"svv_redshift_columns", "schema_name", CatalogRole::schema_name},
    {"svv_table_info", "schema", CatalogRole::schema_name},
    {"svv_relation_privileges", "namespace_name", CatalogRole::schema_name},
};

using Tables = std::map<int, const catalog::Relation*>;

/// An item and a role of it.
struct Place {
    int item;
    CatalogRole role;
};

/// Casts that leave the value alone, as from text to name.
const BoundExpr& without_casts(const BoundExpr& expr) {
    const BoundExpr* inner = &expr;
    while (inner->kind == BoundKind::cast) inner = as<BoundCast>(*inner).operand.get();
    return *inner;
}

std::optional<Place> place_of(const BoundExpr& expr, const Tables& tables) {
    const BoundExpr& inner = without_casts(expr);
    if (inner.kind != BoundKind::column) return std::nullopt;
    const auto& column = as<BoundColumn>(inner);
    const auto table = tables.find(column.relation);
    if (table == tables.end()) return std::nullopt;
    const std::string& name = table->second->columns[static_cast<std::size_t>(column.column)].name;
    for (const RoleRow& row : kRoles) {
        if (row.column == name && (row.relation.empty() || row.relation == table->second->name)) {
            return Place{column.relation, row.role};
        }
    }
    return std::nullopt;
}

/// A value that is known when the statement is prepared: the engine cannot prepare a scan with a parameter as argument.
bool is_known(const BoundExpr& expr) { return without_casts(expr).kind == BoundKind::constant; }

/// Facts that follow from equality conditions.
struct Facts {
    std::vector<std::pair<Place, const BoundExpr*>> values;
    std::vector<std::pair<Place, Place>> links;

    /// Takes apart a condition that must be true.
    void learn(const BoundExpr& condition, const Tables& tables) {
        if (condition.kind == BoundKind::logical) {
            const auto& logical = as<BoundLogical>(condition);
            if (logical.op != BoundLogicalOp::and_) return;
            for (const BoundExprPtr& argument : logical.arguments) learn(*argument, tables);
            return;
        }
        if (condition.kind != BoundKind::comparison) return;
        const auto& comparison = as<BoundComparison>(condition);
        if (comparison.op != ComparisonOp::equal) return;
        const auto left = place_of(*comparison.left, tables);
        const auto right = place_of(*comparison.right, tables);
        if (left && right && left->role == right->role) links.emplace_back(*left, *right);
        if (left && is_known(*comparison.right)) values.emplace_back(*left, comparison.right.get());
        if (right && is_known(*comparison.left)) values.emplace_back(*right, comparison.left.get());
    }

    /// Carries values along links: the same relation has the same name and schema, the same schema its name.
    std::map<int, CatalogFilters::ByRole> solve() const {
        std::map<int, CatalogFilters::ByRole> known;
        for (const auto& [place, value] : values) known[place.item].emplace(place.role, value);
        for (bool changed = true; changed;) {
            changed = false;
            for (const auto& [left, right] : links) {
                for (const auto& [from, to] : {std::pair(left, right), std::pair(right, left)}) {
                    for (const auto& [role, value] : CatalogFilters::ByRole(known[from.item])) {
                        const bool same = role == from.role || from.role == CatalogRole::relation_oid ||
                                          (from.role == CatalogRole::schema_oid && role == CatalogRole::schema_name);
                        changed = (same && known[to.item].emplace(role, value).second) || changed;
                    }
                }
            }
        }
        return known;
    }
};

/// Goes through the FROM items: what holds for inner joins holds everywhere; the condition of a left join only on its right.
class Collector {
public:
    explicit Collector(std::map<int, CatalogFilters::ByRole>& items) : items_(items) {}

    void collect(const BoundSelect& select) {
        for (const BoundFromPtr& item : select.from) find_tables(*item);
        if (tables_.empty()) return;
        Facts facts;
        if (select.where != nullptr) facts.learn(*select.where, tables_);
        for (const BoundFromPtr& item : select.from) learn_inner(*item, facts);
        for (const BoundFromPtr& item : select.from) assign(*item, facts);
    }

private:
    void find_tables(const BoundFrom& item) {
        if (item.kind == FromKind::join) {
            find_tables(*as<BoundJoin>(item).left);
            find_tables(*as<BoundJoin>(item).right);
        } else if (item.kind == FromKind::table) {
            const auto& relation = *as<BoundTable>(item).relation;
            if (relation.kind == catalog::RelationKind::system) tables_[item.id] = &relation;
        }
    }

    void learn_inner(const BoundFrom& item, Facts& facts) const {
        if (item.kind != FromKind::join) return;
        const auto& join = as<BoundJoin>(item);
        if (join.join == BoundJoinKind::right || join.join == BoundJoinKind::full) return;
        if (join.join == BoundJoinKind::inner && join.on != nullptr) facts.learn(*join.on, tables_);
        learn_inner(*join.left, facts);
        if (join.join != BoundJoinKind::left) learn_inner(*join.right, facts);
    }

    void assign(const BoundFrom& item, const Facts& facts) {
        if (item.kind == FromKind::table) {
            if (!tables_.contains(item.id)) return;
            auto known = facts.solve();
            if (!known[item.id].empty()) items_[item.id] = known[item.id];
            return;
        }
        if (item.kind != FromKind::join) return;
        const auto& join = as<BoundJoin>(item);
        if (join.join == BoundJoinKind::right || join.join == BoundJoinKind::full) return;
        assign(*join.left, facts);
        Facts of_right = facts;
        if (join.join == BoundJoinKind::left) {
            if (join.on != nullptr) of_right.learn(*join.on, tables_);
            learn_inner(*join.right, of_right);
        }
        assign(*join.right, of_right);
    }

    std::map<int, CatalogFilters::ByRole>& items_;
    Tables tables_;
};

}  // namespace

std::string_view filter_name(CatalogRole role) {
    switch (role) {
        case CatalogRole::relation_oid: return "relation_oid";
        case CatalogRole::relation_name: return "relation_name";
        case CatalogRole::schema_oid: return "schema_oid";
        case CatalogRole::schema_name: return "schema_name";
    }
    return {};
}

void CatalogFilters::add(const BoundSelect& select) { Collector(items_).collect(select); }

const CatalogFilters::ByRole* CatalogFilters::find(int item) const {
    const auto found = items_.find(item);
    return found == items_.end() ? nullptr : &found->second;
}

}  // namespace blueshift::emit
