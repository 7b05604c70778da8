#pragma once
/// Who may do what with an object: decided from ownership, groups, roles and ACLs, and nowhere else.  Doc: dg/r_Privileges
#include <cstdint>
#include <set>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "catalog/snapshot.h"

namespace blueshift::catalog {

/// Privilege letters, as aclitem prints them.
inline constexpr char kSelect = 'r';
inline constexpr char kInsert = 'a';
inline constexpr char kUpdate = 'w';
inline constexpr char kDelete = 'd';
inline constexpr char kRule = 'R';  ///< of no use; part of ALL
inline constexpr char kReferences = 'x';
inline constexpr char kTrigger = 't';  ///< of no use; part of ALL
inline constexpr char kDrop = 'D';
inline constexpr char kTruncate = 'P';
inline constexpr char kAlter = 'A';
inline constexpr char kUsage = 'U';
inline constexpr char kCreate = 'C';
inline constexpr char kTemporary = 'T';
inline constexpr char kExecute = 'X';

/// What privileges are granted on.
enum class PrivilegeTarget { relation, schema, database, routine, language, copy_job, template_ };

/// One privilege of GRANT. Doc: dg/r_GRANT
struct PrivilegeRow {
    std::string_view name;  ///< lower case
    char letter;
    std::string_view targets;  ///< letters of privilege_target_rows()
    bool columns;              ///< may be granted on columns
};
struct PrivilegeTargetRow {
    PrivilegeTarget target;
    char letter;
    std::string_view word;  ///< as error messages have it
    std::string_view all;   ///< letters that ALL stands for
    std::string_view scope; ///< plural of scoped grants; empty: there are none
};
std::span<const PrivilegeRow> privilege_rows();
std::span<const PrivilegeTargetRow> privilege_target_rows();
const PrivilegeTargetRow& privilege_target_row(PrivilegeTarget target);
/// The upper-case word of a letter (`SELECT`), as svv_relation_privileges has it; empty for an unknown letter.
std::string privilege_word(char letter);

/// Decides for one user against one catalog. Cheap to make; refers to the snapshot.
class AccessRules {
public:
    AccessRules(const Snapshot& snapshot, std::int32_t user);

    std::int32_t user() const { return user_; }
    /// CREATEUSER, or a member of sys:superuser.
    bool superuser() const { return superuser_; }
    bool has_privilege(const Relation& relation, char privilege) const;
    bool has_column_privilege(const Relation& relation, const Column& column, char privilege) const;
    /// SELECT on the relation or on one of its columns.
    bool may_read_some(const Relation& relation) const;
    bool has_privilege(const Schema& schema, char privilege) const;
    bool has_privilege(const Database& database, char privilege) const;
    bool has_privilege(const Routine& routine, char privilege) const;
    /// USAGE on a language of the current database.
    bool has_language_privilege(const Database& database, std::string_view language) const;
    /// ASSUMEROLE; everybody has it until a superuser has revoked it from PUBLIC for the first time.  `service` is one of
    /// the letters of kAssumeRoleServices.
    bool may_assume_role(const Database& database, std::string_view arn, char service) const;

    /// Owner, superuser, or by a privilege on the object or a system permission.
    bool may_alter(const Relation& relation) const;
    bool may_drop(const Relation& relation) const;
    bool may_truncate(const Relation& relation) const;
    bool may_vacuum(const Relation& relation) const;
    bool may_analyze(const Relation& relation) const;
    bool may_alter(const Schema& schema) const;
    bool may_drop(const Schema& schema) const;
    bool may_drop(const Routine& routine) const;
    bool may_alter(const Database& database) const;
    /// CREATE on the schema, or the system permission to make such objects, such as `create table`.
    bool may_create(const Schema& schema, std::string_view system_permission) const;

    /// A system permission that a role of the user holds, by its lower-case words; superusers have all.
    bool has_system_permission(std::string_view permission) const;
    /// Roles of the user, those that other roles of his hold included; by id.
    const std::set<std::int32_t>& roles() const { return roles_; }
    bool has_role(std::string_view name) const;
    bool in_group(std::int32_t group) const;
    /// An attachment, or an ACL entry, that is for this user, one of his roles or groups, or everybody.
    bool applies(AclEntry::Kind kind, std::int32_t grantee) const;
    /// Sees other users' rows in system relations.
    bool sees_all_system_rows() const;
    /// Is not subject to row-level security.
    bool ignores_rls() const { return has_system_permission("ignore rls"); }
    /// Creates and attaches policies: superusers and sys:secadmin.
    bool may_manage_policies() const { return superuser_ || has_role("sys:secadmin"); }

private:
    bool granted(const std::vector<AclEntry>& acl, char privilege) const;
    bool granted_in_scope(const Schema* schema, const Database* database, std::string_view objects,
                          char privilege) const;
    bool granted_in_scope(const std::vector<ScopedGrant>& grants, std::string_view objects, char privilege) const;
    bool granted_by_scope(Oid schema, std::string_view objects, char privilege) const;
    void find_roles();

    const Snapshot& snapshot_;
    std::int32_t user_;
    bool superuser_ = false;
    std::vector<std::int32_t> groups_;
    std::set<std::int32_t> roles_;
};

/// All roles that the members of `roles` reach, `roles` included: a role has what is granted to the roles it is a member of.
std::set<std::int32_t> reachable_roles(const Snapshot& snapshot, std::set<std::int32_t> roles);
/// Whether `role` holds `granted`, directly or through others.
bool role_holds(const Snapshot& snapshot, std::int32_t role, std::int32_t granted);

/// Services of ASSUMEROLE. To add one: a row.
struct AssumeRoleService {
    std::string_view name;  ///< lower case
    char letter;
};
std::span<const AssumeRoleService> assume_role_services();
/// Under which ScopedGrant::objects the grants on a role's ARN lie; `default` and `ALL` are written so.
std::string assume_role_scope(std::string_view arn);

/// The privileges that a new object of `owner` starts with: what ALTER DEFAULT PRIVILEGES says, and EXECUTE of PUBLIC on
/// functions. `objects` is tables, functions or procedures.  Doc: dg/r_ALTER_DEFAULT_PRIVILEGES
std::vector<AclEntry> default_acl(const Snapshot& snapshot, std::int32_t owner, Oid schema, std::string_view objects);
/// The same before ALTER DEFAULT PRIVILEGES.
std::vector<AclEntry> builtin_acl(std::int32_t owner, std::string_view objects);

}  // namespace blueshift::catalog
