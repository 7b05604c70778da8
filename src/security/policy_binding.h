#pragma once
/// From the text of a policy to a bound tree.
#include <string>
#include <string_view>
#include <vector>

#include "analyze/analyzer.h"
#include "catalog/policy.h"
#include "sql/ast/expr.h"

namespace blueshift::security {

/// Binds `SELECT expressions FROM (the policy's columns) AS alias`. The columns are field 0, 1 … of the one FROM item,
/// which is not there when the policy has no columns. Relations that the expressions read are added to the context.
analyze::BoundQueryPtr bind_policy(const std::vector<std::string>& expressions,
                                   const std::vector<catalog::PolicyColumn>& columns, std::string_view alias,
                                   analyze::AnalyzeContext& context);

/// The expressions as text that means the same in every session; checks them on the way.
std::vector<std::string> canonical_expressions(const std::vector<sql::ExprPtr>& expressions,
                                               const std::vector<catalog::PolicyColumn>& columns,
                                               std::string_view alias, analyze::AnalyzeContext& context);

}  // namespace blueshift::security
