#pragma once
/// Access lists taken apart into single grants, as the privilege views and SHOW GRANTS list them.
#include <string>
#include <string_view>
#include <vector>

#include "catalog/system/rows.h"

namespace blueshift::catalog::system {

/// One privilege of one grantee.
struct Grant {
    Identity3 grantee;
    std::string privilege;  ///< SELECT, USAGE …
    bool grantable = false;
    std::string grantor;
};

/// Each privilege of an access list. Others than superusers see their own grants and those on what they own.
/// Doc: dg/r_SVV_RELATION_PRIVILEGES
std::vector<Grant> grants_of(const SystemContext& context, const std::vector<AclEntry>& acl, std::int32_t owner);

/// Calls `visit(grant, scope)` for privileges of a schema or database: its own with `own_scope`, then those FOR … IN it, whose
/// scope is TABLES, FUNCTIONS …
template <class Object, class Visit>
void each_scoped_grant(const SystemContext& context, const Object& object, std::string_view own_scope, const Visit& visit) {
    for (const Grant& grant : grants_of(context, object.acl, object.owner)) visit(grant, std::string(own_scope));
    for (const ScopedGrant& scoped : object.scoped_grants) {
        // ASSUMEROLE has a view of its own.
        if (scoped.objects.starts_with(assume_role_scope(""))) continue;
        std::string scope = scoped.objects;
        for (char& c : scope) c = static_cast<char>(c >= 'a' && c <= 'z' ? c - 32 : c);
        for (const Grant& grant : grants_of(context, scoped.acl, object.owner)) visit(grant, scope);
    }
}

}  // namespace blueshift::catalog::system
