#pragma once
/// Conversions through time zones, and arithmetic that depends on one. `zone` is a name as TimeZone::find() takes it.
/// All throw invalid_parameter_value (22023) for an unknown zone, datetime_field_overflow (22008) out of range.
#include <string_view>

#include "functions/native/values.h"

namespace blueshift::functions {

/// The instant of a local time, and back; infinities stay.  Doc: dg/r_AT_TIME_ZONE
TimestampTz timestamp_to_timestamptz(Timestamp local, std::string_view zone);
Timestamp timestamptz_to_timestamp(TimestampTz instant, std::string_view zone);
TimeTz time_to_timetz(Time local, std::string_view zone);
TimeTz timestamptz_to_timetz(TimestampTz instant, std::string_view zone);
/// Local time of `source` as local time of `target`.  Doc: dg/CONVERT_TIMEZONE
Timestamp convert_timezone(std::string_view source, std::string_view target, Timestamp local);

/// Adds months and days to the local time of `zone`, then the exact rest.
TimestampTz timestamptz_add(TimestampTz instant, Interval interval, std::string_view zone);

}  // namespace blueshift::functions
