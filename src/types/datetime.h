#pragma once
/// The calendar: dates, times of day, timestamps, intervals and their parts. Proleptic Gregorian,
/// as in PostgreSQL.
#include <cstdint>
#include <optional>
#include <string_view>

#include "types/value.h"

namespace blueshift {

inline constexpr std::int64_t kMicrosPerSecond = 1'000'000;
inline constexpr std::int64_t kMicrosPerMinute = 60 * kMicrosPerSecond;
inline constexpr std::int64_t kMicrosPerHour = 60 * kMicrosPerMinute;
inline constexpr std::int64_t kMicrosPerDay = 24 * kMicrosPerHour;

/// Timestamps that stand for infinity and -infinity.
inline constexpr std::int64_t kTimestampInfinity = INT64_MAX;
inline constexpr std::int64_t kTimestampMinusInfinity = -INT64_MAX;
/// Last finite timestamp; zone conversions of it still fit.
inline constexpr std::int64_t kTimestampMax = INT64_MAX - 2 * kMicrosPerDay;

/// Days from 1970-01-01 to 2000-01-01, where the wire formats count from.
inline constexpr std::int64_t kDaysTo2000 = 10957;
/// Julian day number of 1970-01-01.
inline constexpr std::int64_t kJulianDayOf1970 = 2440588;
/// First day that dates may have, 4713-01-01 BC, and the last, in 294276 AD. (Timestamps in 64 bits
/// of microseconds since 1970 end some 29 years before that.)
inline constexpr std::int64_t kDateMin = -2440550;
inline constexpr std::int64_t kDateMax = 106'762'939;

/// A day of the calendar. Year 0 is 1 BC, year -1 is 2 BC.
struct CivilDate {
    std::int64_t year = 1970;
    int month = 1;  ///< 1 to 12
    int day = 1;    ///< 1 to 31

    bool operator==(const CivilDate&) const = default;
};

/// A time of day in its parts.
struct CivilTime {
    int hour = 0;
    int minute = 0;
    int second = 0;
    int micros = 0;

    bool operator==(const CivilTime&) const = default;
};

/// A timestamp cut at midnight: `micros` is 0 to kMicrosPerDay - 1 also before 1970.
struct DayAndMicros {
    std::int64_t days = 0;
    std::int64_t micros = 0;
};

/// A week of ISO 8601: weeks start on Mondays, week 1 has the year's first Thursday.
struct IsoWeek {
    std::int64_t year = 1970;
    int week = 1;
};

bool is_leap_year(std::int64_t year);
int days_in_month(std::int64_t year, int month);

/// Days since 1970-01-01 of a date whose month and day are in range.
std::int64_t days_from_civil(CivilDate date);
CivilDate civil_from_days(std::int64_t days);

/// 0 is Sunday.
int day_of_week(std::int64_t days);
/// 1 to 366.
int day_of_year(std::int64_t days);
IsoWeek iso_week(std::int64_t days);
/// First day of an ISO week.
std::int64_t days_from_iso_week(IsoWeek week);

DayAndMicros split_timestamp(std::int64_t micros);
/// Nothing when 64 bits have no room, or the day is before kDateMin or after kDateMax.
std::optional<std::int64_t> compose_timestamp(std::int64_t days, std::int64_t micros_of_day);
CivilTime civil_time(std::int64_t micros_of_day);
constexpr std::int64_t micros_from_civil(CivilTime time) {
    return time.hour * kMicrosPerHour + time.minute * kMicrosPerMinute +
           time.second * kMicrosPerSecond + time.micros;
}

/// The same day of the month `months` later, or that month's last day.
std::int64_t add_months(std::int64_t days, std::int64_t months);
/// Adds months, then days, then microseconds. Nothing when the result is out of range. Infinity
/// stays infinity.
std::optional<std::int64_t> add_interval(std::int64_t timestamp, const Interval& interval);

/// The parts that DATEADD, DATEDIFF, DATE_PART, DATE_TRUNC, EXTRACT and interval texts know.
/// Doc: dg/r_Dateparts_for_datetime_functions
enum class DatePart : std::uint8_t {
    millennium,
    century,
    decade,
    year,
    quarter,
    month,
    week,
    day,
    hour,
    minute,
    second,
    millisecond,
    microsecond,
    epoch,
    dayofweek,
    dayofyear,
    timezone,
    timezone_hour,
    timezone_minute,
};

/// Finds a part by name or abbreviation, in any case: `m` and `min` are minute, `mon` is month.
std::optional<DatePart> date_part_from_name(std::string_view name);
/// The part's full name.
std::string_view date_part_name(DatePart part);

/// The fields that an interval literal's qualifier names, as in `INTERVAL '2:03' HOUR TO MINUTE`.
/// For a single field both are the same. Only year, month, day, hour, minute and second may stand
/// here.
struct IntervalRange {
    DatePart first;
    DatePart last;
};

/// Reads an interval, in all forms of value_from_text. A qualifier gives the unit of a lone number,
/// says what `1:02` counts, and drops the parts that are smaller than its last field. Without one a
/// lone number is seconds. Throws invalid_datetime_format (22007), interval_field_overflow (22015).
/// Doc: dg/r_interval_data_types
Interval interval_from_text(std::string_view text,
                            std::optional<IntervalRange> range = std::nullopt);

/// Justified length in microseconds, a month as 30 days: how intervals compare.
Int128 interval_order(const Interval& interval);

}  // namespace blueshift
