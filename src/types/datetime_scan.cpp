#include "types/datetime_scan.h"

#include <algorithm>
#include <array>

#include "base/error.h"
#include "types/datetime_fields.h"
#include "types/text_scan.h"

namespace blueshift {

namespace {

constexpr std::int64_t kZoneSecondsMax =
    16 * 3600 - 1;  // PostgreSQL's limit of displacements, 15:59:59

class DateTimeScanner {
public:
    DateTimeScanner(std::string_view text, const DateTimeContext& context)
        : text_(text), context_(context), date_(context.order) {}

    DateTimeText scan() {
        while (position_ < text_.size()) {
            const char c = text_[position_];
            if (is_blank(c) || c == ',') {
                ++position_;
            } else if (is_digit(c)) {
                scan_number();
            } else if (is_letter(c)) {
                scan_word();
            } else if (c == '+' || c == '-') {
                scan_sign();
            } else {
                fail();
            }
        }
        finish();
        return result_;
    }

private:
    [[noreturn]] void fail() const {
        throw Error(Code::invalid_datetime_format, "invalid input syntax for type {}: \"{}\"",
                    context_.type_name, text_);
    }
    [[noreturn]] void fail_range() const {
        throw Error(Code::datetime_field_overflow, "date/time field value out of range: \"{}\"",
                    text_);
    }

    char peek(std::size_t ahead = 0) const {
        return position_ + ahead < text_.size() ? text_[position_ + ahead] : '\0';
    }

    std::string_view take_while(bool (*accepted)(char)) {
        const std::size_t start = position_;
        while (position_ < text_.size() && accepted(text_[position_]))
            ++position_;
        return text_.substr(start, position_ - start);
    }
    std::string_view take_digits() {
        return take_while([](char c) { return is_digit(c); });
    }

    /// Up to 18 digits, so that nothing overflows.
    std::int64_t number_of(std::string_view digits) const {
        if (digits.size() > 18) fail_range();
        std::int64_t number = 0;
        for (const char digit : digits)
            number = number * 10 + (digit - '0');
        return number;
    }

    /// `.123456` if it stands here, in microseconds, rounded.
    std::int64_t scan_fraction() {
        if (peek() != '.') return 0;
        ++position_;
        const std::string_view digits = take_digits();
        std::int64_t micros = 0;
        for (std::size_t index = 0; index < 6; ++index) {
            micros = micros * 10 + (index < digits.size() ? digits[index] - '0' : 0);
        }
        return micros + (digits.size() > 6 && digits[6] >= '5' ? 1 : 0);
    }

    void set_time(std::int64_t hour, std::int64_t minute, std::int64_t second,
                  std::int64_t micros) {
        if (has_time_) fail();
        has_time_ = true;
        if (hour > 24 || minute > 59 || second > 60) fail_range();
        hour_ = hour;
        rest_of_hour_ = minute * kMicrosPerMinute + second * kMicrosPerSecond + micros;
    }

    void scan_number() {
        const std::string_view digits = take_digits();
        const char next = peek();
        if (next == ':') return scan_clock(number_of(digits));
        if (time_follows_) return scan_joined_clock(digits);
        const bool is_clock =
            context_.time_only && date_.empty() && !has_time_ && digits.size() == 6;
        if (is_clock) return scan_joined_clock(digits);
        if (!date_.complete() && (next == '-' || next == '/' || next == '.') &&
            (is_digit(peek(1)) || is_letter(peek(1)))) {
            return scan_delimited_date(digits, next);
        }
        if (date_.complete()) return scan_joined_clock(digits);
        if (digits.size() == 14 && date_.empty()) {
            scan_joined_date(digits.substr(0, 8));
            return scan_joined_clock(digits.substr(8));
        }
        if (digits.size() >= 5 && digits.size() <= 8 && date_.empty())
            return scan_joined_date(digits);
        add_date_number(digits);
    }

    void add_date_number(std::string_view digits) {
        if (!date_.add_number(number_of(digits), digits.size())) fail();
    }

    /// hh:mm[:ss[.ffffff]]; the hour has been read.
    void scan_clock(std::int64_t hour) {
        ++position_;
        const std::string_view minutes = take_digits();
        std::string_view seconds;
        if (peek() == ':') {
            ++position_;
            seconds = take_digits();
            if (seconds.empty()) fail();
        }
        if (minutes.empty()) fail();
        const std::int64_t micros = scan_fraction();
        set_time(hour, number_of(minutes), number_of(seconds), micros);
        time_follows_ = false;
    }

