/// Relations that are written as functions: pg_get_late_binding_view_cols(), pg_get_cols('t') …
#include <algorithm>

#include "catalog/system/families.h"
#include "catalog/system/names.h"
#include "catalog/system/rows.h"

namespace blueshift::catalog::system {

namespace {

/// (schema, relation, column, type, number) for each column.
void add_columns(std::vector<Row>& rows, const SystemContext& context, const Relation& relation, const std::vector<Column>& columns) {
    std::int64_t number = 0;
    for (const Column& column : columns) {
        if (column.number < 0) continue;
        rows.push_back({schema_name(context, relation), relation.name, column.name, format_type(column.type), ++number});
    }
}

/// A view that cannot be bound now has no rows.
std::vector<Row> pg_get_late_binding_view_cols(const SystemContext& context) {
    std::vector<Row> rows;
    for (const auto& relation : user_relations(context)) {
        if (relation->kind != RelationKind::late_binding_view || !context.late_binding_columns) continue;
        if (const auto columns = context.late_binding_columns(*relation)) add_columns(rows, context, *relation, *columns);
    }
    return rows;
}

std::vector<Row> pg_get_cols(const SystemContext& context) {
    std::vector<Row> rows;
    const auto relation = context.catalog.relation(name_parts(context.scope.argument.value_or("")), Span{});
    if (relation->kind != RelationKind::late_binding_view) {
        add_columns(rows, context, *relation, relation->columns);
    } else if (const auto columns = context.late_binding_columns(*relation)) {
        add_columns(rows, context, *relation, *columns);
    }
    return rows;
}

/// Roles of the asking user.
std::vector<Row> pg_get_session_roles(const SystemContext& context) {
    std::vector<Row> rows;
    for (const auto& [id, role] : context.catalog.snapshot().roles.all()) {
        const bool member = std::any_of(role->members.begin(), role->members.end(), [&](const RoleMember& entry) {
            return entry.kind == AclEntry::user && entry.id == context.catalog.user();
        });
        if (member) rows.push_back({role->name, id});
    }
    return rows;
}

}  // namespace

// clang-format off
std::vector<SystemRelation> function_relations() {
    constexpr std::string_view kColumns = "view_schema name, view_name name, col_name name, col_type varchar, col_num integer";
    return {
        produced("pg_get_cols", kColumns, pg_get_cols, "dg/PG_GET_COLS"),
        empty("pg_get_grantee_by_iam_role", "grantee text, grantee_type text, cmd_type text", "dg/PG_GET_GRANTEE_BY_IAMROLE"),
        empty("pg_get_iam_role_by_user", "username text, iam_role text, cmd text", "dg/PG_GET_IAM_ROLE_BY_USER"),
        produced("pg_get_late_binding_view_cols", kColumns, pg_get_late_binding_view_cols, "dg/PG_GET_LATE_BINDING_VIEW_COLS"),
        produced("pg_get_session_roles", "name name, roleid integer", pg_get_session_roles, "dg/PG_GET_SESSION_ROLES"),
    };
}
// clang-format on

}  // namespace blueshift::catalog::system
