#pragma once
/// Calendar functions that the engine has not.  Doc: dg/Date_functions_header
#include <cstdint>
#include <string_view>

#include "functions/native/values.h"

namespace blueshift::functions {

/// `months` later; from the last day of a month to the last day of the other.
/// Throws datetime_field_overflow (22008).  Doc: dg/r_ADD_MONTHS
Timestamp add_months_sticky(Timestamp start, std::int64_t months);

/// Months from `to` up to `from`; whole when both are the same day, or the last day, of their months, else with the days left as
/// parts of a month of 31 days.  Doc: dg/r_MONTHS_BETWEEN
double months_between(Timestamp from, Timestamp to);

/// The first `day_name` after `start`. Throws invalid_parameter_value (22023).  Doc: dg/r_NEXT_DAY
Date next_day(Date start, std::string_view day_name);

}  // namespace blueshift::functions
