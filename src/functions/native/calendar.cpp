#include "functions/native/calendar.h"

#include <string>

#include "base/error.h"
#include "functions/native/calendar_names.h"
#include "types/datetime.h"
#include "types/text_scan.h"

namespace blueshift::functions {

namespace {

bool is_last_day(CivilDate date) { return date.day == days_in_month(date.year, date.month); }

/// Letters that tell a day from the others: T and S begin two.
std::size_t least_letters(std::string_view day) { return day[0] == 'T' || day[0] == 'S' ? 2 : 1; }

bool names_day(std::string_view word, std::string_view day) {
    if (word.size() < least_letters(day) || word.size() > day.size()) return false;
    for (std::size_t index = 0; index < word.size(); ++index) {
        if (to_lower(word[index]) != to_lower(day[index])) return false;
    }
    return true;
}

}  // namespace

Timestamp add_months_sticky(Timestamp start, std::int64_t months) {
    if (start.micros == kTimestampInfinity || start.micros == kTimestampMinusInfinity) return start;
    constexpr std::int64_t kMonthsMax = 12 * 600'000;  // more than all of the calendar
    const DayAndMicros at = split_timestamp(start.micros);
    std::optional<std::int64_t> out;
    if (months >= -kMonthsMax && months <= kMonthsMax) {
        std::int64_t days = add_months(at.days, months);
        if (is_last_day(civil_from_days(at.days))) {
            const CivilDate there = civil_from_days(days);
            days += days_in_month(there.year, there.month) - there.day;
        }
        out = compose_timestamp(days, at.micros);
    }
    if (!out) throw Error(Code::datetime_field_overflow, "timestamp out of range");
    return {*out};
}

double months_between(Timestamp from, Timestamp to) {
    const DayAndMicros a = split_timestamp(from.micros);
    const DayAndMicros b = split_timestamp(to.micros);
    const CivilDate first = civil_from_days(a.days);
    const CivilDate second = civil_from_days(b.days);
    const auto months = static_cast<double>((first.year - second.year) * 12 + first.month - second.month);
    if (first.day == second.day || (is_last_day(first) && is_last_day(second))) return months;
    const double days = first.day - second.day +
                        static_cast<double>(a.micros - b.micros) / static_cast<double>(kMicrosPerDay);
    return months + days / 31;
}

Date next_day(Date start, std::string_view day_name) {
    const std::string_view word = trim_blanks(day_name);
    for (int day = 0; day < static_cast<int>(kDayNames.size()); ++day) {
        if (!names_day(word, kDayNames[static_cast<std::size_t>(day)])) continue;
        const int ahead = (day - day_of_week(start.days) + 6) % 7 + 1;
        return {start.days + ahead};
    }
    throw Error(Code::invalid_parameter_value, "\"{}\" is not a day of the week", day_name);
}

}  // namespace blueshift::functions
