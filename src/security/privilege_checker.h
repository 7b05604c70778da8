#pragma once
/// Walks a bound statement and asks about each relation and column.
#include "analyze/bound_statement.h"
#include "catalog/access.h"

namespace blueshift::security {

void check_privileges(const analyze::BoundQuery& query, const catalog::Snapshot& snapshot, std::int32_t user);
void check_privileges(const analyze::BoundStatement& statement, const catalog::Snapshot& snapshot, std::int32_t user);

}  // namespace blueshift::security
