// TO_DATE and TO_TIMESTAMP.  Doc: dg/r_TO_DATE_function, dg/r_TO_TIMESTAMP
#include <algorithm>
#include <optional>

#include "base/error.h"
#include "functions/native/calendar_names.h"
#include "functions/native/datetime_template.h"
#include "functions/native/formats.h"
#include "functions/native/zones.h"
#include "types/datetime.h"
#include "types/text_scan.h"

namespace blueshift::functions {

namespace {

using enum DatetimeToken;

/// What the text said. Numbers that it did not say are missing.
struct Parts {
    std::optional<std::int64_t> year, iso_year, century, month, day, day_of_year, julian, week_of_year, week_of_month,
        iso_week, iso_weekday, hour, minute, second, micros, day_seconds;
    bool clock12 = false;
    bool afternoon = false;
    bool forenoon = false;
    bool before_christ = false;
};

/// Most digits of a token that is followed by another number; 0 when nothing limits it.
std::size_t digits_of(DatetimeToken token) {
    switch (token) {
        case year4:
        case iso_year4: return 4;
        case year3:
        case iso_year3:
        case day_of_year:
        case iso_day_of_year:
        case millisecond: return 3;
        case microsecond: return 6;
        case day_seconds: return 5;
        case julian: return 7;
        case year1:
        case iso_year1:
        case weekday:
        case iso_weekday:
        case week_of_month:
        case quarter: return 1;
        default: return 2;
    }
}

/// Years without their century are those next to 2020.
std::int64_t full_year(std::int64_t year, std::size_t digit_count) {
    if (digit_count >= 4) return year;
    if (year < 70) return year + 2000;
    if (year < 100) return year + 1900;
    return year < 520 ? year + 2000 : year + 1000;
}

class Reader {
public:
    Reader(std::string_view text, const DatetimeTemplate& elements) : rest_(text), elements_(elements) {}

    Parts read() {
        for (std::size_t index = 0; index < elements_.size(); ++index) {
            const DatetimeElement& element = elements_[index];
            if (element.token == literal) {
                skip(element.text);
                continue;
            }
            while (!rest_.empty() && is_blank(rest_[0])) rest_.remove_prefix(1);
            if (rest_.empty()) break;
            if (is_digit_token(element.token)) {
                const bool adjacent = index + 1 < elements_.size() && is_digit_token(elements_[index + 1].token);
                take_number(element, adjacent);
            } else {
                take_word(element);
            }
        }
        return parts_;
    }

private:
    /// A literal stands for as many characters, whichever they are; blanks for none or any number of blanks.
    void skip(std::string_view literal_text) {
        for (const char c : literal_text) {
            if (rest_.empty()) return;
            if (!is_blank(c)) {
                while (!rest_.empty() && is_blank(rest_[0])) rest_.remove_prefix(1);
                if (!rest_.empty() && !is_digit(rest_[0])) rest_.remove_prefix(1);
            } else if (!is_digit(rest_[0]) && !is_letter(rest_[0])) {
                rest_.remove_prefix(1);
            }
        }
    }

    [[noreturn]] void fail(const DatetimeElement& element, std::string_view reason) const {
        throw Error(Code::invalid_datetime_format, "invalid value \"{}\" for \"{}\"", rest_.substr(0, 20), element.text)
            .detail(std::string(reason));
    }

    void take_number(const DatetimeElement& element, bool adjacent) {
        // A year of any length may be written, unless the next number follows at once.
        const bool open = !adjacent && (element.token == year4 || element.token == iso_year4 || element.token == julian);
        const std::size_t digits_max = open ? 9 : digits_of(element.token);
        const bool negative = open && rest_[0] == '-';
        if (negative) rest_.remove_prefix(1);
        std::size_t count = 0;
        std::int64_t number = 0;
        while (count < digits_max && count < rest_.size() && is_digit(rest_[count])) {
            number = number * 10 + (rest_[count++] - '0');
        }
        if (count == 0) fail(element, "Value must be an integer.");
        rest_.remove_prefix(count);
        if (element.token == year_comma && rest_.starts_with(',')) {
            rest_.remove_prefix(1);
            while (!rest_.empty() && is_digit(rest_[0])) {
                number = number * 10 + (rest_[0] - '0');
                rest_.remove_prefix(1);
            }
        }
        if (element.ordinal != Ordinal::none) rest_.remove_prefix(std::min<std::size_t>(2, rest_.size()));
        store(element, negative ? -number : number, count);
    }

