#pragma once
/// Policies as the catalog views and SHOW … POLICIES print them.
#include <string>
#include <vector>

#include "catalog/policy.h"

namespace blueshift::catalog::system {

/// `[{"colname":"a","type":"integer"}]`.
std::string policy_columns(const std::vector<PolicyColumn>& columns);
/// `[{"expr":"…"}]`, one per output column.
std::string masking_expressions(const MaskingPolicy& policy);

}  // namespace blueshift::catalog::system
