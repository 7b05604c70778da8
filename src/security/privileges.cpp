#include "security/privileges.h"

#include <algorithm>

namespace blueshift::security {

Checker::Checker(const catalog::Snapshot& snapshot, std::int32_t user)
    : snapshot_(snapshot), user_(user) {
    const catalog::User* row = snapshot.users.find(user);
    superuser_ = row != nullptr && row->superuser;
    for (const auto& [id, group] : snapshot.groups.all()) {
        if (std::find(group->members.begin(), group->members.end(), user) != group->members.end()) {
            groups_.push_back(id);
        }
    }
}

bool Checker::granted(const std::vector<catalog::AclEntry>& acl, char privilege) const {
    for (const catalog::AclEntry& entry : acl) {
        if (entry.privileges.find(privilege) == std::string::npos) continue;
        switch (entry.kind) {
            case catalog::AclEntry::public_:
                return true;
            case catalog::AclEntry::user:
                if (entry.grantee == user_) return true;
                break;
            case catalog::AclEntry::group:
                if (std::find(groups_.begin(), groups_.end(), entry.grantee) != groups_.end()) {
                    return true;
                }
                break;
            case catalog::AclEntry::role:
                break;
        }
    }
    return false;
}

bool Checker::has_privilege(const catalog::Relation& relation, char privilege) const {
    if (relation.kind == catalog::RelationKind::system) return privilege == kSelect;
    return superuser_ || relation.owner == user_ || granted(relation.acl, privilege);
}

bool Checker::has_column_privilege(const catalog::Relation& relation, const catalog::Column& column,
                                   char privilege) const {
    return has_privilege(relation, privilege) || granted(column.acl, privilege);
}

bool Checker::has_privilege(const catalog::Schema& schema, char privilege) const {
    return superuser_ || schema.owner == user_ || granted(schema.acl, privilege);
}

bool Checker::has_privilege(const catalog::Database& database, char privilege) const {
    return superuser_ || database.owner == user_ || granted(database.acl, privilege);
}

}  // namespace blueshift::security
