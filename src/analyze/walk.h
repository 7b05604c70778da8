#pragma once
/// Walks over the expressions of bound trees.
#include <functional>

#include "analyze/bound_statement.h"

namespace blueshift::analyze {

/// Calls `visit` for each expression that stands in a clause of `query`, its FROM items and the
/// queries nested in them; not for the children of those expressions.
void for_each_expression(const BoundQuery& query,
                         const std::function<void(const BoundExpr&)>& visit);
void for_each_expression(const BoundFrom& from, const std::function<void(const BoundExpr&)>& visit);
void for_each_expression(const BoundStatement& statement,
                         const std::function<void(const BoundExpr&)>& visit);

/// Calls `visit` for `expr` and everything below it; subqueries included where `into_subqueries`.
void walk(const BoundExpr& expr, bool into_subqueries,
          const std::function<void(const BoundExpr&)>& visit);

/// True when an aggregate of the same query level stands in `expr`.
bool contains_aggregate(const BoundExpr& expr);

}  // namespace blueshift::analyze