    void store(const DatetimeElement& element, std::int64_t number, std::size_t digit_count) {
        switch (element.token) {
            case hour12:
                if (number < 1 || number > 12) {
                    throw Error(Code::invalid_datetime_format, "hour \"{}\" is invalid for the 12-hour clock", number)
                        .hint("Use the 24-hour clock, or give an hour between 1 and 12.");
                }
                parts_.clock12 = true;
                parts_.hour = number;
                break;
            case hour24: parts_.hour = number; break;
            case minute: parts_.minute = number; break;
            case second: parts_.second = number; break;
            case millisecond: parts_.micros = scaled(number, digit_count, 3) * 1000; break;
            case microsecond: parts_.micros = scaled(number, digit_count, 6); break;
            case day_seconds: parts_.day_seconds = number; break;
            case year_comma: parts_.year = number; break;
            case year4:
            case year3:
            case year2:
            case year1: parts_.year = full_year(number, element.token == year4 ? 4 : digit_count); break;
            case iso_year4:
            case iso_year3:
            case iso_year2:
            case iso_year1: parts_.iso_year = full_year(number, element.token == iso_year4 ? 4 : digit_count); break;
            case month: parts_.month = number; break;
            case day: parts_.day = number; break;
            case day_of_year: parts_.day_of_year = number; break;
            case iso_weekday: parts_.iso_weekday = number; break;
            case week_of_month: parts_.week_of_month = number; break;
            case week_of_year: parts_.week_of_year = number; break;
            case iso_week: parts_.iso_week = number; break;
            case century: parts_.century = number; break;
            case julian: parts_.julian = number; break;
            default: break;  // quarters and weekdays say nothing that would fix a date
        }
    }

    /// Digits after a decimal point: `5` of milliseconds is 500.
    static std::int64_t scaled(std::int64_t number, std::size_t digit_count, std::size_t width) {
        for (; digit_count < width; ++digit_count) number *= 10;
        return number;
    }

    bool take(std::string_view word) {
        if (rest_.size() < word.size()) return false;
        for (std::size_t index = 0; index < word.size(); ++index) {
            if (to_lower(rest_[index]) != to_lower(word[index])) return false;
        }
        rest_.remove_prefix(word.size());
        return true;
    }

    /// Takes a full or short name; its index, or nothing.
    template <std::size_t size>
    std::optional<std::int64_t> take_name(const std::array<std::string_view, size>& names) {
        for (std::size_t index = 0; index < size; ++index) {
            if (take(names[index]) || take(names[index].substr(0, kShortName))) return static_cast<std::int64_t>(index);
        }
        return std::nullopt;
    }

    void take_word(const DatetimeElement& element) {
        switch (element.token) {
            case meridian:
            case meridian_dots:
                parts_.afternoon = take("pm") || take("p.m.");
                parts_.forenoon = !parts_.afternoon && (take("am") || take("a.m."));
                if (!parts_.afternoon && !parts_.forenoon) fail(element, "Value must be AM or PM.");
                break;
            case era:
            case era_dots:
                parts_.before_christ = take("bc") || take("b.c.");
                if (!parts_.before_christ && !take("ad") && !take("a.d.")) fail(element, "Value must be AD or BC.");
                break;
            case month_name:
            case month_short: {
                const auto index = take_name(kMonthNames);
                if (!index) fail(element, "The given value did not match any of the allowed values for this field.");
                parts_.month = *index + 1;
                break;
            }
            case day_name:
            case day_short:
                if (!take_name(kDayNames)) {
                    fail(element, "The given value did not match any of the allowed values for this field.");
                }
                break;
            case roman_month: take_roman(element); break;
            default:
                throw Error(Code::feature_not_supported, "\"{}\" is not supported in the format of an input", element.text);
        }
    }

