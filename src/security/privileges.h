#pragma once
/// Who may do what: the one place that decides from ownership, groups and ACLs.  Doc: dg/r_Privileges
#include <cstdint>
#include <vector>

#include "analyze/bound_statement.h"
#include "catalog/snapshot.h"

namespace blueshift::security {

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

/// Decides for one user against one catalog. Cheap to make.
class Checker {
public:
    Checker(const catalog::Snapshot& snapshot, std::int32_t user);

    bool superuser() const { return superuser_; }
    bool has_privilege(const catalog::Relation& relation, char privilege) const;
    bool has_column_privilege(const catalog::Relation& relation, const catalog::Column& column,
                              char privilege) const;
    bool has_privilege(const catalog::Schema& schema, char privilege) const;
    bool has_privilege(const catalog::Database& database, char privilege) const;

private:
    bool granted(const std::vector<catalog::AclEntry>& acl, char privilege) const;

    const catalog::Snapshot& snapshot_;
    std::int32_t user_;
    bool superuser_ = false;
    std::vector<std::int32_t> groups_;
};

/// Checks every relation that a statement touches, below views with the view owner's rights.
/// Throws insufficient_privilege (42501) `permission denied for relation x`, `permission denied for schema x`.
void check_statement(const analyze::BoundStatement& statement, const catalog::Snapshot& snapshot,
                     std::int32_t user);
void check_query(const analyze::BoundQuery& query, const catalog::Snapshot& snapshot, std::int32_t user);

}  // namespace blueshift::security
