/// SHOW CONSTRAINTS.  Doc: dg/r_SHOW_CONSTRAINTS
#include "exec/show_families.h"

namespace blueshift::exec {

namespace {

/// As JDBC numbers them.
constexpr int kNoAction = 3;
constexpr int kNotDeferrable = 7;

std::string column_name(const catalog::Relation& relation, std::int16_t number) {
    const catalog::Column* column = relation.column(number);
    return column == nullptr ? std::string() : column->name;
}

/// The name of the key that `columns` make up; NULL when there is none.
Value key_name(const catalog::Relation& relation, const std::vector<std::int16_t>& columns) {
    for (const catalog::Constraint& constraint : relation.constraints) {
        if (constraint.kind != catalog::Constraint::foreign_key && constraint.columns == columns) return constraint.name;
    }
    return {};
}

void add_foreign_key(ShowRows& rows, const ShowRequest& request, const catalog::Relation& relation,
                     const catalog::Constraint& constraint) {
    const catalog::Relation* referenced = request.view.snapshot().relations.find(constraint.referenced);
    if (constraint.kind != catalog::Constraint::foreign_key || referenced == nullptr) return;
    for (std::size_t index = 0; index < constraint.columns.size(); ++index) {
        rows.push_back({request.view.database_name(*referenced), request.view.schema_name(*referenced), referenced->name,
                        column_name(*referenced, constraint.referenced_columns.at(index)),
                        request.view.database_name(relation), request.view.schema_name(relation), relation.name,
                        column_name(relation, constraint.columns[index]), static_cast<std::int64_t>(index + 1), kNoAction,
                        kNoAction, constraint.name, key_name(*referenced, constraint.referenced_columns), kNotDeferrable});
    }
}

}  // namespace

ShowRows show_primary_keys(const ShowRequest& request) {
    const auto relation = relation_named(request);
    ShowRows rows;
    for (const catalog::Constraint& constraint : relation->constraints) {
        if (constraint.kind != catalog::Constraint::primary_key) continue;
        std::int64_t position = 0;
        for (const std::int16_t number : constraint.columns) {
            rows.push_back({request.view.database_name(*relation), request.view.schema_name(*relation), relation->name,
                            column_name(*relation, number), ++position, constraint.name});
        }
    }
    return rows;
}

ShowRows show_foreign_keys(const ShowRequest& request) {
    const auto relation = relation_named(request);
    ShowRows rows;
    for (const catalog::Constraint& constraint : relation->constraints) add_foreign_key(rows, request, *relation, constraint);
    return rows;
}

/// Keys of other tables that refer to this one.
ShowRows show_exported_keys(const ShowRequest& request) {
    const auto relation = relation_named(request);
    ShowRows rows;
    for (const auto& [oid, other] : request.view.snapshot().relations.all()) {
        for (const catalog::Constraint& constraint : other->constraints) {
            if (constraint.referenced == relation->oid) add_foreign_key(rows, request, *other, constraint);
        }
    }
    return rows;
}

}  // namespace blueshift::exec
