#pragma once
/// Changes of access control lists, and the principals that stand in them.
#include <string>
#include <string_view>
#include <vector>

#include "catalog/access.h"
#include "exec/context.h"
#include "sql/ast/utility.h"

namespace blueshift::exec {

/// The group or role with this name. Throw undefined_object (42704) `group "x" does not exist`, `role "x" does not exist`.
const catalog::Group& find_group(const sql::Name& name, const ExecContext& context);
const catalog::Role& find_role(const sql::Name& name, const ExecContext& context);
/// The ACL entry of a grantee, without privileges and grantor.
catalog::AclEntry resolve_grantee(const sql::Grant::Grantee& grantee, const ExecContext& context);

/// One GRANT or REVOKE of some letters.
struct AclChange {
    bool revoke = false;
    bool option_only = false;  ///< GRANT OPTION FOR
    bool cascade = false;
    /// Who grants; a REVOKE takes back what this one granted, the owner's and a superuser's what anybody did.
    std::int32_t grantor = 0;
    bool by_owner = true;
    std::string letters;
    struct Grantee {
        catalog::AclEntry::Kind kind = catalog::AclEntry::user;
        std::int32_t id = 0;
        bool grant_option = false;
    };
    std::vector<Grantee> grantees;
};

/// Throws dependent_objects_still_exist (2BP01) `dependent privileges exist` when a grantee has passed on what he loses.
void change_acl(std::vector<catalog::AclEntry>& acl, const AclChange& change);
/// The user himself holds all of `letters` with the grant option.
bool holds_grant_option(const std::vector<catalog::AclEntry>& acl, std::int32_t user, std::string_view letters);
/// The letters of a privilege for a kind of object. Throws invalid_parameter_value (22023).
std::string privilege_letters(std::string_view privilege, catalog::PrivilegeTarget target, bool columns = false);
/// The list for `objects`, made when there is none.
std::vector<catalog::AclEntry>& scoped_acl(std::vector<catalog::ScopedGrant>& grants, const std::string& objects);
/// Drops lists that have become empty.
void prune_scoped_grants(std::vector<catalog::ScopedGrant>& grants);

/// Takes every entry of a principal out of all lists of the catalog.
void forget_principal(catalog::AclEntry::Kind kind, std::int32_t id, ExecContext& context);

/// What keeps a user, group or role from being dropped.
struct PrincipalDependency {
    bool owner = false;
    std::string detail;  ///< a sentence part; empty: nothing
};
PrincipalDependency find_dependency(catalog::AclEntry::Kind kind, std::int32_t id, const catalog::Snapshot& snapshot);

}  // namespace blueshift::exec
