#pragma once
/// System permissions, and the roles that every cluster has.  Doc: dg/r_roles-default, dg/r_roles-system-privileges
#include <cstdint>
#include <span>
#include <string_view>

#include "catalog/snapshot.h"

namespace blueshift::catalog {

/// Ids of roles below are those of system roles.
inline constexpr std::int32_t kFirstSystemRoleId = 10;

/// Names of all system permissions, in lower case.
std::span<const std::string_view> system_permissions();
bool is_system_role(std::string_view name);
/// Adds the system roles that `snapshot` lacks.
void add_system_roles(Snapshot& snapshot);

}  // namespace blueshift::catalog
