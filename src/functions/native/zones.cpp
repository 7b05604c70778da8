#include "functions/native/zones.h"

#include <chrono>

#include "base/error.h"
#include "functions/native/session_text.h"
#include "types/datetime.h"

namespace blueshift::functions {

namespace {

bool is_finite(std::int64_t micros) {
    return micros != kTimestampInfinity && micros != kTimestampMinusInfinity;
}

[[noreturn]] void throw_out_of_range() { throw Error(Code::datetime_field_overflow, "timestamp out of range"); }

std::int64_t to_instant(std::int64_t local, const TimeZone& zone) {
    if (!is_finite(local)) return local;
    if (local > kTimestampMax || local < -kTimestampMax) throw_out_of_range();
    return zone.to_utc(local);
}

std::int64_t to_local(std::int64_t instant, const TimeZone& zone) {
    if (!is_finite(instant)) return instant;
    if (instant > kTimestampMax || instant < -kTimestampMax) throw_out_of_range();
    return instant + zone.offset_at(instant) * kMicrosPerSecond;
}

std::int64_t now_micros() {
    const auto now = std::chrono::system_clock::now().time_since_epoch();
    return std::chrono::duration_cast<std::chrono::microseconds>(now).count();
}

}  // namespace

TimestampTz timestamp_to_timestamptz(Timestamp local, std::string_view zone) {
    return {to_instant(local.micros, zone_of(zone))};
}

Timestamp timestamptz_to_timestamp(TimestampTz instant, std::string_view zone) {
    return {to_local(instant.micros, zone_of(zone))};
}

TimeTz time_to_timetz(Time local, std::string_view zone) {
    // A time alone has the offset that the zone has today.
    return {local.micros, zone_of(zone).offset_at(now_micros())};
}

TimeTz timestamptz_to_timetz(TimestampTz instant, std::string_view zone) {
    const TimeZone& where = zone_of(zone);
    return {split_timestamp(to_local(instant.micros, where)).micros, where.offset_at(instant.micros)};
}

Timestamp convert_timezone(std::string_view source, std::string_view target, Timestamp local) {
    const std::int64_t instant = to_instant(local.micros, zone_of(source));
    return {to_local(instant, zone_of(target))};
}

TimestampTz timestamptz_add(TimestampTz instant, Interval interval, std::string_view zone) {
    const TimeZone& where = zone_of(zone);
    const Interval whole_days{interval.months, interval.days, 0};
    const auto local = add_interval(to_local(instant.micros, where), whole_days);
    if (!local) throw_out_of_range();
    const auto sum = add_interval(to_instant(*local, where), {0, 0, interval.micros});
    if (!sum) throw_out_of_range();
    return {*sum};
}

}  // namespace blueshift::functions