    void take_roman(const DatetimeElement& element) {
        // From the end, so that VIII is not taken for V.
        for (std::size_t index = kRomanMonths.size(); index-- > 0;) {
            if (take(kRomanMonths[index])) {
                parts_.month = static_cast<std::int64_t>(index) + 1;
                return;
            }
        }
        fail(element, "The given value did not match any of the allowed values for this field.");
    }

    std::string_view rest_;
    const DatetimeTemplate& elements_;
    Parts parts_;
};

[[noreturn]] void throw_out_of_range(std::string_view text) {
    throw Error(Code::datetime_field_overflow, "date/time field value out of range: \"{}\"", text);
}

std::int64_t year_of(const Parts& parts) {
    std::int64_t year = parts.year.value_or(1);
    if (!parts.year && parts.century) year = (*parts.century - 1) * 100 + 1;
    return parts.before_christ ? 1 - year : year;
}

/// Days since 1970-01-01; with `strict`, months and days have to exist.
std::int64_t days_of(const Parts& parts, std::string_view text, bool strict) {
    if (parts.julian) return *parts.julian - kJulianDayOf1970;
    if (parts.iso_week) {
        const std::int64_t year = parts.iso_year.value_or(year_of(parts));
        const std::int64_t monday = days_from_iso_week({year, 1}) + (*parts.iso_week - 1) * 7;
        return monday + parts.iso_weekday.value_or(1) - 1;
    }
    const std::int64_t year = parts.iso_year.value_or(year_of(parts));
    const std::int64_t january = days_from_civil({year, 1, 1});
    if (parts.day_of_year) {
        if (strict && (*parts.day_of_year < 1 || *parts.day_of_year > (is_leap_year(year) ? 366 : 365))) {
            throw_out_of_range(text);
        }
        return january + *parts.day_of_year - 1;
    }
    if (parts.week_of_year) return january + (*parts.week_of_year - 1) * 7;
    const std::int64_t month = parts.month.value_or(1);
    const std::int64_t day = parts.day.value_or(parts.week_of_month ? (*parts.week_of_month - 1) * 7 + 1 : 1);
    if (strict && (month < 1 || month > 12 || day < 1 || day > days_in_month(year, static_cast<int>(month)))) {
        throw_out_of_range(text);
    }
    return add_months(january, month - 1) + day - 1;
}

std::int64_t micros_of(const Parts& parts, bool strict) {
    if (parts.day_seconds) return *parts.day_seconds * kMicrosPerSecond;
    std::int64_t hour = parts.hour.value_or(0);
    if (parts.clock12 && hour == 12) hour = 0;
    if (parts.afternoon && hour < 12) hour += 12;
    const std::int64_t minute_number = parts.minute.value_or(0);
    const std::int64_t second_number = parts.second.value_or(0);
    if (strict && (hour > 23 || minute_number > 59 || second_number > 59)) {
        throw Error(Code::datetime_field_overflow, "date/time field time value out of range: {:02}:{:02}:{:02}.0", hour,
                    minute_number, second_number);
    }
    return hour * kMicrosPerHour + minute_number * kMicrosPerMinute + second_number * kMicrosPerSecond +
           parts.micros.value_or(0);
}

Parts parts_of(std::string_view text, std::string_view format) { return Reader(text, datetime_template(format)).read(); }

}  // namespace

Date text_to_date_format(std::string_view text, std::string_view format, bool strict) {
    const std::int64_t days = days_of(parts_of(text, format), text, strict);
    if (days < kDateMin || days > kDateMax) throw_out_of_range(text);
    return {static_cast<std::int32_t>(days)};
}

TimestampTz text_to_timestamptz_format(std::string_view text, std::string_view format, bool strict,
                                       std::string_view zone) {
    const Parts parts = parts_of(text, format);
    const auto local = compose_timestamp(days_of(parts, text, strict), micros_of(parts, strict));
    if (!local) throw_out_of_range(text);
    return timestamp_to_timestamptz({*local}, zone);
}

}  // namespace blueshift::functions