    /// hhmmss[.ffffff], hhmm, or hh with a meridiem or zone behind.
    void scan_joined_clock(std::string_view digits) {
        if (digits.size() != 6 && digits.size() != 4 && digits.size() > 2) fail();
        const auto pair = [&](std::size_t start) {
            return start < digits.size() ? number_of(digits.substr(start, 2)) : 0;
        };
        // A lone hour must be marked as one: by the T before it or a meridiem behind it.
        hour_needs_meridiem_ = digits.size() <= 2 && !time_follows_;
        // Without the T it may be something else altogether, such as the year of a second date.
        if (!time_follows_ && (pair(0) > 24 || pair(2) > 59)) fail();
        set_time(pair(0), pair(2), pair(4), digits.size() == 6 ? scan_fraction() : 0);
        time_follows_ = false;
    }

    /// yyyymmdd, yymmdd, yyyyddd or yyddd.
    void scan_joined_date(std::string_view digits) {
        const std::size_t year_size = digits.size() >= 7 ? 4 : 2;
        const std::string_view rest = digits.substr(year_size);
        date_.set_year(number_of(digits.substr(0, year_size)), year_size);
        if (rest.size() == 3) {
            date_.set_day_of_year(number_of(rest));
        } else {
            date_.set_month_and_day(number_of(rest.substr(0, 2)), number_of(rest.substr(2)));
        }
    }

    /// Fields with `delimiter` between them; a month may be a word. The first field has been read.
    void scan_delimited_date(std::string_view first, char delimiter) {
        std::array<std::string_view, 3> fields = {first};
        std::size_t count = 1;
        while (count < fields.size() && peek() == delimiter) {
            ++position_;
            fields[count] = is_digit(peek()) ? take_digits() : take_while(is_letter);
            if (fields[count++].empty()) fail();
        }
        if (count == 2 && delimiter == '.' && first.size() >= 3 && fields[1].size() == 3) {
            date_.set_year(number_of(first), first.size());
            date_.set_day_of_year(number_of(fields[1]));
            return;
        }
        // A month's name decides what the numbers around it can be.
        for (std::size_t index = 0; index < count; ++index) {
            if (!is_letter(fields[index][0])) continue;
            const auto month = month_from_name(fields[index]);
            if (!month || !date_.set_named_month(*month)) fail();
        }
        for (std::size_t index = 0; index < count; ++index) {
            if (is_digit(fields[index][0])) add_date_number(fields[index]);
        }
    }

    void scan_sign() {
        if (is_letter(peek(1))) {
            const bool negative = peek() == '-';
            ++position_;
            if (!same_word(take_while(is_letter), "infinity")) fail();
            return set_special(negative ? SpecialTime::minus_infinity : SpecialTime::infinity);
        }
        if (!is_digit(peek(1))) fail();
        result_.zone = scan_offset();
    }

    /// [+-]hh[[:]mm[[:]ss]] in seconds.
    std::int32_t scan_offset() {
        const std::int32_t sign = text_[position_++] == '-' ? -1 : 1;
        std::string_view digits = take_digits();
        std::int64_t seconds = 0;
        if (digits.size() > 2) {
            // +530 is 5:30, as +0530 is.
            std::size_t part_size = digits.size() % 2 == 0 ? 2 : 1;
            for (std::int64_t unit = 3600; unit > 0 && !digits.empty(); unit /= 60, part_size = 2) {
                const std::int64_t part = number_of(digits.substr(0, part_size));
                if (unit < 3600 && part > 59) fail_zone();
                seconds += part * unit;
                digits.remove_prefix(part_size);
            }
            if (!digits.empty()) fail();
        } else {
            seconds = number_of(digits) * 3600;
            for (std::int64_t unit = 60; unit > 0 && peek() == ':' && is_digit(peek(1));
                 unit /= 60) {
                ++position_;
                const std::int64_t part = number_of(take_digits());
                if (part > 59) fail_zone();
                seconds += part * unit;
            }
        }
        if (seconds > kZoneSecondsMax) fail_zone();
        return sign * static_cast<std::int32_t>(seconds);
    }

    [[noreturn]] void fail_zone() const {
        throw Error(Code::invalid_time_zone_displacement_value,
                    "time zone displacement out of range: \"{}\"", text_);
    }

    void set_special(SpecialTime special) {
        if (result_.special != SpecialTime::none) fail();
        result_.special = special;
    }

    void set_relative_day(std::int64_t days) {
        if (!date_.set_days(context_.today + days)) fail();
    }

    void scan_word() {
        const std::size_t start = position_;
        const std::string_view word = take_while(is_letter);
        if (word.size() == 1 && to_lower(word[0]) == 't' && is_digit(peek())) {
            time_follows_ = true;
            return;
        }
        if (to_lower(word[0]) == 'j' && word.size() == 1 && is_digit(peek())) {
            if (!date_.set_days(number_of(take_digits()) - kJulianDayOf1970)) fail();
            return;
        }
        const bool alone = peek() != '/' && peek() != '_' && !is_digit(peek());
        if (alone && scan_known_word(word)) return;
        position_ = start;
        scan_zone();
    }

