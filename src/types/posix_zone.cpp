#include "types/posix_zone.h"

#include "types/datetime.h"
#include "types/text_scan.h"

namespace blueshift {

namespace {

constexpr int kOffsetHoursMax = 24;
constexpr int kRuleHoursMax = 167;

/// Reads a TZ string from front to back; each function returns false or nothing at the first wrong
/// character.
class PosixParser {
public:
    explicit PosixParser(std::string_view text) : rest_(text) {}

    std::optional<PosixZone> parse() {
        PosixZone zone;
        if (!skip_name(true)) return std::nullopt;
        const auto standard_west = read_time(kOffsetHoursMax);
        if (!standard_west) return std::nullopt;
        zone.standard_offset = -*standard_west;
        if (rest_.empty()) return zone;

        if (!skip_name(false)) return std::nullopt;
        zone.has_summer = true;
        zone.summer_offset = zone.standard_offset + 3600;
        if (!rest_.empty() && rest_.front() != ',') {
            const auto summer_west = read_time(kOffsetHoursMax);
            if (!summer_west) return std::nullopt;
            zone.summer_offset = -*summer_west;
        }
        if (rest_.empty()) rest_ = ",M3.2.0,M11.1.0";
        if (!read_rule(zone.summer_start) || !read_rule(zone.summer_end) || !rest_.empty()) {
            return std::nullopt;
        }
        return zone;
    }

private:
    bool skip(char wanted) {
        if (!rest_.starts_with(wanted)) return false;
        rest_.remove_prefix(1);
        return true;
    }

    bool skip_name(bool may_be_empty) {
        if (skip('<')) {
            const std::size_t end = rest_.find('>');
            if (end == std::string_view::npos) return false;
            rest_.remove_prefix(end + 1);
            return true;
        }
        // Redshift does not look at the name: America/Los_Angeles+2 and NEWZONE +2 will do.
        std::size_t size = 0;
        while (size < rest_.size() && (is_letter(rest_[size]) || (size > 0 && (rest_[size] == '/' || rest_[size] == '_'))))
            ++size;
        rest_.remove_prefix(size);
        while (size > 0 && skip(' ')) continue;
        return size >= 3 || (size == 0 && may_be_empty);
    }

    std::optional<int> read_number(int max) {
        if (rest_.empty() || !is_digit(rest_.front())) return std::nullopt;
        int number = 0;
        while (!rest_.empty() && is_digit(rest_.front())) {
            number = number * 10 + (rest_.front() - '0');
            if (number > max) return std::nullopt;
            rest_.remove_prefix(1);
        }
        return number;
    }

    /// [+-]hh[:mm[:ss]] in seconds.
    std::optional<int> read_time(int hours_max) {
        const int sign = skip('-') ? -1 : 1;
        if (sign == 1) skip('+');
        const auto hours = read_number(hours_max);
        if (!hours) return std::nullopt;
        int seconds = *hours * 3600;
        for (int unit = 60; unit > 0 && skip(':'); unit /= 60) {
            const auto part = read_number(59);
            if (!part) return std::nullopt;
            seconds += *part * unit;
        }
        return sign * seconds;
    }

    bool read_rule(PosixRule& rule) {
        if (!skip(',')) return false;
        if (skip('M')) {
            const auto month = read_number(12);
            if (!month || *month < 1 || !skip('.')) return false;
            const auto week = read_number(5);
            if (!week || *week < 1 || !skip('.')) return false;
            const auto day = read_number(6);
            if (!day) return false;
            rule.month = *month;
            rule.week = *week;
            rule.day = *day;
        } else {
            rule.kind = skip('J') ? PosixRule::Kind::julian_day : PosixRule::Kind::zero_based_day;
            const auto day = read_number(365);
            if (!day || (rule.kind == PosixRule::Kind::julian_day && *day < 1)) return false;
            rule.day = *day;
        }
        if (!skip('/')) return true;
        const auto time = read_time(kRuleHoursMax);
        if (time) rule.seconds = *time;
        return time.has_value();
    }

    std::string_view rest_;
};

}  // namespace

std::int64_t PosixRule::local_seconds(std::int64_t year) const {
    std::int64_t days = 0;
    switch (kind) {
        case Kind::julian_day:  // 29 February is never counted
            days = days_from_civil({year, 1, 1}) + day - 1;
            if (is_leap_year(year) && day >= 60) ++days;
            break;
        case Kind::zero_based_day:
            days = days_from_civil({year, 1, 1}) + day;
            break;
        case Kind::month_week_day: {
            const std::int64_t first = days_from_civil({year, month, 1});
            days = first + (day - day_of_week(first) + 7) % 7 + 7 * (week - 1);
            while (days >= first + days_in_month(year, month))
                days -= 7;
            break;
        }
    }
    return days * 86400 + seconds;
}

std::optional<PosixZone> parse_posix_zone(std::string_view text) {
    return PosixParser(text).parse();
}

}  // namespace blueshift
