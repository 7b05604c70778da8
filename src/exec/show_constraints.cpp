/// SHOW CONSTRAINTS: primary keys, foreign keys, and the foreign keys of other tables that refer to one.  Doc: dg/r_SHOW_CONSTRAINTS
#include "exec/show_objects.h"

namespace blueshift::exec {

namespace {

constexpr TypeId kText = TypeId::varchar;
constexpr TypeId kInteger = TypeId::integer;

std::string column_name(const catalog::Relation& relation, std::int16_t number) {
    const catalog::Column* column = relation.column(number);
    return column == nullptr ? std::string() : column->name;
}

/// The table that the command names. Null when there is none: drivers ask for a table of one name in every schema.
std::shared_ptr<const catalog::Relation> named_table(const ShowRequest& request) {
    return request.view.find_relation(request.names, request.span);
}

ShowResult show_primary_keys(const ShowRequest& request) {
    const auto relation = named_table(request);
    ShowResult rows;
    if (relation == nullptr) return rows;
    for (const catalog::Constraint& constraint : relation->constraints) {
        if (constraint.kind != catalog::Constraint::primary_key) continue;
        std::int64_t position = 0;
        for (const std::int16_t number : constraint.columns) {
            rows.push_back({request.view.database_name(*relation), request.view.schema_name(*relation), relation->name,
                            column_name(*relation, number), ++position, constraint.name});
        }
    }
    return limited(request, std::move(rows));
}

/// Name of the primary or unique key that a foreign key refers to; NULL when it is gone.
Value key_name(const catalog::Relation& relation, const std::vector<std::int16_t>& columns) {
    for (const catalog::Constraint& constraint : relation.constraints) {
        if (constraint.kind != catalog::Constraint::foreign_key && constraint.columns == columns) {
            return Value(constraint.name);
        }
    }
    return {};
}

/// Rows of the foreign keys of `referring`; only of those that refer to `referenced`, if it is not null.
void add_foreign_keys(const ShowRequest& request, const catalog::Relation& referring,
                      const catalog::Relation* referenced, ShowResult& rows) {
    const catalog::CatalogView& view = request.view;
    for (const catalog::Constraint& constraint : referring.constraints) {
        if (constraint.kind != catalog::Constraint::foreign_key) continue;
        if (referenced != nullptr && constraint.referenced != referenced->oid) continue;
        const catalog::Relation* target = view.snapshot().relations.find(constraint.referenced);
        if (target == nullptr) continue;
        for (std::size_t index = 0; index < constraint.columns.size(); ++index) {
            rows.push_back({view.database_name(*target), view.schema_name(*target), target->name,
                            column_name(*target, constraint.referenced_columns.at(index)),
                            view.database_name(referring), view.schema_name(referring), referring.name,
                            column_name(referring, constraint.columns[index]), static_cast<std::int64_t>(index + 1),
                            // NO ACTION and not deferrable: the only ones there are.
                            Value(), Value(), constraint.name, key_name(*target, constraint.referenced_columns),
                            Value()});
        }
    }
}

ShowResult show_foreign_keys(const ShowRequest& request) {
    ShowResult rows;
    if (const auto relation = named_table(request)) add_foreign_keys(request, *relation, nullptr, rows);
    return limited(request, std::move(rows));
}

ShowResult show_exported_keys(const ShowRequest& request) {
    const auto referenced = named_table(request);
    ShowResult rows;
    if (referenced == nullptr) return rows;
    for (const auto& [oid, relation] : request.view.snapshot().relations.all()) {
        add_foreign_keys(request, *relation, referenced.get(), rows);
    }
    return limited(request, std::move(rows));
}

std::vector<std::pair<std::string_view, TypeId>> foreign_key_columns() {
    return {{"pk_database_name", kText}, {"pk_schema_name", kText}, {"pk_table_name", kText},
            {"pk_column_name", kText},   {"fk_database_name", kText}, {"fk_schema_name", kText},
            {"fk_table_name", kText},    {"fk_column_name", kText}, {"key_seq", kInteger},
            {"update_rule", kInteger},   {"delete_rule", kInteger}, {"fk_name", kText},
            {"pk_name", kText},          {"deferrability", kInteger}};
}

}  // namespace

std::span<const ShowRow> constraint_show_rows() {
    static const ShowRow kRows[] = {
        {"constraints foreign keys exported from table", foreign_key_columns(), show_exported_keys,
         "dg/r_SHOW_CONSTRAINTS"},
        {"constraints foreign keys from table", foreign_key_columns(), show_foreign_keys, "dg/r_SHOW_CONSTRAINTS"},
        {"constraints primary keys from table",
         {{"database_name", kText}, {"schema_name", kText}, {"table_name", kText}, {"column_name", kText},
          {"key_seq", kInteger}, {"pk_name", kText}},
         show_primary_keys, "dg/r_SHOW_CONSTRAINTS"},
    };
    return kRows;
}

}  // namespace blueshift::exec
