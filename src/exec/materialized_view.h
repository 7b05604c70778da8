#pragma once
/// Materialized views: a query whose rows are kept in a table of the engine.  Doc: dg/materialized-view-overview
#include <string>
#include <vector>

#include "exec/context.h"
#include "sql/ast/materialized_view.h"

namespace blueshift::exec {

std::string create_materialized_view(const sql::CreateMaterializedView& statement, ExecContext& context);
std::string alter_materialized_view(const sql::AlterMaterializedView& statement, ExecContext& context);

/// The materialized view of this name, which the user must own. Throws wrong_object_type (42809).
std::shared_ptr<const catalog::Relation> owned_materialized_view(const sql::QualifiedName& name, ExecContext& context);

/// The materialized views that `view` reads, at any depth, each behind those that it reads itself.
std::vector<catalog::Oid> materialized_views_below(const catalog::Relation& view, const catalog::Snapshot& snapshot);

/// Every relation that a refresh of `view` reads, below views too.
std::vector<catalog::Oid> relations_below(const catalog::Relation& view, ExecContext& context);

/// Computes the rows anew, with the rights of the view's owner.
void recompute(const catalog::Relation& view, ExecContext& context);

}  // namespace blueshift::exec
