// Reading intervals.  Doc: dg/r_interval_data_types, dg/r_interval_literals
#include <limits>

#include "base/error.h"
#include "types/datetime.h"
#include "types/text_scan.h"
#include "types/text_types.h"

namespace blueshift {

namespace {

constexpr std::int64_t kBillion = 1'000'000'000;

/// A number with up to nine fractional digits.
struct Quantity {
    std::int64_t whole = 0;
    std::int64_t billionths = 0;
    bool negative = false;
    bool has_fraction = false;
};

/// What one unit is worth: in months, or in days, or in microseconds.
struct Unit {
    int months = 0;
    int days = 0;
    std::int64_t micros = 0;
};

std::optional<Unit> unit_of(DatePart part) {
    switch (part) {
        case DatePart::millennium:
            return Unit{.months = 12000};
        case DatePart::century:
            return Unit{.months = 1200};
        case DatePart::decade:
            return Unit{.months = 120};
        case DatePart::year:
            return Unit{.months = 12};
        case DatePart::quarter:
            return Unit{.months = 3};
        case DatePart::month:
            return Unit{.months = 1};
        case DatePart::week:
            return Unit{.days = 7};
        case DatePart::day:
            return Unit{.days = 1};
        case DatePart::hour:
            return Unit{.micros = kMicrosPerHour};
        case DatePart::minute:
            return Unit{.micros = kMicrosPerMinute};
        case DatePart::second:
            return Unit{.micros = kMicrosPerSecond};
        case DatePart::millisecond:
            return Unit{.micros = 1000};
        case DatePart::microsecond:
            return Unit{.micros = 1};
        default:
            return std::nullopt;
    }
}

class IntervalScanner {
public:
    IntervalScanner(std::string_view text, std::optional<IntervalRange> range)
        : text_(text), range_(range) {}

    Interval scan() {
        while (skip_separators())
            scan_field();
        if (pending_) add(take_pending(), range_ ? range_->last : DatePart::second);
        if (!has_field_) fail();
        if (ago_) {
            months_ = -months_;
            days_ = -days_;
            micros_ = -micros_;
        }
        return drop_small_parts({narrow<std::int32_t>(months_), narrow<std::int32_t>(days_),
                                 narrow<std::int64_t>(micros_)});
    }

private:
    [[noreturn]] void fail() const {
        throw Error(Code::invalid_datetime_format, "invalid input syntax for type interval: \"{}\"",
                    text_);
    }
    [[noreturn]] void fail_range() const {
        throw Error(Code::interval_field_overflow, "interval field value out of range: \"{}\"",
                    text_);
    }

    template <class T>
    T narrow(Int128 value) const {
        if (value < std::numeric_limits<T>::min() || value > std::numeric_limits<T>::max())
            fail_range();
        return static_cast<T>(value);
    }

    char peek(std::size_t ahead = 0) const {
        return position_ + ahead < text_.size() ? text_[position_ + ahead] : '\0';
    }
    bool skip(char wanted) {
        if (peek() != wanted) return false;
        ++position_;
        return true;
    }

    /// False at the end.
    bool skip_separators() {
        while (is_blank(peek()) || peek() == ',' || peek() == '@')
            ++position_;
        return position_ < text_.size();
    }

    void scan_field() {
        if (is_letter(peek())) return scan_unit();
        const bool negative = skip('-');
        if (!negative) skip('+');
        Quantity number = scan_quantity();
        number.negative = negative;
        if (peek() == ':') return scan_clock(number);
        if (peek() == '-' && is_digit(peek(1))) return scan_years_and_months(number);
        if (pending_) fail();
        pending_ = number;
    }

    std::int64_t scan_whole() {
        std::int64_t whole = 0;
        for (; is_digit(peek()); ++position_) {
            if (__builtin_mul_overflow(whole, 10, &whole) ||
                __builtin_add_overflow(whole, peek() - '0', &whole)) {
                fail_range();
            }
        }
        return whole;
    }

    Quantity scan_quantity() {
        if (!is_digit(peek()) && !(peek() == '.' && is_digit(peek(1)))) fail();
        Quantity number;
        number.whole = scan_whole();
        number.has_fraction = skip('.');
        if (!number.has_fraction) return number;
        for (std::int64_t place = kBillion / 10; is_digit(peek()); ++position_, place /= 10) {
            number.billionths += place * (peek() - '0');
        }
        return number;
    }

