#pragma once
/// Computes constants where that gives exactly what the engine would; everything else is left as it is. What would fail is left,
/// too: the statement may never come to evaluate it (CASE).
#include <optional>

#include "analyze/bound_expr.h"
#include "types/text.h"

namespace blueshift::analyze {

/// The constant that `expr` is, when it is one and not NULL; null otherwise.
const Value* constant_value(const BoundExpr& expr);
/// True for a constant NULL.
bool is_null_constant(const BoundExpr& expr);

/// `value` of type `from` as a `to` (the modifier of a decimal included, lengths left aside); nothing for conversions that need the
/// session's zone or that only the engine does. Throws what the cast throws for this value.
std::optional<Value> fold_cast(const Value& value, Type from, Type to, const TextSettings& text);

/// `value` with the modifier of its type. An explicit cast cuts texts; others throw string_data_right_truncation (22001).
/// Decimals are rounded. Throws numeric_value_out_of_range (22003).
Value fold_length(Value value, Type type, functions::CastContext context);

/// The result of an operator on constants, or the call itself.
BoundExprPtr fold_call(std::unique_ptr<BoundCall> call);

}  // namespace blueshift::analyze
