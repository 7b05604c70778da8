#include "functions/native/casts.h"

#include <chrono>

#include "functions/native/session_text.h"
#include "types/datetime.h"
#include "types/decimal.h"
#include "types/text_scan.h"

namespace blueshift::functions {

namespace {

Value parse(TypeId type, std::string_view text) { return value_from_text({type}, text, {}); }

Value parse_datetime(TypeId type, std::string_view text, std::string_view date_order, std::string_view zone) {
    const auto now = std::chrono::system_clock::now().time_since_epoch();
    const TextSettings settings{
        .time_zone = zone_of(zone),
        .date_order = date_order_of(date_order),
        .now_micros = std::chrono::duration_cast<std::chrono::microseconds>(now).count(),
    };
    return value_from_text({type}, text, settings);
}

template <class T>
std::string print(TypeId type, const T& value, const TextSettings& settings = {}) {
    std::string out;
    append_function(type)(out, {.physical = type_info(type).physical, .data = &value}, 0, {type}, settings);
    return out;
}

constexpr std::string_view kUtc = "UTC";
constexpr std::string_view kAnyOrder = "MDY";

}  // namespace

bool text_to_boolean(std::string_view text) { return parse(TypeId::boolean, text).as_bool(); }

std::int16_t text_to_int2(std::string_view text) {
    return static_cast<std::int16_t>(parse(TypeId::smallint, text).as_int());
}

std::int32_t text_to_int4(std::string_view text) {
    return static_cast<std::int32_t>(parse(TypeId::integer, text).as_int());
}

std::int64_t text_to_int8(std::string_view text) { return parse(TypeId::bigint, text).as_int(); }

float text_to_float4(std::string_view text) {
    return static_cast<float>(parse(TypeId::real, text).as_double());
}

double text_to_float8(std::string_view text) { return parse(TypeId::double_, text).as_double(); }

Unscaled text_to_decimal(std::string_view text, std::int32_t precision, Scale scale) {
    return {decimal_from_text(text, decimal_type(precision, scale.value)).unscaled};
}

std::string_view check_numeric(std::string_view text) {
    decimal_from_text(text, {TypeId::decimal});
    return trim_blanks(text);
}

Date text_to_date(std::string_view text, std::string_view date_order) {
    return {static_cast<std::int32_t>(parse_datetime(TypeId::date, text, date_order, kUtc).as_int())};
}

Time text_to_time(std::string_view text) {
    return {parse_datetime(TypeId::time, text, kAnyOrder, kUtc).as_int()};
}

TimeTz text_to_timetz(std::string_view text, std::string_view zone) {
    return parse_datetime(TypeId::timetz, text, kAnyOrder, zone).as_timetz();
}

Timestamp text_to_timestamp(std::string_view text, std::string_view date_order) {
    return {parse_datetime(TypeId::timestamp, text, date_order, kUtc).as_int()};
}

TimestampTz text_to_timestamptz(std::string_view text, std::string_view date_order, std::string_view zone) {
    return {parse_datetime(TypeId::timestamptz, text, date_order, zone).as_int()};
}

Interval text_to_interval(std::string_view text) { return parse(TypeId::interval, text).as_interval(); }
Interval text_to_interval_ym(std::string_view text) { return parse(TypeId::interval_ym, text).as_interval(); }
Interval text_to_interval_ds(std::string_view text) { return parse(TypeId::interval_ds, text).as_interval(); }

std::string float4_to_text(float value) { return print(TypeId::real, value); }
std::string float8_to_text(double value) { return print(TypeId::double_, value); }
std::string decimal_to_varchar(Decimal value) { return decimal_to_text(value); }
std::string date_to_text(Date value) { return print(TypeId::date, value.days); }
std::string time_to_text(Time value) { return print(TypeId::time, value.micros); }
std::string timetz_to_text(TimeTz value) { return print(TypeId::timetz, value); }
std::string timestamp_to_text(Timestamp value) { return print(TypeId::timestamp, value.micros); }

std::string timestamptz_to_text(TimestampTz value, std::string_view zone) {
    return print(TypeId::timestamptz, value.micros, {.time_zone = zone_of(zone)});
}

std::string interval_to_text(Interval value) { return print(TypeId::interval, value); }
std::string interval_ym_to_text(Interval value) { return print(TypeId::interval_ym, value); }
std::string interval_ds_to_text(Interval value) { return print(TypeId::interval_ds, value); }

}  // namespace blueshift::functions
