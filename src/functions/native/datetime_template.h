#pragma once
/// Templates of TO_CHAR, TO_DATE and TO_TIMESTAMP.  Doc: dg/r_FORMAT_strings
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace blueshift::functions {

enum class DatetimeToken : std::uint8_t {
    literal, hour12, hour24, minute, second, millisecond, microsecond, day_seconds, meridian, meridian_dots,
    year_comma, year4, year3, year2, year1, iso_year4, iso_year3, iso_year2, iso_year1, era, era_dots,
    month_name, month_short, month, roman_month, day_name, day_short, day_of_year, iso_day_of_year, day, weekday,
    iso_weekday, week_of_month, week_of_year, iso_week, century, julian, quarter, zone_name, zone_offset,
};

/// How letters of a name are written, taken from the token itself.
enum class LetterCase : std::uint8_t { upper, capitalized, lower };

/// What follows a number.
enum class Ordinal : std::uint8_t { none, upper, lower };

struct DatetimeElement {
    DatetimeToken token = DatetimeToken::literal;
    LetterCase letters = LetterCase::upper;
    bool fill = true;  ///< zeros and blanks to the full width; FM turns it off
    Ordinal ordinal = Ordinal::none;
    std::string text;  ///< of a literal: the characters; of others: the token as written
};

using DatetimeTemplate = std::vector<DatetimeElement>;

/// Parsed anew only when the text changes. Valid until the thread's next call.
const DatetimeTemplate& datetime_template(std::string_view text);

/// True for tokens that are digits in the input.
bool is_digit_token(DatetimeToken token);

}  // namespace blueshift::functions
