#include "types/datetime_fields.h"

#include <algorithm>
#include <array>

#include "types/datetime.h"
#include "types/text_scan.h"

namespace blueshift {

namespace {

constexpr std::array<std::string_view, 12> kMonths = {
    "january", "february", "march",     "april",   "may",      "june",
    "july",    "august",   "september", "october", "november", "december"};

constexpr std::array<std::string_view, 18> kDayNames = {
    "sun",       "sunday", "mon",  "monday", "tue",      "tues", "tuesday", "wed", "weds",
    "wednesday", "thu",    "thur", "thurs",  "thursday", "fri",  "friday",  "sat", "saturday"};

}  // namespace

bool same_word(std::string_view word, std::string_view lower) {
    return std::ranges::equal(word, lower, {}, to_lower);
}

std::optional<int> month_from_name(std::string_view word) {
    if (same_word(word, "sept")) return 9;
    for (std::size_t index = 0; index < kMonths.size(); ++index) {
        if (same_word(word, kMonths[index]) || same_word(word, kMonths[index].substr(0, 3))) {
            return static_cast<int>(index) + 1;
        }
    }
    return std::nullopt;
}

bool is_day_name(std::string_view word) {
    return std::ranges::any_of(kDayNames,
                               [&](std::string_view name) { return same_word(word, name); });
}

bool DateFields::add_number(std::int64_t number, std::size_t digit_count) {
    const bool long_number = digit_count >= 3;
    if (complete()) {
        // 08-Jan-1999 in YMD order: what was taken for the year was the day.
        if (!month_is_named_ || !long_number || !year_is_short_ || days_ || day_of_year_)
            return false;
        day_ = year_;
        set_year(number, digit_count);
        return true;
    }
    const auto add_year = [&] {
        set_year(number, digit_count);
        return true;
    };
    const auto add_month = [&] {
        month_ = number;
        return true;
    };
    const auto add_day = [&] {
        day_ = number;
        return true;
    };
    if (!month_) {
        if (year_) return add_month();
        if (long_number) return add_year();
        if (day_) return add_month();
        if (order_ == DateOrder::ymd) return add_year();
        return order_ == DateOrder::dmy ? add_day() : add_month();
    }
    if (year_) {
        if (month_is_named_ && long_number && year_is_short_) {
            day_ = year_;
            return add_year();
        }
        return add_day();
    }
    if (day_) return add_year();
    if (month_is_named_ && (long_number || order_ == DateOrder::ymd)) return add_year();
    return add_day();
}

bool DateFields::set_named_month(int month) {
    if (month_is_named_ || days_ || day_of_year_) return false;
    if (month_) {
        // 8 January: the number came first and was taken for the month.
        if (day_) return false;
        day_ = month_;
    }
    month_ = month;
    month_is_named_ = true;
    return true;
}

bool DateFields::set_days(std::int64_t days) {
    if (!empty()) return false;
    days_ = days;
    return true;
}

void DateFields::set_year(std::int64_t year, std::size_t digit_count) {
    year_ = year;
    year_is_short_ = digit_count <= 2;
}

void DateFields::set_month_and_day(std::int64_t month, std::int64_t day) {
    month_ = month;
    day_ = day;
}

DateFields::Outcome DateFields::resolve() {
    if (!days_) {
        if (!year_ || (!day_of_year_ && (!month_ || !day_))) return Outcome::incomplete;
        std::int64_t year = *year_;
        if (before_christ_) {
            if (year < 1) return Outcome::out_of_range;
            year = 1 - year;
        } else if (year_is_short_) {
            year += year < 70 ? 2000 : 1900;
        } else if (year < 1) {
            return Outcome::out_of_range;
        }
        constexpr std::int64_t kYearMagnitudeMax = 1'000'000;
        if (std::abs(year) > kYearMagnitudeMax) return Outcome::out_of_range;
        if (day_of_year_) {
            if (*day_of_year_ < 1 || *day_of_year_ > (is_leap_year(year) ? 366 : 365)) {
                return Outcome::out_of_range;
            }
            days_ = days_from_civil({year, 1, 1}) + *day_of_year_ - 1;
        } else {
            if (*month_ < 1 || *month_ > 12 || *day_ < 1 || *day_ > 31) {
                return Outcome::month_or_day_out_of_range;
            }
            const auto month = static_cast<int>(*month_);
            if (*day_ > days_in_month(year, month)) return Outcome::out_of_range;
            days_ = days_from_civil({year, month, static_cast<int>(*day_)});
        }
    }
    return *days_ < kDateMin || *days_ > kDateMax ? Outcome::out_of_range : Outcome::complete;
}

}  // namespace blueshift
