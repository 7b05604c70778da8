#pragma once
/// A single SQL value: constants of a statement, parameters, rows made by the server itself.
#include <compare>
#include <cstdint>
#include <string>
#include <variant>

#include "types/type.h"

namespace blueshift {

__extension__ using Int128 = __int128;

/// Exact number: `unscaled` times ten to the minus `scale`.
struct Decimal {
    Int128 unscaled = 0;
    std::uint8_t scale = 0;

    bool operator==(const Decimal&) const = default;
};

/// As PostgreSQL keeps it: the three parts do not mix. The year-to-month type uses `months` only, day-to-second
/// the two others.
struct Interval {
    std::int32_t months = 0;
    std::int32_t days = 0;
    std::int64_t micros = 0;

    bool operator==(const Interval&) const = default;
};

/// Time of day with its zone.
struct TimeTz {
    std::int64_t micros = 0;          ///< local time of day, 0 to 86,400,000,000
    std::int32_t offset_seconds = 0;  ///< east of UTC

    bool operator==(const TimeTz&) const = default;
};

/// A value without its type, which the context knows. Representation by type:
/// null           monostate
/// boolean        bool
/// integers, oid  std::int64_t
/// decimal        Decimal
/// real, double   double
/// strings        std::string; CHAR without its trailing blanks; arrays and vectors in PostgreSQL's text form `{a,b}`, vectors `1 2`
/// date           std::int64_t, days since 1970-01-01
/// time           std::int64_t, microseconds since midnight
/// timetz         TimeTz
/// timestamp[tz]  std::int64_t, microseconds since 1970-01-01 00:00:00 [UTC]; INT64_MAX / -INT64_MAX are infinity
/// interval types Interval
/// super          std::string, JSON text;  varbyte: its bytes;  geometry, geography: EWKB bytes;  hllsketch: its bytes
class Value {
public:
    using Variant =
        std::variant<std::monostate, bool, std::int64_t, double, Decimal, Interval, TimeTz, std::string>;

    Value() = default;
    Value(bool value) : variant_(value) {}
    Value(int value) : variant_(std::int64_t{value}) {}
    Value(std::int64_t value) : variant_(value) {}
    Value(std::uint32_t value) : variant_(std::int64_t{value}) {}
    Value(double value) : variant_(value) {}
    Value(Decimal value) : variant_(value) {}
    Value(Interval value) : variant_(value) {}
    Value(TimeTz value) : variant_(value) {}
    Value(std::string value) : variant_(std::move(value)) {}
    Value(std::string_view value) : variant_(std::string(value)) {}
    Value(const char* value) : variant_(std::string(value)) {}

    bool is_null() const { return std::holds_alternative<std::monostate>(variant_); }
    bool as_bool() const { return std::get<bool>(variant_); }
    std::int64_t as_int() const { return std::get<std::int64_t>(variant_); }
    double as_double() const { return std::get<double>(variant_); }
    const Decimal& as_decimal() const { return std::get<Decimal>(variant_); }
    const Interval& as_interval() const { return std::get<Interval>(variant_); }
    const TimeTz& as_timetz() const { return std::get<TimeTz>(variant_); }
    const std::string& as_string() const { return std::get<std::string>(variant_); }
    const Variant& variant() const { return variant_; }

    bool operator==(const Value&) const = default;

private:
    Variant variant_;
};

}  // namespace blueshift
