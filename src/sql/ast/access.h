#pragma once
/// Roles, grants that are not on one existing object, default privileges, and settings of the whole cluster.
/// Users, groups and grants on objects are in utility.h.
#include "sql/ast/utility.h"

namespace blueshift::sql {

/// Doc: dg/r_CREATE_ROLE
struct CreateRole : Statement {
    static constexpr StatementKind kKind = StatementKind::create_role;
    CreateRole() : Statement(kKind) {}
    Name name;
    std::optional<std::string> external_id;
};

struct AlterRole : Statement {
    static constexpr StatementKind kKind = StatementKind::alter_role;
    AlterRole() : Statement(kKind) {}
    Name name;
    Name new_name;   ///< RENAME TO, or empty
    Name new_owner;  ///< OWNER TO, or empty
    std::optional<std::string> external_id;
};

/// GRANT and REVOKE of what is not a privilege on an object.
struct GrantRole : Statement {
    static constexpr StatementKind kKind = StatementKind::grant_role;
    GrantRole() : Statement(kKind) {}
    enum What {
        role,               ///< ROLE r TO …
        system_permission,  ///< CREATE USER TO ROLE r
        assume_role,        ///< ASSUMEROLE ON 'arn' TO … FOR COPY
        policy_lookup,      ///< SELECT ON table TO RLS POLICY p
    };
    struct Grantee {
        Grant::Grantee grantee;
        bool admin_option = false;  ///< WITH ADMIN OPTION
    };
    What what = role;
    bool revoke = false;
    bool admin_option = false;             ///< ADMIN OPTION FOR
    std::vector<Name> roles;               ///< of role
    std::vector<std::string> permissions;  ///< of system_permission: lower case; `all` for all
    std::vector<std::string> arns;         ///< of assume_role; `default` and `ALL` are written so
    std::vector<std::string> services;     ///< of assume_role: copy, unload, external function, create model, all
    std::vector<QualifiedName> tables;     ///< of policy_lookup
    bool masking = false;                  ///< of policy_lookup: MASKING POLICY
    std::vector<Name> policies;            ///< of policy_lookup
    std::vector<Grantee> grantees;         ///< of the others
};

/// Doc: dg/r_ALTER_DEFAULT_PRIVILEGES
struct AlterDefaultPrivileges : Statement {
    static constexpr StatementKind kKind = StatementKind::alter_default_privileges;
    AlterDefaultPrivileges() : Statement(kKind) {}
    std::vector<Name> users;    ///< FOR USER; empty: the current one
    std::vector<Name> schemas;  ///< IN SCHEMA; empty: all
    bool revoke = false;
    bool grant_option = false;  ///< GRANT OPTION FOR
    std::vector<std::string> privileges;  ///< lower case; `all`
    std::string objects;        ///< tables, functions, procedures
    std::vector<Grant::Grantee> grantees;
};

/// ALTER SYSTEM SET name = value.  Doc: dg/r_ALTER_SYSTEM
struct AlterSystem : Statement {
    static constexpr StatementKind kKind = StatementKind::alter_system;
    AlterSystem() : Statement(kKind) {}
    std::string name;  ///< lower case
    std::string value;
};

}  // namespace blueshift::sql
