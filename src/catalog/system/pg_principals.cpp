/// Users, groups, roles and default privileges.  Doc: dg/c_intro_catalog_views
#include "catalog/system/families.h"
#include "catalog/system/rows.h"
#include "types/text.h"

namespace blueshift::catalog::system {

namespace {

constexpr std::string_view kDoc = "dg/c_intro_catalog_views";
constexpr std::string_view kPassword = "********";

Value settings_of(const User& user) {
    std::vector<std::string> settings;
    for (const auto& [name, value] : user.settings) settings.push_back(name + "=" + value);
    return settings.empty() ? Value() : Value(array_text(settings));
}

std::string limit_text(int limit) { return limit < 0 ? "UNLIMITED" : std::to_string(limit); }

Value valid_until(const User& user) {
    if (user.valid_until.empty()) return {};
    return value_from_text(Type{TypeId::timestamptz}, user.valid_until, TextSettings{});
}

/// pg_user's columns, which pg_shadow and pg_user_info begin with.
Row user_row(const User& user) {
    return {user.name, user.id, user.createdb, user.superuser, user.superuser, kPassword, valid_until(user),
            settings_of(user)};
}

std::vector<Row> pg_user(const SystemContext& context) {
    std::vector<Row> rows;
    for (const auto& [id, user] : context.catalog.snapshot().users.all()) rows.push_back(user_row(*user));
    return rows;
}

/// Others than superusers see themselves.
std::vector<Row> pg_user_info(const SystemContext& context) {
    std::vector<Row> rows;
    for (const auto& [id, user] : context.catalog.snapshot().users.all()) {
        if (!context.superuser && id != context.catalog.user()) continue;
        Row row = user_row(*user);
        for (Value& value : Row{limit_text(user->connection_limit), user->syslog_unrestricted ? "UNRESTRICTED" : "RESTRICTED",
                                Value(), user->session_timeout_seconds, text_or_null(user->external_id)}) {
            row.push_back(std::move(value));
        }
        rows.push_back(std::move(row));
    }
    return rows;
}

std::vector<Row> pg_shadow(const SystemContext& context) {
    return context.superuser ? pg_user(context) : std::vector<Row>();
}

std::vector<Row> pg_group(const SystemContext& context) {
    std::vector<Row> rows;
    for (const auto& [id, group] : context.catalog.snapshot().groups.all()) {
        std::vector<std::string> members;
        for (const std::int32_t member : group->members) members.push_back(std::to_string(member));
        rows.push_back({group->name, id, array_text(members)});
    }
    return rows;
}

/// As later PostgreSQL releases have it: users, who may log in, and groups, who may not.
std::vector<Row> pg_roles(const SystemContext& context) {
    std::vector<Row> rows;
    const auto add = [&](std::int32_t id, const std::string& name, const User* user) {
        const bool superuser = user != nullptr && user->superuser;
        rows.push_back({name, superuser, true, superuser, user != nullptr && user->createdb, superuser, user != nullptr,
                        user == nullptr ? -1 : user->connection_limit, kPassword,
                        user == nullptr ? Value() : text_or_null(user->valid_until), false, superuser,
                        user == nullptr ? Value() : settings_of(*user), id});
    };
    for (const auto& [id, user] : context.catalog.snapshot().users.all()) add(id, user->name, user.get());
    for (const auto& [id, group] : context.catalog.snapshot().groups.all()) add(id, group->name, nullptr);
    return rows;
}

std::vector<Row> pg_auth_members(const SystemContext& context) {
    std::vector<Row> rows;
    for (const auto& [id, group] : context.catalog.snapshot().groups.all()) {
        for (const std::int32_t member : group->members) rows.push_back({id, member, kAdminUserId, false});
    }
    return rows;
}

/// r, f, p as pg_default_acl.defaclobjtype.
std::string object_letter(const DefaultPrivileges& privileges) {
    return privileges.objects == "functions" ? "f" : privileges.objects == "procedures" ? "p" : "r";
}

std::vector<Row> pg_default_acl(const SystemContext& context) {
    std::vector<Row> rows;
    for (const auto& [oid, privileges] : context.catalog.snapshot().default_privileges.all()) {
        if (privileges->database != context.catalog.database().oid) continue;
        const bool tables = privileges->objects == "tables";
        rows.push_back({oid, privileges->owner, privileges->schema, object_letter(*privileges),
                        acl_text(context, privileges->acl, privileges->owner, tables ? kOwnersTable : kOwnersRoutine),
                        privileges->owner});
    }
    return rows;
}

}  // namespace

// clang-format off
std::vector<SystemRelation> principal_relations() {
    return {
        produced("pg_auth_members", "roleid oid, member oid, grantor oid, admin_option boolean", pg_auth_members, kDoc),
        empty("pg_authid",
            "-oid oid, rolname name, rolsuper boolean, rolinherit boolean, rolcreaterole boolean, rolcreatedb boolean, rolcanlogin boolean, rolreplication boolean, rolbypassrls boolean, "
            "rolconnlimit integer, rolpassword text, rolvaliduntil timestamptz", kDoc),
        empty("pg_db_role_setting", "setdatabase oid, setrole oid, setconfig text[]", kDoc),
        produced("pg_default_acl", "-oid oid, defacluser integer, defaclnamespace oid, defaclobjtype \"char\", defaclacl aclitem[], -defaclrole integer", pg_default_acl, "dg/r_PG_DEFAULT_ACL"),
        produced("pg_group", "groname name, grosysid integer, grolist integer[]", pg_group, kDoc),
        produced("pg_roles",
            "rolname name, rolsuper boolean, rolinherit boolean, rolcreaterole boolean, rolcreatedb boolean, rolcatupdate boolean, rolcanlogin boolean, rolconnlimit integer, "
            "rolpassword text, rolvaliduntil text, rolreplication boolean, rolbypassrls boolean, rolconfig text[], oid oid", pg_roles, kDoc),
        produced("pg_shadow", "usename name, usesysid integer, usecreatedb boolean, usesuper boolean, usecatupd boolean, passwd text, valuntil abstime, useconfig text[]", pg_shadow, kDoc),
        produced("pg_user", "usename name, usesysid integer, usecreatedb boolean, usesuper boolean, usecatupd boolean, passwd text, valuntil abstime, useconfig text[]", pg_user, kDoc),
        produced("pg_user_info",
            "usename name, usesysid integer, usecreatedb boolean, usesuper boolean, usecatupd boolean, passwd text, valuntil abstime, useconfig text[], useconnlimit text, "
            "syslogaccess text, last_ddl_ts timestamp, sessiontimeout integer, external_id text", pg_user_info, "dg/r_PG_USER_INFO"),
    };
}
// clang-format on

}  // namespace blueshift::catalog::system
