#pragma once
/// Time zones written as POSIX TZ strings: `EST5EDT,M3.2.0,M11.1.0`, `<+0530>-5:30`.
#include <cstdint>
#include <optional>
#include <string_view>

namespace blueshift {

/// When clocks change within a year, in local time before the change.
struct PosixRule {
    enum class Kind { month_week_day, julian_day, zero_based_day };

    Kind kind = Kind::month_week_day;
    int month = 1;
    int week = 1;        ///< 5 is the last one
    int day = 0;         ///< of the week, from Sunday; or of the year
    int seconds = 7200;  ///< after midnight; may be negative or beyond a day

    /// Local time of the change in `year`, in seconds since 1970.
    std::int64_t local_seconds(std::int64_t year) const;
};

/// A zone of standard time, and of summer time between two rules if it has any. Offsets are seconds
/// east of UTC.
struct PosixZone {
    std::int32_t standard_offset = 0;
    bool has_summer = false;
    std::int32_t summer_offset = 0;
    PosixRule summer_start;
    PosixRule summer_end;
};

/// Reads a TZ string. Offsets in it count westward. Summer time without rules follows those of the
/// United States. Nothing when the text is no TZ string.
std::optional<PosixZone> parse_posix_zone(std::string_view text);

}  // namespace blueshift
