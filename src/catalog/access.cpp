#include "catalog/access.h"

#include <algorithm>
#include <iterator>

namespace blueshift::catalog {

namespace {

// clang-format off
// To add a privilege: a row, and a case in tests/security/privileges.
constexpr PrivilegeRow kPrivileges[] = {
    {"alter",      kAlter,      "rsdtj", false},
    {"create",     kCreate,     "sd",    false},
    {"delete",     kDelete,     "r",     false},
    {"drop",       kDrop,       "rst",   false},
    {"execute",    kExecute,    "fj",    false},
    {"insert",     kInsert,     "r",     false},
    {"references", kReferences, "r",     false},
    {"rule",       kRule,       "r",     false},
    {"select",     kSelect,     "r",     true},
    {"temp",       kTemporary,  "d",     false},
    {"temporary",  kTemporary,  "d",     false},
    {"trigger",    kTrigger,    "r",     false},
    {"truncate",   kTruncate,   "r",     false},
    {"update",     kUpdate,     "r",     true},
    {"usage",      kUsage,      "sdlt",  false},
};

constexpr PrivilegeTargetRow kTargets[] = {
    {PrivilegeTarget::relation,  'r', "relation", "arwdRxtDPA", "tables"},
    {PrivilegeTarget::schema,    's', "schema",   "UCAD",       "schemas"},
    {PrivilegeTarget::database,  'd', "database", "CTUA",       ""},
    {PrivilegeTarget::routine,   'f', "function", "X",          "functions"},
    {PrivilegeTarget::language,  'l', "language", "U",          "languages"},
    {PrivilegeTarget::copy_job,  'j', "copy job", "XA",         "copy jobs"},
    {PrivilegeTarget::template_, 't', "template", "UAD",        "templates"},
};

constexpr AssumeRoleService kServices[] = {
    {"copy", 'C'}, {"unload", 'U'}, {"external function", 'F'}, {"create model", 'M'},
};
// clang-format on

/// The plural that scoped grants and ALTER DEFAULT PRIVILEGES use for a routine.
std::string_view routine_scope(const Routine& routine) {
    return routine.kind == RoutineKind::function ? "functions" : "procedures";
}

bool is_view(const Relation& relation) {
    return relation.kind == RelationKind::view || relation.kind == RelationKind::late_binding_view ||
           relation.kind == RelationKind::materialized_view;
}

void add_acl(std::vector<AclEntry>& acl, const std::vector<AclEntry>& added) {
    for (const AclEntry& entry : added) {
        const auto same = std::find_if(acl.begin(), acl.end(), [&](const AclEntry& candidate) {
            return candidate.kind == entry.kind && candidate.grantee == entry.grantee &&
                   candidate.grantor == entry.grantor;
        });
        if (same == acl.end()) {
            acl.push_back(entry);
            continue;
        }
        for (const char letter : entry.privileges) {
            if (same->privileges.find(letter) == std::string::npos) same->privileges += letter;
        }
        for (const char letter : entry.grant_options) {
            if (same->grant_options.find(letter) == std::string::npos) same->grant_options += letter;
        }
    }
}

}  // namespace

std::span<const PrivilegeRow> privilege_rows() { return kPrivileges; }
std::span<const PrivilegeTargetRow> privilege_target_rows() { return kTargets; }
std::span<const AssumeRoleService> assume_role_services() { return kServices; }

const PrivilegeTargetRow& privilege_target_row(PrivilegeTarget target) {
    return *std::find_if(std::begin(kTargets), std::end(kTargets),
                         [&](const PrivilegeTargetRow& row) { return row.target == target; });
}

std::string privilege_word(char letter) {
    std::string word;
    for (const PrivilegeRow& row : kPrivileges) {
        if (row.letter != letter) continue;
        for (const char c : row.name) word += static_cast<char>(c - 32);
        return word;
    }
    return word;
}

std::string assume_role_scope(std::string_view arn) { return "iam role " + std::string(arn); }

std::set<std::int32_t> reachable_roles(const Snapshot& snapshot, std::set<std::int32_t> roles) {
    // Few roles, short chains: repeat until nothing is added.
    for (bool grew = true; grew;) {
        grew = false;
        for (const auto& [id, role] : snapshot.roles.all()) {
            if (roles.contains(id)) continue;
            grew = std::any_of(role->members.begin(), role->members.end(), [&](const RoleMember& member) {
                return member.kind == AclEntry::role && roles.contains(member.id);
            });
            if (!grew) continue;
            roles.insert(id);
            break;
        }
    }
    return roles;
}

bool role_holds(const Snapshot& snapshot, std::int32_t role, std::int32_t granted) {
    return reachable_roles(snapshot, {role}).contains(granted);
}

AccessRules::AccessRules(const Snapshot& snapshot, std::int32_t user) : snapshot_(snapshot), user_(user) {
    const User* row = snapshot.users.find(user);
    superuser_ = row != nullptr && row->superuser;
    for (const auto& [id, group] : snapshot.groups.all()) {
        if (std::find(group->members.begin(), group->members.end(), user) != group->members.end()) {
            groups_.push_back(id);
        }
    }
    find_roles();
    superuser_ = superuser_ || has_role("sys:superuser");
}

void AccessRules::find_roles() {
    for (const auto& [id, role] : snapshot_.roles.all()) {
        const bool direct = std::any_of(role->members.begin(), role->members.end(), [&](const RoleMember& member) {
            return member.kind == AclEntry::user && member.id == user_;
        });
        if (direct) roles_.insert(id);
    }
    if (!roles_.empty()) roles_ = reachable_roles(snapshot_, std::move(roles_));
}

bool AccessRules::has_role(std::string_view name) const {
    return std::any_of(roles_.begin(), roles_.end(),
                       [&](std::int32_t id) { return snapshot_.roles.find(id)->name == name; });
}

bool AccessRules::in_group(std::int32_t group) const {
    return std::find(groups_.begin(), groups_.end(), group) != groups_.end();
}

bool AccessRules::has_system_permission(std::string_view permission) const {
    if (superuser_) return true;
    return std::any_of(roles_.begin(), roles_.end(), [&](std::int32_t id) {
        const auto& held = snapshot_.roles.find(id)->system_privileges;
        return std::find(held.begin(), held.end(), permission) != held.end();
    });
}

bool AccessRules::sees_all_system_rows() const {
    const User* row = snapshot_.users.find(user_);
    return (row != nullptr && row->syslog_unrestricted) || has_system_permission("access system table");
}

bool AccessRules::applies(AclEntry::Kind kind, std::int32_t grantee) const {
    switch (kind) {
        case AclEntry::public_: return true;
        case AclEntry::user: return grantee == user_;
        case AclEntry::group: return in_group(grantee);
        case AclEntry::role: return roles_.contains(grantee);
    }
    return false;
}

bool AccessRules::granted(const std::vector<AclEntry>& acl, char privilege) const {
    return std::any_of(acl.begin(), acl.end(), [&](const AclEntry& entry) {
        return entry.privileges.find(privilege) != std::string::npos && applies(entry.kind, entry.grantee);
    });
}

bool AccessRules::granted_in_scope(const std::vector<ScopedGrant>& grants, std::string_view objects,
                                   char privilege) const {
    return std::any_of(grants.begin(), grants.end(), [&](const ScopedGrant& grant) {
        return grant.objects == objects && granted(grant.acl, privilege);
    });
}

bool AccessRules::granted_in_scope(const Schema* schema, const Database* database, std::string_view objects,
                                   char privilege) const {
    return (schema != nullptr && granted_in_scope(schema->scoped_grants, objects, privilege)) ||
           (database != nullptr && granted_in_scope(database->scoped_grants, objects, privilege));
}

bool AccessRules::granted_by_scope(Oid schema_oid, std::string_view objects, char privilege) const {
    const Schema* schema = snapshot_.schemas.find(schema_oid);
    const Database* database = schema == nullptr ? nullptr : snapshot_.databases.find(schema->database);
    return granted_in_scope(schema, database, objects, privilege);
}

bool AccessRules::has_privilege(const Relation& relation, char privilege) const {
    // Relations that are not for PUBLIC are for superusers and who may ACCESS SYSTEM TABLE.
    if (relation.kind == RelationKind::system) {
        return privilege == kSelect &&
               (superuser_ || granted(relation.acl, privilege) || has_system_permission("access system table"));
    }
    return superuser_ || relation.owner == user_ || granted(relation.acl, privilege) ||
           granted_by_scope(relation.schema, "tables", privilege);
}

bool AccessRules::has_column_privilege(const Relation& relation, const Column& column, char privilege) const {
    return has_privilege(relation, privilege) || granted(column.acl, privilege);
}

bool AccessRules::may_read_some(const Relation& relation) const {
    if (has_privilege(relation, kSelect)) return true;
    return std::any_of(relation.columns.begin(), relation.columns.end(),
                       [&](const Column& column) { return granted(column.acl, kSelect); });
}

bool AccessRules::has_privilege(const Schema& schema, char privilege) const {
    return superuser_ || schema.owner == user_ || granted(schema.acl, privilege) ||
           granted_in_scope(nullptr, snapshot_.databases.find(schema.database), "schemas", privilege);
}

bool AccessRules::has_privilege(const Database& database, char privilege) const {
    return superuser_ || database.owner == user_ || granted(database.acl, privilege);
}

bool AccessRules::has_privilege(const Routine& routine, char privilege) const {
    return superuser_ || routine.owner == user_ || granted(routine.acl, privilege) ||
           granted_by_scope(routine.schema, routine_scope(routine), privilege);
}

bool AccessRules::has_language_privilege(const Database& database, std::string_view language) const {
    if (superuser_ || granted_in_scope(nullptr, &database, "languages", kUsage)) return true;
    // USAGE on sql is everybody's; it and plpgsql are the trusted languages.  Doc: dg/udf-security-and-privileges
    const std::string scope = "language " + std::string(language);
    const bool restricted = std::any_of(database.scoped_grants.begin(), database.scoped_grants.end(),
                                        [&](const ScopedGrant& grant) { return grant.objects == scope; });
    if (!restricted) return language == "sql" || language == "plpgsql";
    return granted_in_scope(database.scoped_grants, scope, kUsage);
}

bool AccessRules::may_assume_role(const Database& database, std::string_view arn, char service) const {
    if (superuser_) return true;
    const bool controlled =
        std::any_of(database.scoped_grants.begin(), database.scoped_grants.end(),
                    [](const ScopedGrant& grant) { return grant.objects.starts_with(assume_role_scope("")); });
    if (!controlled) return true;
    return granted_in_scope(database.scoped_grants, assume_role_scope("ALL"), service) ||
           granted_in_scope(database.scoped_grants, assume_role_scope(arn), service);
}

bool AccessRules::may_alter(const Relation& relation) const {
    if (relation.kind == RelationKind::system) return false;
    return has_privilege(relation, kAlter) || has_system_permission("alter table");
}

bool AccessRules::may_drop(const Relation& relation) const {
    if (relation.kind == RelationKind::system) return false;
    return has_privilege(relation, kDrop) || has_system_permission(is_view(relation) ? "drop view" : "drop table");
}

bool AccessRules::may_truncate(const Relation& relation) const {
    return has_privilege(relation, kTruncate) || has_system_permission("truncate table");
}

bool AccessRules::may_vacuum(const Relation& relation) const {
    return superuser_ || relation.owner == user_ || has_system_permission("vacuum");
}

bool AccessRules::may_analyze(const Relation& relation) const {
    return superuser_ || relation.owner == user_ || has_system_permission("analyze");
}

bool AccessRules::may_alter(const Schema& schema) const { return has_privilege(schema, kAlter); }

bool AccessRules::may_drop(const Schema& schema) const {
    return has_privilege(schema, kDrop) || has_system_permission("drop schema");
}

bool AccessRules::may_drop(const Routine& routine) const {
    if (superuser_ || routine.owner == user_) return true;
    return has_system_permission(routine.kind == RoutineKind::function ? "drop function" : "drop procedure");
}

bool AccessRules::may_alter(const Database& database) const { return has_privilege(database, kAlter); }

bool AccessRules::may_create(const Schema& schema, std::string_view system_permission) const {
    return has_privilege(schema, kCreate) || has_system_permission(system_permission);
}

std::vector<AclEntry> builtin_acl(std::int32_t owner, std::string_view objects) {
    if (objects != "functions") return {};
    return {{AclEntry::public_, 0, owner, std::string(1, kExecute), ""}};
}

std::vector<AclEntry> default_acl(const Snapshot& snapshot, std::int32_t owner, Oid schema, std::string_view objects) {
    const Schema* place = snapshot.schemas.find(schema);
    std::vector<AclEntry> acl = builtin_acl(owner, objects);
    std::vector<AclEntry> of_schema;
    for (const auto& [oid, defaults] : snapshot.default_privileges.all()) {
        if (defaults->owner != owner || defaults->objects != objects) continue;
        if (defaults->schema == schema) {
            of_schema = defaults->acl;
        } else if (defaults->schema == kInvalidOid && place != nullptr && defaults->database == place->database) {
            // What holds for all schemas takes the place of the built-in privileges; what holds for one adds to it.
            acl = defaults->acl;
        }
    }
    add_acl(acl, of_schema);
    return acl;
}

}  // namespace blueshift::catalog
