#pragma once
/// Numbers as written.
#include <string>

#include "analyze/bound_expr.h"
#include "sql/ast/expr.h"

namespace blueshift::analyze {

/// Highest $n.
inline constexpr int kParameterCountMax = 32767;

/// INTEGER, BIGINT, DECIMAL or DOUBLE PRECISION, whichever the digits need; `text` may begin with a minus sign.
/// Throws numeric_value_out_of_range (22003).
BoundExprPtr number_literal(sql::LiteralKind kind, const std::string& text);

}  // namespace blueshift::analyze
