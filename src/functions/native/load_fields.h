#pragma once
/// How COPY reads fields of files, where that differs from a cast.  Doc: dg/copy-parameters-data-conversion
#include <cstdint>
#include <string>
#include <string_view>

#include "functions/native/values.h"

namespace blueshift::functions {

/// `format` is empty for the default (YYYY-MM-DD, with or without a time), `auto`, `epochsecs` or `epochmillisecs` (timestamps only), or
/// a template as load_template() makes it. Throw invalid_datetime_format (22007), datetime_field_overflow (22008).
Date load_date(std::string_view text, std::string_view format, std::string_view date_order);
Timestamp load_timestamp(std::string_view text, std::string_view format, std::string_view date_order);
TimestampTz load_timestamptz(std::string_view text, std::string_view format, std::string_view date_order,
                             std::string_view zone);
/// A DECIMAL(precision, scale); digits behind the scale are cut off, or rounded with `round`.
/// Throws invalid_text_representation (22P02), numeric_value_out_of_range (22003).
Unscaled load_decimal(std::string_view text, std::int32_t precision, bool round, Scale scale);

/// COPY's DATEFORMAT or TIMEFORMAT as TO_DATE understands it: HH is the hour of 24 there.
std::string load_template(std::string_view format);

}  // namespace blueshift::functions
