#pragma once
/// Finds out which number of a date text is the year, the month and the day.
#include <cstdint>
#include <optional>
#include <string_view>

#include "types/text.h"

namespace blueshift {

/// The month (1 to 12) with this name or abbreviation, in any case.
std::optional<int> month_from_name(std::string_view word);
bool is_day_name(std::string_view word);
/// True when `word` is `lower` in any case.
bool same_word(std::string_view word, std::string_view lower);

/// A date that is read piece by piece, in whatever order it is written. Functions that return bool
/// return false when the piece has no place any more.
class DateFields {
public:
    enum class Outcome { complete, incomplete, out_of_range, month_or_day_out_of_range };

    explicit DateFields(DateOrder order) : order_(order) {}

    bool empty() const { return !days_ && !year_ && !month_ && !day_ && !day_of_year_; }
    /// True when a further number cannot belong to the date.
    bool complete() const { return days_ || day_of_year_ || (year_ && month_ && day_); }

    /// Adds a number written with `digit_count` digits, whose meaning follows from its size, from
    /// what is there and from the date order.
    bool add_number(std::int64_t number, std::size_t digit_count);
    bool set_named_month(int month);
    /// Sets the whole date: days since 1970-01-01.
    bool set_days(std::int64_t days);
    void set_year(std::int64_t year, std::size_t digit_count);
    void set_month_and_day(std::int64_t month, std::int64_t day);
    void set_day_of_year(std::int64_t day) { day_of_year_ = day; }
    void set_era(bool before_christ) { before_christ_ = before_christ; }

    /// Checks the date and makes days() of it.
    Outcome resolve();
    std::int64_t days() const { return *days_; }

private:
    DateOrder order_;
    std::optional<std::int64_t> days_;
    std::optional<std::int64_t> year_;
    std::optional<std::int64_t> month_;
    std::optional<std::int64_t> day_;
    std::optional<std::int64_t> day_of_year_;
    bool year_is_short_ = false;  ///< written with one or two digits: the century is to be guessed
    bool month_is_named_ = false;
    bool before_christ_ = false;
};

}  // namespace blueshift
