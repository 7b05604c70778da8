#pragma once
/// Decimal arithmetic with Redshift's scales.  Doc: dg/r_numeric_computations201
#include <cstdint>

#include "functions/native/values.h"

namespace blueshift::functions {

/// All throw numeric_value_out_of_range (22003) `Numeric data overflow (result precision)` beyond 38 digits.

/// Quotient cut (not rounded) at `scale`. Throws division_by_zero (22012).
Unscaled decimal_divide(Decimal left, Decimal right, Scale scale);
/// Remainder with the sign of `left`; `scale` is the larger one of the two. Throws division_by_zero (22012).
Unscaled decimal_modulo(Decimal left, Decimal right, Scale scale);
/// AVG of decimals from their sum and number, cut at `scale`. The number must not be 0.
Unscaled decimal_average(Decimal sum, std::int64_t count, Scale scale);

/// `number` as DECIMAL(precision, scale), digits beyond the scale rounded half away from zero, or cut.
Unscaled decimal_rounded(Number number, std::int32_t precision, Scale scale);
Unscaled decimal_cut(Number number, std::int32_t precision, Scale scale);

/// ROUND and TRUNC at `digits` after the point (before it when negative), as a decimal of scale `scale`.
Unscaled decimal_round(Decimal number, std::int32_t digits, Scale scale);
Unscaled decimal_truncate(Decimal number, std::int32_t digits, Scale scale);

}  // namespace blueshift::functions
