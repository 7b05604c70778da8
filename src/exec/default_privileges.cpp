/// ALTER DEFAULT PRIVILEGES.  Doc: dg/r_ALTER_DEFAULT_PRIVILEGES
#include "exec/access.h"
#include "exec/acl.h"
#include "exec/principals.h"

namespace blueshift::exec {

namespace {

struct ObjectsRow {
    std::string_view objects;
    catalog::PrivilegeTarget target;
};
constexpr ObjectsRow kObjects[] = {
    {"tables", catalog::PrivilegeTarget::relation},
    {"functions", catalog::PrivilegeTarget::routine},
    {"procedures", catalog::PrivilegeTarget::routine},
};

catalog::PrivilegeTarget target_of(std::string_view objects) {
    for (const ObjectsRow& row : kObjects) {
        if (row.objects == objects) return row.target;
    }
    throw Error(Code::feature_not_supported, "default privileges on {} are not supported", objects);
}

/// The stored defaults for one user and schema, or new ones.
catalog::DefaultPrivileges defaults_of(std::int32_t user, const catalog::Schema* schema, const std::string& objects,
                                       ExecContext& context) {
    const catalog::Oid schema_oid = schema == nullptr ? catalog::kInvalidOid : schema->oid;
    const std::string name = fmt::format("{} {} {}", user, schema_oid, objects);
    if (const auto* stored = context.catalog.current().default_privileges.find(context.database, name)) return *stored;
    catalog::DefaultPrivileges defaults;
    defaults.oid = context.allocate_oid();
    defaults.name = name;
    defaults.owner = user;
    defaults.database = context.database;
    defaults.schema = schema_oid;
    defaults.objects = objects;
    // What holds in every schema takes the place of the built-in privileges, so that these can be revoked.
    if (schema == nullptr) defaults.acl = catalog::builtin_acl(user, objects);
    return defaults;
}

void change_defaults(const sql::AlterDefaultPrivileges& statement, std::int32_t user, const catalog::Schema* schema,
                     const AclChange& change, ExecContext& context) {
    catalog::DefaultPrivileges defaults = defaults_of(user, schema, statement.objects, context);
    change_acl(defaults.acl, change);
    const bool as_built_in =
        defaults.acl == (schema == nullptr ? catalog::builtin_acl(user, statement.objects)
                                           : std::vector<catalog::AclEntry>{});
    if (!as_built_in) return context.catalog.put(std::move(defaults));
    if (context.catalog.current().default_privileges.find(defaults.oid) != nullptr) {
        context.catalog.erase_default_privileges(defaults.oid);
    }
}

}  // namespace

std::string alter_default_privileges(const sql::AlterDefaultPrivileges& statement, ExecContext& context) {
    AclChange change;
    change.revoke = statement.revoke;
    change.option_only = statement.grant_option;
    change.cascade = true;
    for (const std::string& privilege : statement.privileges) {
        change.letters += privilege_letters(privilege, target_of(statement.objects));
    }
    for (const sql::Grant::Grantee& grantee : statement.grantees) {
        const catalog::AclEntry entry = resolve_grantee(grantee, context);
        if (grantee.grant_option && !statement.revoke && entry.kind != catalog::AclEntry::user) {
            throw Error(Code::feature_not_supported, "grant options can only be granted to individual users")
                .at(grantee.name.span);
        }
        change.grantees.push_back({entry.kind, entry.grantee, grantee.grant_option});
    }
    std::vector<std::int32_t> users;
    for (const sql::Name& name : statement.users) users.push_back(find_user(name.text, name.span, context).id);
    if (users.empty()) users.push_back(context.user);
    for (const std::int32_t user : users) {
        if (user != context.user) {
            require_permission("alter default privileges", "change other users' default privileges", context);
        }
        change.grantor = user;
        if (statement.schemas.empty()) change_defaults(statement, user, nullptr, change, context);
        for (const sql::Name& name : statement.schemas) {
            const auto* schema = context.catalog.current().schemas.find(context.database, name.text);
            if (schema == nullptr) {
                throw Error(Code::invalid_schema_name, "schema \"{}\" does not exist", name.text).at(name.span);
            }
            const catalog::Schema copy = *schema;
            change_defaults(statement, user, &copy, change, context);
        }
    }
    return "ALTER DEFAULT PRIVILEGES";
}

}  // namespace blueshift::exec