    void scan_unit() {
        const std::size_t start = position_;
        while (is_letter(peek()))
            ++position_;
        const std::string_view word = text_.substr(start, position_ - start);
        if (!pending_ && has_field_ && !ago_ && (word == "ago" || word == "AGO")) {
            ago_ = true;
            return;
        }
        const auto part = date_part_from_name(word);
        if (!part || !unit_of(*part) || !pending_ || ago_) fail();
        add(take_pending(), *part);
    }

    Quantity take_pending() {
        const Quantity number = *pending_;
        pending_.reset();
        return number;
    }

    void add(const Quantity& number, DatePart part) {
        has_field_ = true;
        const Unit unit = *unit_of(part);
        const int sign = number.negative ? -1 : 1;
        // A fraction of a unit goes on into the next smaller part: months into days, days into
        // time.
        months_ += sign * Int128{number.whole} * unit.months;
        days_ += sign * Int128{number.whole} * unit.days;
        micros_ += sign * Int128{number.whole} * unit.micros;
        Int128 days_fraction = Int128{number.billionths} * unit.days;
        if (unit.months == 1) {
            days_fraction = Int128{number.billionths} * 30;
        } else {
            months_ += sign * ((Int128{number.billionths} * unit.months + kBillion / 2) / kBillion);
        }
        days_ += sign * (days_fraction / kBillion);
        const Int128 micros =
            days_fraction % kBillion * kMicrosPerDay + Int128{number.billionths} * unit.micros;
        micros_ += sign * ((micros + kBillion / 2) / kBillion);
    }

    /// h:m[:s[.f]], or m:s.f. A number without unit before it is days.
    void scan_clock(const Quantity& first) {
        if (first.has_fraction) fail();
        if (pending_) add(take_pending(), DatePart::day);
        Quantity parts[3] = {first};
        std::size_t count = 1;
        while (count < 3 && skip(':')) {
            parts[count] = scan_quantity();
            parts[count].negative = first.negative;
            if (parts[count].whole > 59) fail_range();
            if (parts[count++].has_fraction) break;
        }
        const bool minutes_and_seconds =
            count == 2 && (parts[1].has_fraction || (range_ && range_->first == DatePart::minute &&
                                                     range_->last == DatePart::second));
        constexpr DatePart kParts[] = {DatePart::hour, DatePart::minute, DatePart::second};
        for (std::size_t index = 0; index < count; ++index) {
            add(parts[index], kParts[index + (minutes_and_seconds ? 1 : 0)]);
        }
    }

    void scan_years_and_months(const Quantity& years) {
        ++position_;
        Quantity months = scan_quantity();
        months.negative = years.negative;
        if (years.has_fraction || months.has_fraction || pending_ || peek() == '-') fail();
        if (months.whole > 11) fail_range();
        add(years, DatePart::year);
        add(months, DatePart::month);
    }

    Interval drop_small_parts(Interval interval) const {
        if (!range_) return interval;
        switch (range_->last) {
            case DatePart::year:
                interval.months -= interval.months % 12;
                [[fallthrough]];
            case DatePart::month:
                interval.days = 0;
                [[fallthrough]];
            case DatePart::day:
                interval.micros = 0;
                break;
            case DatePart::hour:
                interval.micros -= interval.micros % kMicrosPerHour;
                break;
            case DatePart::minute:
                interval.micros -= interval.micros % kMicrosPerMinute;
                break;
            default:
                break;
        }
        return interval;
    }

    std::string_view text_;
    std::optional<IntervalRange> range_;
    std::size_t position_ = 0;
    std::optional<Quantity> pending_;  ///< a number whose unit has not come yet
    bool has_field_ = false;
    bool ago_ = false;
    Int128 months_ = 0;
    Int128 days_ = 0;
    Int128 micros_ = 0;
};

}  // namespace

Interval interval_from_text(std::string_view text, std::optional<IntervalRange> range) {
    return IntervalScanner(text, range).scan();
}

Value interval_value_from_text(Type type, std::string_view text) {
    if (type.id == TypeId::interval) return interval_from_text(text);
    if (type.id == TypeId::interval_ym) {
        return interval_from_text(text, IntervalRange{DatePart::year, DatePart::month});
    }
    const Interval interval =
        interval_from_text(text, IntervalRange{DatePart::day, DatePart::second});
    if (interval.months != 0) {
        throw Error(Code::invalid_datetime_format, "invalid input syntax for type {}: \"{}\"",
                    type_info(type.id).sql_name, text);
    }
    return interval;
}

}  // namespace blueshift
