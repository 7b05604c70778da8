/// SVV_ views of users and roles.  Doc: dg/r_SVV_USER_INFO, dg/r_SVV_ROLES
#include "catalog/system/families.h"
#include "catalog/system/rows.h"

namespace blueshift::catalog::system {

namespace {

std::vector<Row> svv_roles(const SystemContext& context) {
    std::vector<Row> rows;
    for (const auto& [id, role] : context.catalog.snapshot().roles.all()) {
        rows.push_back({id, role->name, user_name(context, role->owner), text_or_null(role->external_id)});
    }
    return rows;
}

/// Calls `add(role, member)` for each grant of a role to members of `kind`.
template <class Add>
void each_member(const SystemContext& context, AclEntry::Kind kind, const Add& add) {
    for (const auto& [id, role] : context.catalog.snapshot().roles.all()) {
        for (const RoleMember& member : role->members) {
            if (member.kind == kind) add(*role, member);
        }
    }
}

std::vector<Row> svv_role_grants(const SystemContext& context) {
    std::vector<Row> rows;
    each_member(context, AclEntry::role, [&](const Role& role, const RoleMember& member) {
        rows.push_back({member.id, role_name(context, member.id), role.id, role.name});
    });
    return rows;
}

std::vector<Row> svv_user_grants(const SystemContext& context) {
    std::vector<Row> rows;
    each_member(context, AclEntry::user, [&](const Role& role, const RoleMember& member) {
        if (!context.superuser && member.id != context.catalog.user()) return;
        rows.push_back({member.id, user_name(context, member.id), role.id, role.name, member.admin_option});
    });
    return rows;
}

std::vector<Row> svv_user_info(const SystemContext& context) {
    std::vector<Row> rows;
    for (const auto& [id, user] : context.catalog.snapshot().users.all()) {
        if (!context.superuser && id != context.catalog.user()) continue;
        rows.push_back({user->name, id, user->createdb, user->superuser, user->superuser,
                        user->connection_limit < 0 ? "UNLIMITED" : std::to_string(user->connection_limit),
                        user->syslog_unrestricted ? "UNRESTRICTED" : "RESTRICTED", Value(), user->session_timeout_seconds,
                        text_or_null(user->external_id)});
    }
    return rows;
}

}  // namespace

// clang-format off
std::vector<SystemRelation> svv_principal_relations() {
    return {
        empty("svv_identity_providers", "uid integer, name text, type text, instanceid text, namespc text, params text, enabled boolean", "dg/r_SVV_IDENTITY_PROVIDERS"),
        produced("svv_role_grants", "role_id integer, role_name text, granted_role_id integer, granted_role_name text", svv_role_grants, "dg/r_SVV_ROLE_GRANTS"),
        produced("svv_roles", "role_id integer, role_name text, role_owner text, external_id text", svv_roles, "dg/r_SVV_ROLES"),
        produced("svv_user_grants", "user_id integer, user_name text, role_id integer, role_name text, admin_option boolean", svv_user_grants, "dg/r_SVV_USER_GRANTS"),
        produced("svv_user_info",
            "user_name text, user_id integer, createdb boolean, superuser boolean, catalog_update boolean, connection_limit text, syslog_access text, last_ddl_timestamp timestamp, "
            "session_timeout integer, external_user_id text", svv_user_info, "dg/r_SVV_USER_INFO"),
    };
}
// clang-format on

}  // namespace blueshift::catalog::system
