#pragma once
/// Values of simple expressions, computed without an engine.
#include <optional>
#include <span>

#include "analyze/bound_expr.h"
#include "types/text.h"

namespace blueshift::analyze {

/// The value of an expression over constants and parameters: the operators that constants are folded with, casts, comparisons, AND, OR,
/// NOT, IS, IN and CASE. Nothing for everything else, which the engine has to compute. Throws what the casts in it throw.
std::optional<Value> evaluate_simple(const BoundExpr& expr, std::span<const Value> parameters, const TextSettings& text);

}  // namespace blueshift::analyze
