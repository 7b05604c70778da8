#pragma once
/// Numbers as Teradata reads them.
#include <cstdint>
#include <string_view>

#include "functions/native/values.h"

namespace blueshift::functions {

/// The whole part of `text`, whose sign may follow the digits; 0 for blanks only.
/// Throws invalid_text_representation (22P02), numeric_value_out_of_range (22003).  Doc: dg/r_TEXT_TO_INT_ALT
std::int32_t text_to_int_alt(std::string_view text);
/// The same, of a text in a format of TO_NUMBER.
std::int32_t text_to_int_alt_format(std::string_view text, std::string_view format);
/// Rounded half to even.  Doc: dg/r_TEXT_TO_NUMERIC_ALT
Unscaled text_to_numeric_alt(std::string_view text, Scale scale);
/// The same, of a text in a format of TO_NUMBER.
Unscaled text_to_numeric_alt_format(std::string_view text, std::string_view format, Scale scale);

}  // namespace blueshift::functions
