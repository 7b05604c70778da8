// Reading dates, times and timestamps.  Doc: dg/r_Datetime_types
#include "base/error.h"
#include "types/datetime.h"
#include "types/datetime_scan.h"
#include "types/text_types.h"

namespace blueshift {

namespace {

/// The type's name in messages: without the words that PostgreSQL leaves out there.
std::string_view message_name(TypeId id) {
    if (id == TypeId::time) return "time";
    if (id == TypeId::timestamp) return "timestamp";
    return type_info(id).sql_name;
}

/// One text on its way to one type.
class DateTimeReader {
public:
    DateTimeReader(Type type, std::string_view text, const TextSettings& settings)
        : type_(type),
          text_(text),
          settings_(settings),
          now_(split_timestamp(settings.now_micros +
                               settings.time_zone.offset_at(settings.now_micros) *
                                   kMicrosPerSecond)),
          parts_(scan_datetime(
              text, {.type_name = message_name(type.id),
                     .order = settings.date_order,
                     .today = now_.days,
                     .time_only = type.id == TypeId::time || type.id == TypeId::timetz})) {}

    Value read() const {
        switch (type_.id) {
            case TypeId::date:
                return read_date();
            case TypeId::time:
                return read_time();
            case TypeId::timetz:
                return TimeTz{read_time(), read_offset()};
            default:
                return read_timestamp();
        }
    }

private:
    [[noreturn]] void fail() const {
        throw Error(Code::invalid_datetime_format, "invalid input syntax for type {}: \"{}\"",
                    message_name(type_.id), text_);
    }

    std::int64_t read_date() const {
        switch (parts_.special) {
            case SpecialTime::epoch:
                return 0;
            case SpecialTime::now:
                return now_.days;
            case SpecialTime::infinity:
            case SpecialTime::minus_infinity:
                fail();
            case SpecialTime::none:
                break;
        }
        if (!parts_.days) fail();
        return *parts_.days;
    }

    std::int64_t read_time() const {
        if (parts_.special == SpecialTime::now) return now_.micros;
        if (!parts_.micros_of_day) fail();
        return *parts_.micros_of_day;
    }

    /// The zone of a time of day. A zone with summer time needs a day; it is today unless the text
    /// names one.
    std::int32_t read_offset() const {
        if (const auto* offset = std::get_if<std::int32_t>(&parts_.zone)) return *offset;
        const auto* named = std::get_if<TimeZone>(&parts_.zone);
        const TimeZone& zone = named == nullptr ? settings_.time_zone : *named;
        const std::int64_t days = parts_.days.value_or(now_.days);
        const std::int64_t local = days * kMicrosPerDay + read_time();
        return static_cast<std::int32_t>((local - zone.to_utc(local)) / kMicrosPerSecond);
    }

    std::int64_t read_timestamp() const {
        const bool with_zone = type_.id != TypeId::timestamp;
        switch (parts_.special) {
            case SpecialTime::epoch:
                return 0;
            case SpecialTime::infinity:
                return kTimestampInfinity;
            case SpecialTime::minus_infinity:
                return kTimestampMinusInfinity;
            case SpecialTime::now:
                return with_zone ? settings_.now_micros : now_.days * kMicrosPerDay + now_.micros;
            case SpecialTime::none:
                break;
        }
        if (!parts_.days) fail();
        const auto local = compose_timestamp(*parts_.days, parts_.micros_of_day.value_or(0));
        if (!local)
            throw Error(Code::datetime_field_overflow, "timestamp out of range: \"{}\"", text_);
        if (!with_zone) return *local;
        if (const auto* offset = std::get_if<std::int32_t>(&parts_.zone)) {
            return *local - *offset * kMicrosPerSecond;
        }
        const auto* named = std::get_if<TimeZone>(&parts_.zone);
        return (named == nullptr ? settings_.time_zone : *named).to_utc(*local);
    }

    Type type_;
    std::string_view text_;
    const TextSettings& settings_;
    DayAndMicros now_;  ///< in the session's zone
    DateTimeText parts_;
};

}  // namespace

Value datetime_from_text(Type type, std::string_view text, const TextSettings& settings) {
    return DateTimeReader(type, text, settings).read();
}

}  // namespace blueshift
