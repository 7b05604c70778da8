#pragma once
/// Roles, and privileges that are not on one existing object.  Doc: dg/r_CREATE_ROLE, dg/r_ALTER_DEFAULT_PRIVILEGES
#include <string>
#include <vector>

#include "catalog/model.h"

namespace blueshift::catalog {

/// A user or role to whom a role is granted.
struct RoleMember {
    AclEntry::Kind kind = AclEntry::user;  ///< user or role
    std::int32_t id = 0;
    std::int32_t grantor = 0;
    bool admin_option = false;  ///< users only

    bool operator==(const RoleMember&) const = default;
};

struct Role {
    std::int32_t id = 0;
    std::string name;
    std::int32_t owner = kAdminUserId;
    std::string external_id;
    std::vector<RoleMember> members;
    std::vector<std::string> system_privileges;  ///< lower case: `create user`, `access system table` …
};

/// What ALTER DEFAULT PRIVILEGES says about the objects that `owner` will create.
struct DefaultPrivileges {
    Oid oid = kInvalidOid;
    std::string name;            ///< unique: owner, schema and objects
    std::int32_t owner = 0;      ///< FOR USER
    Oid database = kInvalidOid;
    Oid schema = kInvalidOid;    ///< IN SCHEMA; 0: every schema
    std::string objects;         ///< tables, functions, procedures
    std::vector<AclEntry> acl;
};

}  // namespace blueshift::catalog
