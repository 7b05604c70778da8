#include "types/datetime.h"

#include <algorithm>
#include <array>

namespace blueshift {

namespace {

/// Days from 0000-03-01 to 1970-01-01. Years that start in March have their leap day at the end.
constexpr std::int64_t kDaysToMarchOfYear0 = 719468;
constexpr std::int64_t kDaysPerEra = 146097;  // 400 years

constexpr std::int64_t floor_divide(std::int64_t value, std::int64_t divisor) {
    return value / divisor - (value % divisor < 0 ? 1 : 0);
}

}  // namespace

bool is_leap_year(std::int64_t year) {
    return year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);
}

int days_in_month(std::int64_t year, int month) {
    constexpr std::array kDays = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
    return kDays[static_cast<std::size_t>(month - 1)] + (month == 2 && is_leap_year(year) ? 1 : 0);
}

std::int64_t days_from_civil(CivilDate date) {
    const std::int64_t year = date.month <= 2 ? date.year - 1 : date.year;
    const std::int64_t era = floor_divide(year, 400);
    const std::int64_t year_of_era = year - era * 400;
    const std::int64_t month_from_march = (date.month + 9) % 12;
    const std::int64_t day_of_march_year = (153 * month_from_march + 2) / 5 + date.day - 1;
    const std::int64_t day_of_era =
        year_of_era * 365 + year_of_era / 4 - year_of_era / 100 + day_of_march_year;
    return era * kDaysPerEra + day_of_era - kDaysToMarchOfYear0;
}

CivilDate civil_from_days(std::int64_t days) {
    const std::int64_t shifted = days + kDaysToMarchOfYear0;
    const std::int64_t era = floor_divide(shifted, kDaysPerEra);
    const auto day_of_era = static_cast<std::uint32_t>(shifted - era * kDaysPerEra);
    const std::uint32_t year_of_era =
        (day_of_era - day_of_era / 1460 + day_of_era / 36524 - day_of_era / 146096) / 365;
    const std::uint32_t day_of_year =
        day_of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
    const std::uint32_t month_from_march = (5 * day_of_year + 2) / 153;
    const auto day = static_cast<int>(day_of_year - (153 * month_from_march + 2) / 5 + 1);
    const auto month =
        static_cast<int>(month_from_march < 10 ? month_from_march + 3 : month_from_march - 9);
    return {era * 400 + year_of_era + (month <= 2 ? 1 : 0), month, day};
}

int day_of_week(std::int64_t days) {
    // 1970-01-01 was a Thursday.
    return static_cast<int>(days + 4 - 7 * floor_divide(days + 4, 7));
}

int day_of_year(std::int64_t days) {
    const CivilDate date = civil_from_days(days);
    return static_cast<int>(days - days_from_civil({date.year, 1, 1})) + 1;
}

IsoWeek iso_week(std::int64_t days) {
    // A week belongs to the year of its Thursday.
    const std::int64_t thursday = days - (day_of_week(days) + 6) % 7 + 3;
    return {civil_from_days(thursday).year, (day_of_year(thursday) - 1) / 7 + 1};
}

std::int64_t days_from_iso_week(IsoWeek week) {
    const std::int64_t fourth = days_from_civil({week.year, 1, 4});  // always in week 1
    return fourth - (day_of_week(fourth) + 6) % 7 + 7 * std::int64_t{week.week - 1};
}

DayAndMicros split_timestamp(std::int64_t micros) {
    const std::int64_t days = floor_divide(micros, kMicrosPerDay);
    return {days, micros - days * kMicrosPerDay};
}

std::optional<std::int64_t> compose_timestamp(std::int64_t days, std::int64_t micros_of_day) {
    std::int64_t result;
    if (days < kDateMin || days > kDateMax ||
        __builtin_mul_overflow(days, kMicrosPerDay, &result) ||
        __builtin_add_overflow(result, micros_of_day, &result) || result > kTimestampMax) {
        return std::nullopt;
    }
    return result;
}

CivilTime civil_time(std::int64_t micros_of_day) {
    const auto seconds = static_cast<int>(micros_of_day / kMicrosPerSecond);
    return {seconds / 3600, seconds / 60 % 60, seconds % 60,
            static_cast<int>(micros_of_day % kMicrosPerSecond)};
}

std::int64_t add_months(std::int64_t days, std::int64_t months) {
    const CivilDate date = civil_from_days(days);
    const std::int64_t total = date.year * 12 + (date.month - 1) + months;
    const std::int64_t year = floor_divide(total, 12);
    const auto month = static_cast<int>(total - year * 12) + 1;
    return days_from_civil({year, month, std::min(date.day, days_in_month(year, month))});
}

std::optional<std::int64_t> add_interval(std::int64_t timestamp, const Interval& interval) {
    if (timestamp == kTimestampInfinity || timestamp == kTimestampMinusInfinity) return timestamp;
    auto [days, micros] = split_timestamp(timestamp);
    if (interval.months != 0) days = add_months(days, interval.months);
    days += interval.days;
    const DayAndMicros time = split_timestamp(interval.micros);
    return compose_timestamp(days + time.days, micros + time.micros);
}

Int128 interval_order(const Interval& interval) {
    return (Int128{interval.months} * 30 + interval.days) * kMicrosPerDay + interval.micros;
}

}  // namespace blueshift
