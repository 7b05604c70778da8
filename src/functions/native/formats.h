#pragma once
/// TO_CHAR, TO_DATE, TO_TIMESTAMP and TO_NUMBER.  Doc: dg/Data_type_formatting
#include <cstdint>
#include <string>
#include <string_view>

#include "functions/native/values.h"

namespace blueshift::functions {

/// Doc: dg/r_TO_CHAR
std::string timestamp_to_char(Timestamp value, std::string_view format);
/// In the session's time zone.
std::string timestamptz_to_char(TimestampTz value, std::string_view format, std::string_view zone);
std::string interval_to_char(Interval value, std::string_view format);
/// Digits that do not fit are `#`.
std::string number_to_char(Number value, std::string_view format);

/// Without `strict`, days and months out of range run over into the next month or year.
/// Throw invalid_datetime_format (22007), datetime_field_overflow (22008), feature_not_supported (0A000) for zones in `format`.
/// Doc: dg/r_TO_DATE_function, dg/r_TO_TIMESTAMP
Date text_to_date_format(std::string_view text, std::string_view format, bool strict);
TimestampTz text_to_timestamptz_format(std::string_view text, std::string_view format, bool strict,
                                       std::string_view zone);

/// Throws invalid_text_representation (22P02), numeric_value_out_of_range (22003).  Doc: dg/r_TO_NUMBER
Unscaled text_to_number_format(std::string_view text, std::string_view format, Scale scale);

}  // namespace blueshift::functions
