#pragma once
/// Casts from and to text, where the engine's own differ.  Doc: dg/c_Supported_data_types
/// From text: all throw invalid_text_representation (22P02), numeric_value_out_of_range (22003), invalid_datetime_format (22007),
/// datetime_field_overflow (22008) or interval_field_overflow (22015), as value_from_text().
#include <cstdint>
#include <string>
#include <string_view>

#include "functions/native/values.h"

namespace blueshift::functions {

bool text_to_boolean(std::string_view text);
std::int16_t text_to_int2(std::string_view text);
std::int32_t text_to_int4(std::string_view text);
std::int64_t text_to_int8(std::string_view text);
float text_to_float4(std::string_view text);
double text_to_float8(std::string_view text);
/// As DECIMAL(precision, scale), rounded half away from zero.
Unscaled text_to_decimal(std::string_view text, std::int32_t precision, Scale scale);
/// The text without blanks around it, when it is a number.
std::string_view check_numeric(std::string_view text);
/// `date_order` is MDY, DMY or YMD; `zone` the session's time zone.
Date text_to_date(std::string_view text, std::string_view date_order);
Time text_to_time(std::string_view text);
TimeTz text_to_timetz(std::string_view text, std::string_view zone);
Timestamp text_to_timestamp(std::string_view text, std::string_view date_order);
TimestampTz text_to_timestamptz(std::string_view text, std::string_view date_order, std::string_view zone);
Interval text_to_interval(std::string_view text);
Interval text_to_interval_ym(std::string_view text);
Interval text_to_interval_ds(std::string_view text);

std::string float4_to_text(float value);
std::string float8_to_text(double value);
std::string decimal_to_varchar(Decimal value);
std::string date_to_text(Date value);
std::string time_to_text(Time value);
std::string timetz_to_text(TimeTz value);
std::string timestamp_to_text(Timestamp value);
std::string timestamptz_to_text(TimestampTz value, std::string_view zone);
std::string interval_to_text(Interval value);
std::string interval_ym_to_text(Interval value);
std::string interval_ds_to_text(Interval value);

}  // namespace blueshift::functions
