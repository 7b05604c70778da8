// TO_CHAR of timestamps.  Doc: dg/r_FORMAT_strings
#include <fmt/format.h>

#include <algorithm>
#include <cstdlib>

#include "functions/native/calendar_names.h"
#include "functions/native/datetime_template.h"
#include "functions/native/formats.h"
#include "functions/native/session_text.h"
#include "functions/native/zones.h"
#include "types/datetime.h"
#include "types/text_scan.h"

namespace blueshift::functions {

namespace {

constexpr std::size_t kNameWidth = 9;  // of "September" and "Wednesday"

/// A timestamp in its parts, with its zone when it has one; or an interval.
struct Moment {
    bool is_interval = false;
    std::int64_t days = 0;
    std::int64_t micros_of_day = 0;
    CivilDate date;
    CivilTime time;
    std::string zone_name;
    std::int32_t offset_seconds = 0;
};

Moment moment_of(std::int64_t micros) {
    const DayAndMicros split = split_timestamp(micros);
    return {.days = split.days,
            .micros_of_day = split.micros,
            .date = civil_from_days(split.days),
            .time = civil_time(split.micros)};
}

std::string in_case(std::string_view capitalized, LetterCase letters) {
    std::string out(capitalized);
    for (std::size_t index = 0; index < out.size(); ++index) {
        if (letters == LetterCase::upper) out[index] = to_upper(out[index]);
        if (letters == LetterCase::lower) out[index] = to_lower(out[index]);
    }
    return out;
}

/// Year 0 is 1 BC: shown as it is counted.
std::int64_t counted_year(std::int64_t year) { return year > 0 ? year : 1 - year; }

std::int64_t shown_year(const Moment& at) { return at.is_interval ? at.date.year : counted_year(at.date.year); }

std::string offset_text(std::int32_t seconds) {
    const std::int32_t minutes = std::abs(seconds) / 60;
    std::string out = fmt::format("{}{:02}", seconds < 0 ? '-' : '+', minutes / 60);
    if (minutes % 60 != 0) out += fmt::format(":{:02}", minutes % 60);
    return out;
}

std::string_view ordinal_suffix(std::int64_t number, Ordinal ordinal) {
    const std::int64_t last = number % 10;
    const bool teen = number % 100 / 10 == 1;
    const bool upper = ordinal == Ordinal::upper;
    if (last == 1 && !teen) return upper ? "ST" : "st";
    if (last == 2 && !teen) return upper ? "ND" : "nd";
    if (last == 3 && !teen) return upper ? "RD" : "rd";
    return upper ? "TH" : "th";
}

std::int64_t century_of(std::int64_t year) { return year > 0 ? (year + 99) / 100 : -((99 - (year - 1)) / 100); }

struct NumberAndWidth {
    std::int64_t number;
    int width;
};

NumberAndWidth number_of(DatetimeToken token, const Moment& at) {
    using enum DatetimeToken;
    const std::int64_t year = shown_year(at);
    const auto iso_year = [&] { return counted_year(blueshift::iso_week(at.days).year); };
    switch (token) {
        case hour12: return {(at.time.hour + 11) % 12 + 1, 2};
        case hour24: return {at.time.hour, 2};
        case minute: return {at.time.minute, 2};
        case second: return {at.time.second, 2};
        case millisecond: return {at.time.micros / 1000, 3};
        case microsecond: return {at.time.micros, 6};
        case day_seconds: return {at.micros_of_day / kMicrosPerSecond, 0};
        case year4: return {year, 4};
        case year3: return {year % 1000, 3};
        case year2: return {year % 100, 2};
        case year1: return {year % 10, 1};
        case iso_year4: return {iso_year(), 4};
        case iso_year3: return {iso_year() % 1000, 3};
        case iso_year2: return {iso_year() % 100, 2};
        case iso_year1: return {iso_year() % 10, 1};
        case month: return {at.date.month, 2};
        case day_of_year: return {blueshift::day_of_year(at.days), 3};
        case iso_day_of_year: {
            const IsoWeek week = blueshift::iso_week(at.days);
            return {at.days - days_from_iso_week({week.year, 1}) + 1, 3};
        }
        case day: return {at.date.day, 2};
        case weekday: return {day_of_week(at.days) + 1, 1};
        case iso_weekday: return {(day_of_week(at.days) + 6) % 7 + 1, 1};
        case week_of_month: return {(at.date.day - 1) / 7 + 1, 1};
        case week_of_year: return {(blueshift::day_of_year(at.days) - 1) / 7 + 1, 2};
        case iso_week: return {blueshift::iso_week(at.days).week, 2};
        case century: return {century_of(at.date.year), 2};
        case julian: return {at.days + kJulianDayOf1970, 0};
        default: return {(at.date.month - 1) / 3 + 1, 1};  // quarter
    }
}

std::string word_of(const DatetimeElement& element, const Moment& at) {
    using enum DatetimeToken;
    const bool afternoon = at.time.hour >= 12;
    const bool before_christ = at.date.year <= 0;
    const auto padded = [&](std::string_view name, std::size_t width) {
        std::string out = in_case(name, element.letters);
        if (element.fill && out.size() < width) out.resize(width, ' ');
        return out;
    };
    const auto month_index = static_cast<std::size_t>(std::max(at.date.month, 1) - 1);
    const std::string_view month_text = kMonthNames[month_index];
    const std::string_view day_text = kDayNames[static_cast<std::size_t>(day_of_week(at.days))];
    switch (element.token) {
        case meridian: return in_case(afternoon ? "PM" : "AM", element.letters);
        case meridian_dots: return in_case(afternoon ? "P.M." : "A.M.", element.letters);
        case era: return in_case(before_christ ? "BC" : "AD", element.letters);
        case era_dots: return in_case(before_christ ? "B.C." : "A.D.", element.letters);
        case month_name: return padded(month_text, kNameWidth);
        case month_short: return in_case(month_text.substr(0, kShortName), element.letters);
        case roman_month: return padded(kRomanMonths[month_index], 4);
        case day_name: return padded(day_text, kNameWidth);
        case day_short: return in_case(day_text.substr(0, kShortName), element.letters);
        case zone_name: return in_case(at.zone_name, element.letters);
        case zone_offset: return offset_text(at.offset_seconds);
        default: return element.text;  // literal
    }
}

std::string element_text(const DatetimeElement& element, const Moment& at) {
    if (!is_digit_token(element.token)) return word_of(element, at);
    std::int64_t number;
    std::string out;
    if (element.token == DatetimeToken::year_comma) {
        number = shown_year(at);
        out = fmt::format("{},{:03}", number / 1000, number % 1000);
    } else {
        const auto [value, width] = number_of(element.token, at);
        number = value;
        out = fmt::format("{:0{}}", value, element.fill ? width : 0);
    }
    if (element.ordinal != Ordinal::none) out += ordinal_suffix(number, element.ordinal);
    return out;
}

std::string moment_to_char(const Moment& at, std::string_view format) {
    std::string out;
    for (const DatetimeElement& element : datetime_template(format)) out += element_text(element, at);
    return out;
}

}  // namespace

std::string timestamp_to_char(Timestamp value, std::string_view format) {
    return moment_to_char(moment_of(value.micros), format);
}

std::string interval_to_char(Interval value, std::string_view format) {
    // Its parts stand where those of a date would; months count from 0.
    Moment at{.is_interval = true};
    at.date = {value.months / 12, value.months % 12, value.days};
    at.time = {static_cast<int>(value.micros / kMicrosPerHour), static_cast<int>(value.micros / kMicrosPerMinute % 60),
               static_cast<int>(value.micros / kMicrosPerSecond % 60), static_cast<int>(value.micros % kMicrosPerSecond)};
    at.micros_of_day = value.micros;
    return moment_to_char(at, format);
}

std::string timestamptz_to_char(TimestampTz value, std::string_view format, std::string_view zone) {
    const TimeZone& where = zone_of(zone);
    Moment at = moment_of(timestamptz_to_timestamp(value, zone).micros);
    at.offset_seconds = where.offset_at(value.micros);
    // Names of places have no abbreviation of their own here; their offset says as much.
    const bool is_place = where.name().find('/') != std::string::npos;
    at.zone_name = is_place ? offset_text(at.offset_seconds) : where.name();
    return moment_to_char(at, format);
}

}  // namespace blueshift::functions
