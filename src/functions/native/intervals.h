#pragma once
/// Intervals times and divided by numbers, as PostgreSQL does it: fractions of a month become days of 30 a month, fractions of a day
/// become time. All throw interval_field_overflow (22015), interval_divide also division_by_zero (22012).
#include "functions/native/values.h"

namespace blueshift::functions {

Interval interval_multiply(Interval interval, double factor);
Interval interval_divide(Interval interval, double divisor);
/// Of the year-to-month type: whole months, rounded to the nearest.
Interval interval_ym_multiply(Interval interval, double factor);
Interval interval_ym_divide(Interval interval, double divisor);

}  // namespace blueshift::functions
