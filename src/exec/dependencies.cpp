/// What keeps a user, group or role from being dropped, and how FORCE gets rid of it.  Doc: dg/r_DROP_USER, dg/r_DROP_ROLE
#include <algorithm>

#include "exec/acl.h"

namespace blueshift::exec {

namespace {

using catalog::AclEntry;

/// The principal that is looked for.
struct Principal {
    AclEntry::Kind kind;
    std::int32_t id;

    bool is(AclEntry::Kind other_kind, std::int32_t other_id) const { return kind == other_kind && id == other_id; }
    bool owns(std::int32_t owner) const { return kind == AclEntry::user && owner == id; }
    bool stands_in(const std::vector<AclEntry>& acl) const {
        return std::any_of(acl.begin(), acl.end(), [&](const AclEntry& entry) {
            return is(entry.kind, entry.grantee) || owns(entry.grantor);
        });
    }
    bool stands_in(const std::vector<catalog::ScopedGrant>& grants) const {
        return std::any_of(grants.begin(), grants.end(),
                           [&](const catalog::ScopedGrant& grant) { return stands_in(grant.acl); });
    }
    bool stands_in(const std::vector<catalog::PolicyAttachment>& attachments) const {
        return std::any_of(attachments.begin(), attachments.end(), [&](const catalog::PolicyAttachment& attachment) {
            return is(attachment.kind, attachment.grantee);
        });
    }
    /// Takes the principal out of a list; true when it stood there.
    bool leave(std::vector<AclEntry>& acl) const {
        return std::erase_if(acl, [&](const AclEntry& entry) { return is(entry.kind, entry.grantee); }) > 0;
    }
    bool leave(std::vector<catalog::ScopedGrant>& grants) const {
        bool left = false;
        for (catalog::ScopedGrant& grant : grants) left = leave(grant.acl) || left;
        if (left) prune_scoped_grants(grants);
        return left;
    }
    bool leave(std::vector<catalog::PolicyAttachment>& attachments) const {
        return std::erase_if(attachments, [&](const catalog::PolicyAttachment& attachment) {
                   return is(attachment.kind, attachment.grantee);
               }) > 0;
    }
};

std::string owned_object(const Principal& principal, const catalog::Snapshot& snapshot) {
    const auto owned = [&](const auto& objects, std::string_view word) -> std::string {
        for (const auto& [key, object] : objects.all()) {
            if (principal.owns(object->owner)) return fmt::format("owner of {} {}", word, object->name);
        }
        return {};
    };
    std::string found = owned(snapshot.databases, "database");
    if (found.empty()) found = owned(snapshot.schemas, "schema");
    if (found.empty()) found = owned(snapshot.relations, "relation");
    if (found.empty()) found = owned(snapshot.routines, "function");
    if (found.empty()) found = owned(snapshot.copy_jobs, "copy job");
    // The system roles belong to nobody in particular.
    for (const auto& [id, role] : snapshot.roles.all()) {
        if (found.empty() && !role->name.starts_with("sys:") && principal.owns(role->owner)) {
            found = "owner of role " + role->name;
        }
    }
    return found;
}

std::string privilege_of(const Principal& principal, const catalog::Snapshot& snapshot) {
    for (const auto& [oid, database] : snapshot.databases.all()) {
        if (principal.stands_in(database->acl) || principal.stands_in(database->scoped_grants)) {
            return "access to database " + database->name;
        }
    }
    for (const auto& [oid, schema] : snapshot.schemas.all()) {
        if (principal.stands_in(schema->acl) || principal.stands_in(schema->scoped_grants)) {
            return "access to schema " + schema->name;
        }
    }
    for (const auto& [oid, relation] : snapshot.relations.all()) {
        const bool column = std::any_of(relation->columns.begin(), relation->columns.end(),
                                        [&](const catalog::Column& c) { return principal.stands_in(c.acl); });
        if (column || principal.stands_in(relation->acl)) return "access to relation " + relation->name;
    }
    for (const auto& [oid, routine] : snapshot.routines.all()) {
        if (principal.stands_in(routine->acl)) return "access to function " + routine->name;
    }
    for (const auto& [oid, defaults] : snapshot.default_privileges.all()) {
        if (principal.owns(defaults->owner) || principal.stands_in(defaults->acl)) {
            return "default privileges on " + defaults->objects;
        }
    }
    for (const auto& [oid, policy] : snapshot.rls_policies.all()) {
        if (principal.stands_in(policy->attachments)) return "row-level security policy " + policy->name;
    }
    for (const auto& [oid, policy] : snapshot.masking_policies.all()) {
        if (principal.stands_in(policy->attachments)) return "masking policy " + policy->name;
    }
    return {};
}

}  // namespace

PrincipalDependency find_dependency(AclEntry::Kind kind, std::int32_t id, const catalog::Snapshot& snapshot) {
    const Principal principal{kind, id};
    if (std::string owned = owned_object(principal, snapshot); !owned.empty()) return {true, std::move(owned)};
    return {false, privilege_of(principal, snapshot)};
}

void forget_principal(AclEntry::Kind kind, std::int32_t id, ExecContext& context) {
    const Principal principal{kind, id};
    const auto snapshot = context.catalog.share();
    const auto update = [&](const auto& objects, auto leave) {
        for (const auto& [key, object] : objects.all()) {
            auto copy = *object;
            if (leave(copy)) context.catalog.put(std::move(copy));
        }
    };
    const auto leave_scopes = [&](auto& object) {
        const bool list = principal.leave(object.acl);
        return principal.leave(object.scoped_grants) || list;
    };
    update(snapshot->databases, leave_scopes);
    update(snapshot->schemas, leave_scopes);
    update(snapshot->relations, [&](catalog::Relation& relation) {
        bool left = principal.leave(relation.acl);
        for (catalog::Column& column : relation.columns) left = principal.leave(column.acl) || left;
        return left;
    });
    update(snapshot->routines, [&](catalog::Routine& routine) { return principal.leave(routine.acl); });
    update(snapshot->default_privileges,
           [&](catalog::DefaultPrivileges& defaults) { return principal.leave(defaults.acl); });
    update(snapshot->rls_policies, [&](catalog::RlsPolicy& policy) { return principal.leave(policy.attachments); });
    update(snapshot->masking_policies,
           [&](catalog::MaskingPolicy& policy) { return principal.leave(policy.attachments); });
}

}  // namespace blueshift::exec
