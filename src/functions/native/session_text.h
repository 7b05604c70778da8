#pragma once
/// Session settings as natives receive them: names in text arguments, the same in every row.
#include <string_view>

#include "types/text.h"

namespace blueshift::functions {

/// The zone of that name, found anew only when the name changes. Valid until the thread's next call.
/// Throws invalid_parameter_value (22023).
const TimeZone& zone_of(std::string_view name);

/// MDY, DMY or YMD, in any case. Throws invalid_parameter_value (22023).
DateOrder date_order_of(std::string_view name);

}  // namespace blueshift::functions
