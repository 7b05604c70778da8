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

/// How to read a text.
struct DateTimeContext {
    std::string_view type_name;  ///< for messages
    DateOrder order = DateOrder::mdy;
    std::int64_t today = 0;  ///< what `today` and its neighbours count from
    bool time_only = false;  ///< the text is for a time of day: 040506 is a time, not a date
};

/// Takes `text` apart. Throws invalid_datetime_format (22007), datetime_field_overflow (22008),
/// invalid_time_zone_displacement_value (22009), invalid_parameter_value (22023) for unknown zones.
DateTimeText scan_datetime(std::string_view text, const DateTimeContext& context);

}  // namespace blueshift
