#pragma once
/// Which policies hold when a user reads a relation.  Doc: dg/t_rls, dg/t_ddm-hierarchy
#include <optional>
#include <string>
#include <vector>

#include "catalog/access.h"

namespace blueshift::security {

/// The row-level security of a relation, as one user is subject to it.
struct RowPolicies {
    bool any = false;  ///< CONJUNCTION TYPE OR
    std::vector<const catalog::RlsPolicy*> policies;  ///< none: no row is visible
};
/// Nothing when the relation's rows are not restricted for this user.
std::optional<RowPolicies> row_policies(const catalog::Relation& relation, const catalog::Snapshot& snapshot,
                                        const catalog::AccessRules& rules);

/// One column, or one path into a SUPER column, that a user sees through a mask.
struct AppliedMask {
    const catalog::MaskingPolicy* policy = nullptr;
    const catalog::PolicyAttachment* attachment = nullptr;
    std::size_t expression = 0;          ///< index into the policy's expressions
    std::size_t column = 0;              ///< index into the relation's columns
    std::vector<std::string> path;       ///< steps below the column; empty: the column itself
    std::vector<std::vector<std::string>> inputs;  ///< one per column of the policy: column name and steps
};
/// The masks that apply, at most one per column or path: the one of the highest priority.
std::vector<AppliedMask> applied_masks(const catalog::Relation& relation, const catalog::Snapshot& snapshot,
                                       const catalog::AccessRules& rules);

/// Splits what an attachment names into its steps. Steps are separated by dots; dots and backslashes inside a step are
/// written with a backslash.
std::vector<std::string> split_path(std::string_view text);
std::string join_path(const std::vector<std::string>& steps);

}  // namespace blueshift::security
