#include "catalog/access.h"

#include <algorithm>

namespace blueshift::catalog {

AccessRules::AccessRules(const Snapshot& snapshot, std::int32_t user)
    : user_(user) {
    const User* row = snapshot.users.find(user);
    superuser_ = row != nullptr && row->superuser;
    for (const auto& [id, group] : snapshot.groups.all()) {
        if (std::find(group->members.begin(), group->members.end(), user) != group->members.end()) {
            groups_.push_back(id);
        }
    }
}

bool AccessRules::granted(const std::vector<AclEntry>& acl, char privilege) const {
    for (const AclEntry& entry : acl) {
        if (entry.privileges.find(privilege) == std::string::npos) continue;
        switch (entry.kind) {
            case AclEntry::public_:
                return true;
            case AclEntry::user:
                if (entry.grantee == user_) return true;
                break;
            case AclEntry::group:
                if (std::find(groups_.begin(), groups_.end(), entry.grantee) != groups_.end()) {
                    return true;
                }
                break;
            case AclEntry::role:
                break;
        }
    }
    return false;
}

bool AccessRules::has_privilege(const Relation& relation, char privilege) const {
    if (relation.kind == RelationKind::system) return privilege == kSelect;
    return superuser_ || relation.owner == user_ || granted(relation.acl, privilege);
}

bool AccessRules::has_column_privilege(const Relation& relation, const Column& column,
                                   char privilege) const {
    return has_privilege(relation, privilege) || granted(column.acl, privilege);
}

bool AccessRules::has_privilege(const Schema& schema, char privilege) const {
    return superuser_ || schema.owner == user_ || granted(schema.acl, privilege);
}

bool AccessRules::has_privilege(const Database& database, char privilege) const {
    return superuser_ || database.owner == user_ || granted(database.acl, privilege);
}

bool AccessRules::has_privilege(const Routine& routine, char privilege) const {
    return superuser_ || routine.owner == user_ || granted(routine.acl, privilege);
}

}  // namespace blueshift::catalog
