#pragma once
/// Who may do what with an object: decided from ownership, groups and ACLs, and nowhere else.  Doc: dg/r_Privileges
#include <cstdint>
#include <vector>

#include "catalog/snapshot.h"

namespace blueshift::catalog {

/// Privilege letters, as aclitem prints them.
inline constexpr char kSelect = 'r';
inline constexpr char kInsert = 'a';
inline constexpr char kUpdate = 'w';
inline constexpr char kDelete = 'd';
inline constexpr char kReferences = 'x';
inline constexpr char kDrop = 'D';
inline constexpr char kUsage = 'U';
inline constexpr char kCreate = 'C';
inline constexpr char kTemporary = 'T';
inline constexpr char kExecute = 'X';

/// Decides for one user against one catalog. Cheap to make.
class AccessRules {
public:
    AccessRules(const Snapshot& snapshot, std::int32_t user);

    bool superuser() const { return superuser_; }
    bool has_privilege(const Relation& relation, char privilege) const;
    bool has_column_privilege(const Relation& relation, const Column& column, char privilege) const;
    bool has_privilege(const Schema& schema, char privilege) const;
    bool has_privilege(const Database& database, char privilege) const;
    bool has_privilege(const Routine& routine, char privilege) const;

private:
    bool granted(const std::vector<AclEntry>& acl, char privilege) const;

    std::int32_t user_;
    bool superuser_ = false;
    std::vector<std::int32_t> groups_;
};

}  // namespace blueshift::catalog
