#pragma once
/// Takes a date and time text apart, in any of the ways that PostgreSQL 8 lets people write them.
#include <cstdint>
#include <optional>
#include <string_view>
#include <variant>

#include "types/datetime.h"
#include "types/text.h"

namespace blueshift {

/// A word that stands for a whole date or timestamp.
enum class SpecialTime { none, epoch, infinity, minus_infinity, now };

/// What a text says; what it leaves out is empty.
struct DateTimeText {
    SpecialTime special = SpecialTime::none;
    std::optional<std::int64_t> days;           ///< since 1970-01-01
    std::optional<std::int64_t> micros_of_day;  ///< 0 to kMicrosPerDay, which is 24:00
    std::variant<std::monostate, std::int32_t, TimeZone>
        zone;  ///< an offset in seconds east, or a zone
};

/// Reads `text`. `type_name` is for messages; `today` is what `today` and its neighbours count
/// from. Throws invalid_datetime_format (22007), datetime_field_overflow (22008),
/// invalid_parameter_value (22023) for unknown zones.
DateTimeText scan_datetime(std::string_view text, std::string_view type_name, DateOrder order,
                           std::int64_t today);

}  // namespace blueshift
