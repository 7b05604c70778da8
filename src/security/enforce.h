#pragma once
/// Who may run a bound statement, and what it may see: privileges, then row-level security and masking.
/// Every statement that reaches an engine goes through here, whoever analyzed it.  Doc: dg/r_Privileges, dg/t_rls, dg/t_ddm
#include <cstdint>

#include "analyze/analyzer.h"
#include "analyze/bound_statement.h"
#include "catalog/model.h"

namespace blueshift::security {

/// Checks every relation that a statement touches, below views with the view owner's rights, and puts the policies that
/// hold for `user` into the tree.
/// Throws insufficient_privilege (42501) `permission denied for relation x`, `permission denied for schema x`.
void enforce(analyze::BoundStatement& statement, const analyze::AnalyzeContext& context, std::int32_t user);
void enforce(analyze::BoundQuery& query, const analyze::AnalyzeContext& context, std::int32_t user);

/// The same for EXPLAIN, which shows policies only to who may see them (EXPLAIN RLS, EXPLAIN MASKING).
void enforce_explain(analyze::BoundStatement& statement, const analyze::AnalyzeContext& context, std::int32_t user);
void enforce_explain(analyze::BoundQuery& query, const analyze::AnalyzeContext& context, std::int32_t user);

/// For commands that name a relation without a query: USAGE on its schema and one privilege.
void require_privilege(const catalog::Relation& relation, char privilege, const catalog::Snapshot& snapshot,
                       std::int32_t user);

}  // namespace blueshift::security