    /// Words with a meaning of their own; false for what may be a zone.
    bool scan_known_word(std::string_view word) {
        if (const auto month = month_from_name(word)) {
            if (!date_.set_named_month(*month)) fail();
            if (peek() == '-' || peek() == '/') ++position_;
            return true;
        }
        if (is_day_name(word)) return true;
        if (same_word(word, "am") || same_word(word, "pm")) {
            if (!has_time_ || meridiem_ != 0) fail();
            meridiem_ = to_lower(word[0]);
            return true;
        }
        if (same_word(word, "ad") || same_word(word, "bc")) {
            date_.set_era(to_lower(word[0]) == 'b');
            return true;
        }
        struct Meaning {
            std::string_view word;
            void (*apply)(DateTimeScanner&);
        };
        static constexpr Meaning kMeanings[] = {
            {"allballs",
             [](DateTimeScanner& self) {
                 self.set_time(0, 0, 0, 0);
                 self.result_.zone = 0;
             }},
            {"at", [](DateTimeScanner&) {}},
            {"epoch", [](DateTimeScanner& self) { self.set_special(SpecialTime::epoch); }},
            {"infinity", [](DateTimeScanner& self) { self.set_special(SpecialTime::infinity); }},
            {"now", [](DateTimeScanner& self) { self.set_special(SpecialTime::now); }},
            {"on", [](DateTimeScanner&) {}},
            {"today", [](DateTimeScanner& self) { self.set_relative_day(0); }},
            {"tomorrow", [](DateTimeScanner& self) { self.set_relative_day(1); }},
            {"yesterday", [](DateTimeScanner& self) { self.set_relative_day(-1); }},
        };
        for (const Meaning& meaning : kMeanings) {
            if (!same_word(word, meaning.word)) continue;
            meaning.apply(*this);
            return true;
        }
        if (const auto offset = zone_abbreviation_offset(word);
            offset && peek() != '+' && peek() != '-') {
            set_zone(*offset);
            return true;
        }
        return false;
    }

    template <class Zone>
    void set_zone(Zone zone) {
        if (result_.zone.index() != 0) fail();
        result_.zone = std::move(zone);
    }

    /// A zone's name or POSIX string, up to the next blank.
    void scan_zone() {
        const std::string_view name = take_while([](char c) {
            return is_letter(c) || is_digit(c) || c == '/' || c == '_' || c == '+' || c == '-' ||
                   c == ':';
        });
        // A word that could not be a zone is a syntax error; PostgreSQL names the zone only in
        // paths.
        try {
            set_zone(TimeZone::find(name));
        } catch (const Error&) {
            if (name.find('/') != std::string_view::npos) throw;
            fail();
        }
    }

    void finish() {
        if (time_follows_) fail();
        if (!date_.empty()) {
            switch (date_.resolve()) {
                case DateFields::Outcome::complete:
                    result_.days = date_.days();
                    break;
                case DateFields::Outcome::incomplete:
                    fail();
                case DateFields::Outcome::out_of_range:
                    fail_range();
                case DateFields::Outcome::month_or_day_out_of_range:
                    throw Error(Code::datetime_field_overflow,
                                "date/time field value out of range: \"{}\"", text_)
                        .hint("Perhaps you need a different \"datestyle\" setting.");
            }
        }
        if (has_time_) {
            if (hour_needs_meridiem_ && meridiem_ == 0) fail();
            if (meridiem_ != 0) {
                if (hour_ > 12) fail_range();
                hour_ = hour_ % 12 + (meridiem_ == 'p' ? 12 : 0);
            }
            result_.micros_of_day = hour_ * kMicrosPerHour + rest_of_hour_;
            if (*result_.micros_of_day > kMicrosPerDay) fail_range();
        }
        const bool said_anything =
            result_.days || has_time_ || result_.special != SpecialTime::none;
        const bool said_twice = result_.special != SpecialTime::none &&
                                (result_.days || has_time_ || result_.zone.index() != 0);
        if (!said_anything || said_twice) fail();
    }

    std::string_view text_;
    const DateTimeContext& context_;
    std::size_t position_ = 0;
    DateFields date_;
    bool time_follows_ = false;  ///< a `T` has been read
    bool has_time_ = false;
    bool hour_needs_meridiem_ = false;
    char meridiem_ = 0;  ///< 'a' or 'p'
    std::int64_t hour_ = 0;
    std::int64_t rest_of_hour_ = 0;
    DateTimeText result_;
};

}  // namespace

DateTimeText scan_datetime(std::string_view text, const DateTimeContext& context) {
    return DateTimeScanner(text, context).scan();
}

}  // namespace blueshift
