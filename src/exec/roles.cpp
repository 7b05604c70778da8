/// Roles, and grants of roles, system permissions, ASSUMEROLE and look-up tables.  Doc: dg/r_CREATE_ROLE, dg/r_GRANT
#include <algorithm>

#include "catalog/system_roles.h"
#include "exec/access.h"
#include "exec/acl.h"
#include "exec/principals.h"

namespace blueshift::exec {

namespace {

using catalog::AclEntry;

catalog::AccessRules rules(const ExecContext& context) {
    return catalog::AccessRules(context.catalog.current(), context.user);
}

bool has_admin_option(const catalog::Role& role, std::int32_t user) {
    return std::any_of(role.members.begin(), role.members.end(), [&](const catalog::RoleMember& member) {
        return member.kind == AclEntry::user && member.id == user && member.admin_option;
    });
}

/// The owner, who has the role WITH ADMIN OPTION, a superuser; where `secadmin`, also sys:secadmin.
void require_role_admin(const catalog::Role& role, bool secadmin, const ExecContext& context) {
    if (context.superuser || has_admin_option(role, context.user)) return;
    if (!catalog::is_system_role(role.name) && role.owner == context.user) return;
    if (secadmin && rules(context).has_role("sys:secadmin")) return;
    throw Error(Code::insufficient_privilege, "permission denied for role {}", role.name);
}

void refuse_system_role(const catalog::Role& role, Span span) {
    if (!catalog::is_system_role(role.name)) return;
    throw Error(Code::insufficient_privilege, "system role \"{}\" cannot be changed", role.name).at(span);
}

void check_new_role_name(const sql::Name& name, const ExecContext& context) {
    if (catalog::is_system_role(name.text)) {
        throw Error(Code::reserved_name, "role name \"{}\" is reserved", name.text)
            .detail("The prefix \"sys:\" is reserved for system roles.")
            .at(name.span);
    }
    if (name.text == "public") throw Error(Code::reserved_name, "role name \"public\" is reserved").at(name.span);
    const catalog::Snapshot& snapshot = context.catalog.current();
    if (snapshot.roles.find(catalog::kInvalidOid, name.text) != nullptr) {
        throw Error(Code::duplicate_object, "role \"{}\" already exists", name.text).at(name.span);
    }
    if (snapshot.users.find(catalog::kInvalidOid, name.text) != nullptr) {
        throw Error(Code::duplicate_object, "user \"{}\" already exists", name.text)
            .detail("A role cannot have the name of a user.")
            .at(name.span);
    }
}

/// Why a role cannot be dropped without FORCE; empty when it can.  Doc: dg/r_DROP_ROLE
std::string_view drop_obstacle(const catalog::Role& role, const catalog::Snapshot& snapshot) {
    for (const catalog::RoleMember& member : role.members) {
        return member.kind == AclEntry::user ? "it has been granted on a user" : "it has been granted on a role";
    }
    for (const auto& [id, other] : snapshot.roles.all()) {
        for (const catalog::RoleMember& member : other->members) {
            if (member.kind == AclEntry::role && member.id == role.id) return "it depends on another role";
        }
    }
    return {};
}

void leave_roles(std::int32_t role, ExecContext& context) {
    const auto snapshot = context.catalog.share();
    for (const auto& [id, member_of] : snapshot->roles.all()) {
        catalog::Role changed = *member_of;
        const auto gone = std::erase_if(changed.members, [&](const catalog::RoleMember& member) {
            return member.kind == AclEntry::role && member.id == role;
        });
        if (gone > 0) context.catalog.put(std::move(changed));
    }
}

void add_member(catalog::Role& role, const AclEntry& grantee, bool admin_option, const ExecContext& context) {
    if (grantee.kind == AclEntry::role && catalog::role_holds(context.catalog.current(), role.id, grantee.grantee)) {
        throw Error(Code::invalid_parameter_value, "cannot grant role \"{}\": the grant would be circular", role.name);
    }
    for (catalog::RoleMember& member : role.members) {
        if (member.kind != grantee.kind || member.id != grantee.grantee) continue;
        member.admin_option = member.admin_option || admin_option;
        return;
    }
    role.members.push_back({grantee.kind, grantee.grantee, context.user, admin_option});
}

void remove_member(catalog::Role& role, const AclEntry& grantee, bool option_only) {
    const auto is_grantee = [&](const catalog::RoleMember& member) {
        return member.kind == grantee.kind && member.id == grantee.grantee;
    };
    if (!option_only) {
        std::erase_if(role.members, is_grantee);
        return;
    }
    for (catalog::RoleMember& member : role.members) {
        if (is_grantee(member)) member.admin_option = false;
    }
}

void grant_roles(const sql::GrantRole& statement, ExecContext& context) {
    for (const sql::Name& name : statement.roles) {
        catalog::Role role = find_role(name, context);
        require_role_admin(role, true, context);
        for (const sql::GrantRole::Grantee& grantee : statement.grantees) {
            const AclEntry entry = resolve_grantee(grantee.grantee, context);
            if (entry.kind != AclEntry::user && entry.kind != AclEntry::role) {
                throw Error(Code::feature_not_supported, "roles can only be granted to users and roles")
                    .at(grantee.grantee.name.span);
            }
            if (grantee.admin_option && entry.kind == AclEntry::role) {
                throw Error(Code::feature_not_supported, "WITH ADMIN OPTION can only be granted to users")
                    .at(grantee.grantee.name.span);
            }
            if (statement.revoke) {
                remove_member(role, entry, statement.admin_option);
            } else {
                add_member(role, entry, grantee.admin_option, context);
            }
        }
        context.catalog.put(std::move(role));
    }
}

void grant_system_permissions(const sql::GrantRole& statement, ExecContext& context) {
    const auto known = catalog::system_permissions();
    std::vector<std::string> permissions;
    for (const std::string& permission : statement.permissions) {
        if (permission == "all") {
            permissions.assign(known.begin(), known.end());
        } else if (std::find(known.begin(), known.end(), permission) != known.end()) {
            permissions.push_back(permission);
        } else {
            throw Error(Code::invalid_parameter_value, "unrecognized system permission \"{}\"", permission);
        }
    }
    // Nobody else decides who may change users or look through row-level security.
    require_superuser(statement.revoke ? "revoke system permissions" : "grant system permissions", context);
    for (const sql::GrantRole::Grantee& grantee : statement.grantees) {
        catalog::Role role = find_role(grantee.grantee.name, context);
        refuse_system_role(role, grantee.grantee.name.span);
        for (const std::string& permission : permissions) {
            std::erase(role.system_privileges, permission);
            if (!statement.revoke) role.system_privileges.push_back(permission);
        }
        std::sort(role.system_privileges.begin(), role.system_privileges.end());
        context.catalog.put(std::move(role));
    }
}

std::string service_letters(const std::vector<std::string>& services) {
    std::string letters;
    for (const catalog::AssumeRoleService& row : catalog::assume_role_services()) {
        const bool named = std::any_of(services.begin(), services.end(), [&](const std::string& service) {
            return service == "all" || service == row.name;
        });
        if (named) letters += row.letter;
    }
    return letters;
}

void grant_assume_role(const sql::GrantRole& statement, ExecContext& context) {
    require_superuser(statement.revoke ? "revoke ASSUMEROLE" : "grant ASSUMEROLE", context);
    catalog::Database database = *context.catalog.current().databases.find(context.database);
    AclChange change;
    change.revoke = statement.revoke;
    change.grantor = context.user;
    change.letters = service_letters(statement.services);
    for (const sql::GrantRole::Grantee& grantee : statement.grantees) {
        const AclEntry entry = resolve_grantee(grantee.grantee, context);
        change.grantees.push_back({entry.kind, entry.grantee, false});
    }
    for (const std::string& arn : statement.arns) {
        change_acl(scoped_acl(database.scoped_grants, catalog::assume_role_scope(arn)), change);
    }
    context.catalog.put(std::move(database));
}

/// Gives a policy the right to read a table, whoever is subject to it.
template <class Policy>
void grant_lookup(Policy policy, catalog::Oid table, bool revoke, ExecContext& context) {
    std::erase(policy.depends_on, table);
    if (!revoke) policy.depends_on.push_back(table);
    context.catalog.put(std::move(policy));
}

void grant_policy_lookup(const sql::GrantRole& statement, ExecContext& context) {
    for (const sql::QualifiedName& name : statement.tables) {
        std::vector<std::string> parts;
        for (const sql::Name& part : name.parts) parts.push_back(part.text);
        const auto relation = context.view().relation(parts, name.span);
        if (!rules(context).may_manage_policies()) require_owner(*relation, context);
        for (const sql::Name& policy_name : statement.policies) {
            const catalog::Snapshot& snapshot = context.catalog.current();
            const auto* rls = snapshot.rls_policies.find(context.database, policy_name.text);
            const auto* masking = snapshot.masking_policies.find(context.database, policy_name.text);
            if (statement.masking ? masking == nullptr : rls == nullptr) {
                throw Error(Code::undefined_object, "{} policy \"{}\" does not exist",
                            statement.masking ? "masking" : "RLS", policy_name.text)
                    .at(policy_name.span);
            }
            if (statement.masking) {
                grant_lookup(*masking, relation->oid, statement.revoke, context);
            } else {
                grant_lookup(*rls, relation->oid, statement.revoke, context);
            }
        }
    }
}

}  // namespace

std::string create_role(const sql::CreateRole& statement, ExecContext& context) {
    require_permission("create role", "create roles", context);
    check_new_role_name(statement.name, context);
    catalog::Role role;
    role.id = context.allocate_principal_id();
    role.name = statement.name.text;
    role.owner = context.user;
    role.external_id = statement.external_id.value_or("");
    context.catalog.put(std::move(role));
    return "CREATE ROLE";
}

std::string alter_role(const sql::AlterRole& statement, ExecContext& context) {
    catalog::Role role = find_role(statement.name, context);
    refuse_system_role(role, statement.name.span);
    require_role_admin(role, false, context);
    if (!statement.new_name.text.empty()) {
        check_new_role_name(statement.new_name, context);
        role.name = statement.new_name.text;
    }
    if (!statement.new_owner.text.empty()) {
        role.owner = find_user(statement.new_owner.text, statement.new_owner.span, context).id;
    }
    if (statement.external_id) role.external_id = *statement.external_id;
    context.catalog.put(std::move(role));
    return "ALTER ROLE";
}

void drop_roles(const sql::Drop& statement, ExecContext& context) {
    for (const sql::QualifiedName& name : statement.names) {
        const sql::Name role_name{name.object(), name.span, false};
        if (statement.if_exists &&
            context.catalog.current().roles.find(catalog::kInvalidOid, role_name.text) == nullptr) {
            context.notice("NOTICE", Code::successful_completion,
                           fmt::format("role \"{}\" does not exist, skipping", role_name.text));
            continue;
        }
        const catalog::Role role = find_role(role_name, context);
        refuse_system_role(role, name.span);
        if (!rules(context).has_system_permission("drop role")) require_role_admin(role, false, context);
        if (!statement.force) {
            const catalog::Snapshot& snapshot = context.catalog.current();
            if (const auto obstacle = drop_obstacle(role, snapshot); !obstacle.empty()) {
                throw Error(Code::dependent_objects_still_exist, "cannot drop this role since {}", obstacle)
                    .hint("Use DROP ROLE ... FORCE to remove the role's assignments too.")
                    .at(name.span);
            }
            const PrincipalDependency dependency = find_dependency(AclEntry::role, role.id, snapshot);
            if (!dependency.detail.empty()) {
                throw Error(Code::dependent_objects_still_exist,
                            "cannot drop this role since it has a privilege on some object")
                    .detail(dependency.detail)
                    .hint("Use DROP ROLE ... FORCE to revoke the role's privileges too.")
                    .at(name.span);
            }
        }
        leave_roles(role.id, context);
        forget_principal(AclEntry::role, role.id, context);
        context.catalog.erase_role(role.id);
    }
}

std::string grant_role(const sql::GrantRole& statement, ExecContext& context) {
    switch (statement.what) {
        case sql::GrantRole::role: grant_roles(statement, context); break;
        case sql::GrantRole::system_permission: grant_system_permissions(statement, context); break;
        case sql::GrantRole::assume_role: grant_assume_role(statement, context); break;
        case sql::GrantRole::policy_lookup: grant_policy_lookup(statement, context); break;
    }
    const bool membership = statement.what == sql::GrantRole::role;
    return std::string(statement.revoke ? "REVOKE" : "GRANT") + (membership ? " ROLE" : "");
}

}  // namespace blueshift::exec
