#pragma once
/// The parts of comparisons that IN, ANY and the subqueries share; make_comparison is in expr_binder.h.
#include <optional>
#include <string_view>
#include <vector>

#include "analyze/expr_binder.h"

namespace blueshift::analyze {

/// The type in which two expressions are compared, with the modifier of decimals; nothing when they are not comparable.
std::optional<Type> comparison_type(const BoundExpr& left, const BoundExpr& right);
BoundExprPtr coerce_for_comparison(BoundExprPtr expr, Type type, AnalyzeContext& context);

std::string_view comparison_symbol(ComparisonOp op);
/// Nothing for other operators.
std::optional<ComparisonOp> comparison_op(std::string_view symbol);

BoundExprPtr make_logical(BoundLogicalOp op, std::vector<BoundExprPtr> arguments, Span span);

}  // namespace blueshift::analyze
