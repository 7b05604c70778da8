#include "catalog/system/grants.h"

#include <algorithm>

namespace blueshift::catalog::system {

namespace {

/// Whether the asking user is the grantee, directly or through a group or role.
bool is_own(const SystemContext& context, const AclEntry& entry) {
    const std::int32_t user = context.catalog.user();
    switch (entry.kind) {
        case AclEntry::public_: return true;
        case AclEntry::user: return entry.grantee == user;
        case AclEntry::group: {
            const Group* group = context.catalog.snapshot().groups.find(entry.grantee);
            return group != nullptr && std::find(group->members.begin(), group->members.end(), user) != group->members.end();
        }
        case AclEntry::role: {
            const Role* role = context.catalog.snapshot().roles.find(entry.grantee);
            return role != nullptr && std::any_of(role->members.begin(), role->members.end(), [&](const RoleMember& member) {
                       return member.kind == AclEntry::user && member.id == user;
                   });
        }
    }
    return false;
}

}  // namespace

std::vector<Grant> grants_of(const SystemContext& context, const std::vector<AclEntry>& acl, std::int32_t owner) {
    std::vector<Grant> grants;
    for (const AclEntry& entry : acl) {
        if (!context.superuser && owner != context.catalog.user() && !is_own(context, entry)) continue;
        for (const char letter : entry.privileges) {
            grants.push_back({identity_of(context, entry.kind, entry.grantee), std::string(privilege_word(letter)),
                              entry.grant_options.find(letter) != std::string::npos,
                              user_name(context, entry.grantor == 0 ? owner : entry.grantor)});
        }
    }
    return grants;
}

}  // namespace blueshift::catalog::system
