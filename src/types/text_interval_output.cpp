// Writing intervals.  Doc: dg/r_interval_data_types
#include <charconv>
#include <cstring>

#include "types/datetime.h"
#include "types/text_types.h"

namespace blueshift {

namespace {

/// Writes parts such as `3 days`, with blanks between them.
class PartWriter {
public:
    explicit PartWriter(char* out) : out_(out), start_(out) {}

    char* end() const { return out_; }
    bool empty() const { return out_ == start_; }

    /// With `signed_after_negative`, a positive part after a negative one gets a sign, as
    /// PostgreSQL writes it.
    void add(std::int64_t value, std::string_view unit, bool signed_after_negative = false) {
        if (value == 0) return;
        separate();
        if (signed_after_negative && negative_before_ && value > 0) *out_++ = '+';
        out_ = write_integer(out_, value);
        add_unit(unit, value == 1);
        negative_before_ = value < 0;
    }

    void add_seconds(std::int64_t micros) {
        if (micros == 0) return;
        separate();
        if (micros < 0) *out_++ = '-';
        const std::int64_t magnitude = micros < 0 ? -micros : micros;
        out_ = write_integer(out_, magnitude / kMicrosPerSecond);
        add_fraction(magnitude % kMicrosPerSecond);
        add_unit("sec", magnitude == kMicrosPerSecond && micros > 0);
    }

    /// [+-]hh:mm:ss[.ffffff], the hours with as many digits as they need.
    void add_clock(std::int64_t micros) {
        separate();
        if (micros < 0) {
            *out_++ = '-';
        } else if (negative_before_) {
            *out_++ = '+';
        }
        const std::uint64_t magnitude =
            micros < 0 ? 0 - static_cast<std::uint64_t>(micros) : micros;
        add_padded(static_cast<std::int64_t>(magnitude / kMicrosPerHour), 2);
        *out_++ = ':';
        add_padded(static_cast<std::int64_t>(magnitude / kMicrosPerMinute % 60), 2);
        *out_++ = ':';
        add_padded(static_cast<std::int64_t>(magnitude / kMicrosPerSecond % 60), 2);
        add_fraction(static_cast<std::int64_t>(magnitude % kMicrosPerSecond));
    }

private:
    void separate() {
        if (!empty()) *out_++ = ' ';
    }

    void add_unit(std::string_view unit, bool singular) {
        *out_++ = ' ';
        std::memcpy(out_, unit.data(), unit.size());
        out_ += unit.size();
        if (!singular) *out_++ = 's';
    }

    void add_padded(std::int64_t value, int width) {
        char digits[20];
        const auto [end, error] = std::to_chars(digits, digits + sizeof(digits), value);
        for (auto missing = width - (end - digits); missing > 0; --missing)
            *out_++ = '0';
        std::memcpy(out_, digits, static_cast<std::size_t>(end - digits));
        out_ += end - digits;
    }

    void add_fraction(std::int64_t micros) {
        if (micros == 0) return;
        *out_++ = '.';
        add_padded(micros, 6);
        while (out_[-1] == '0')
            --out_;
    }

    char* out_;
    char* start_;
    bool negative_before_ = false;
};

}  // namespace

char* write_interval(char* out, const Interval& interval) {
    PartWriter writer(out);
    writer.add(interval.months / 12, "year", true);
    writer.add(interval.months % 12, "mon", true);
    writer.add(interval.days, "day", true);
    if (interval.micros != 0 || writer.empty()) writer.add_clock(interval.micros);
    return writer.end();
}

char* write_interval_ym(char* out, const Interval& interval) {
    PartWriter writer(out);
    writer.add(interval.months / 12, "year");
    writer.add(interval.months % 12, "mon");
    if (!writer.empty()) return writer.end();
    std::memcpy(out, "0 mons", 6);
    return out + 6;
}

char* write_interval_ds(char* out, const Interval& interval) {
    PartWriter writer(out);
    // One length of time: 25 hours are shown as a day and an hour.
    const Int128 total = Int128{interval.days} * kMicrosPerDay + interval.micros;
    writer.add(static_cast<std::int64_t>(total / kMicrosPerDay), "day");
    const auto rest = static_cast<std::int64_t>(total % kMicrosPerDay);
    writer.add(rest / kMicrosPerHour, "hour");
    writer.add(rest / kMicrosPerMinute % 60, "min");
    writer.add_seconds(rest % kMicrosPerMinute);
    if (!writer.empty()) return writer.end();
    std::memcpy(out, "0 secs", 6);
    return out + 6;
}

}  // namespace blueshift
