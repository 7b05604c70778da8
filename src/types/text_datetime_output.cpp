// Writing dates, times and timestamps, in the ISO style.  Doc: dg/r_Datetime_types
#include <charconv>
#include <cstdint>
#include <cstring>

#include "types/datetime.h"
#include "types/text_types.h"

namespace blueshift {

namespace {

/// What the engine keeps for an infinite date.
constexpr std::int64_t kDateInfinity = INT32_MAX;

char* write_text(char* out, std::string_view text) {
    std::memcpy(out, text.data(), text.size());
    return out + text.size();
}

char* write_two(char* out, int value) {
    out[0] = static_cast<char>('0' + value / 10);
    out[1] = static_cast<char>('0' + value % 10);
    return out + 2;
}

char* write_year(char* out, std::int64_t year) {
    if (year > 9999) return std::to_chars(out, out + 20, year).ptr;
    const auto small = static_cast<int>(year);
    return write_two(write_two(out, small / 100), small % 100);
}

bool is_before_christ(const CivilDate& date) {
    return date.year <= 0;
}

char* write_civil(char* out, const CivilDate& date) {
    out = write_year(out, is_before_christ(date) ? 1 - date.year : date.year);
    *out++ = '-';
    out = write_two(out, date.month);
    *out++ = '-';
    return write_two(out, date.day);
}

char* write_offset(char* out, std::int32_t seconds) {
    *out++ = seconds < 0 ? '-' : '+';
    const int magnitude = seconds < 0 ? -seconds : seconds;
    out = write_two(out, magnitude / 3600);
    if (magnitude % 3600 == 0) return out;
    *out++ = ':';
    out = write_two(out, magnitude / 60 % 60);
    if (magnitude % 60 == 0) return out;
    *out++ = ':';
    return write_two(out, magnitude % 60);
}

/// Timestamp in local time; what goes between it and the era is the caller's.
template <class WriteZone>
char* write_local(char* out, std::int64_t micros, WriteZone write_zone) {
    const DayAndMicros split = split_timestamp(micros);
    const CivilDate date = civil_from_days(split.days);
    out = write_civil(out, date);
    *out++ = ' ';
    out = write_zone(write_time(out, split.micros));
    return is_before_christ(date) ? write_text(out, " BC") : out;
}

/// True when `micros` is infinite, which is then written.
bool write_infinite(char*& out, std::int64_t value, std::int64_t infinity) {
    if (value != infinity && value != -infinity) return false;
    out = write_text(out, value > 0 ? "infinity" : "-infinity");
    return true;
}

}  // namespace

char* write_date(char* out, std::int64_t days) {
    if (write_infinite(out, days, kDateInfinity)) return out;
    const CivilDate date = civil_from_days(days);
    out = write_civil(out, date);
    return is_before_christ(date) ? write_text(out, " BC") : out;
}

char* write_time(char* out, std::int64_t micros_of_day) {
    const CivilTime time = civil_time(micros_of_day);
    out = write_two(out, time.hour);
    *out++ = ':';
    out = write_two(out, time.minute);
    *out++ = ':';
    out = write_two(out, time.second);
    if (time.micros == 0) return out;
    *out++ = '.';
    out = write_two(out, time.micros / 10000);
    out = write_two(out, time.micros / 100 % 100);
    out = write_two(out, time.micros % 100);
    while (out[-1] == '0')
        --out;
    return out;
}

char* write_timetz(char* out, const TimeTz& time) {
    return write_offset(write_time(out, time.micros), time.offset_seconds);
}

char* write_timestamp(char* out, std::int64_t micros) {
    if (write_infinite(out, micros, kTimestampInfinity)) return out;
    return write_local(out, micros, [](char* end) { return end; });
}

char* write_timestamptz(char* out, std::int64_t micros, const TimeZone& zone) {
    if (write_infinite(out, micros, kTimestampInfinity)) return out;
    const std::int32_t offset = zone.offset_at(micros);
    return write_local(out, micros + offset * kMicrosPerSecond,
                       [offset](char* end) { return write_offset(end, offset); });
}

}  // namespace blueshift
