#pragma once
/// Checks a bound statement against the access rules before it goes to an engine.  Doc: dg/r_Privileges
#include <cstdint>

#include "analyze/bound_statement.h"
#include "catalog/access.h"

namespace blueshift::security {

/// Checks every relation that a statement touches, below views with the view owner's rights.
/// Throws insufficient_privilege (42501) `permission denied for relation x`, `permission denied for schema x`.
void check_statement(const analyze::BoundStatement& statement, const catalog::Snapshot& snapshot,
                     std::int32_t user);
void check_query(const analyze::BoundQuery& query, const catalog::Snapshot& snapshot, std::int32_t user);

}  // namespace blueshift::security
