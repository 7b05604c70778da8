#pragma once
/// How SQL values reach the native functions, where a C++ type alone does not say which SQL type is meant.
/// bool, integers, float, double, std::string_view (text), Interval, TimeTz and Decimal stand for themselves.
#include <cstdint>
#include <string>
#include <string_view>

#include "types/value.h"

namespace blueshift::functions {

struct Date {
    std::int32_t days = 0;  ///< since 1970-01-01

    bool operator==(const Date&) const = default;
};

struct Time {
    std::int64_t micros = 0;  ///< since midnight

    bool operator==(const Time&) const = default;
};

struct Timestamp {
    std::int64_t micros = 0;  ///< since 1970-01-01 00:00:00, local time

    bool operator==(const Timestamp&) const = default;
};

struct TimestampTz {
    std::int64_t micros = 0;  ///< since 1970-01-01 00:00:00 UTC

    bool operator==(const TimestampTz&) const = default;
};

/// VARBYTE as an argument.
struct Bytes {
    std::string_view view;
};

/// VARBYTE as a result.
struct ByteString {
    std::string bytes;

    bool operator==(const ByteString&) const = default;
};

/// An argument of any integer, decimal or floating type.
struct Number {
    bool is_double = false;
    double floating = 0;  ///< when is_double
    Decimal exact;        ///< otherwise
};

/// The scale of a decimal result, which the caller chose with the function's name: `bs_…_<scale>`. Always the last parameter.
struct Scale {
    int value = 0;
};

/// A result of type DECIMAL(38, Scale).
struct Unscaled {
    Int128 value = 0;

    bool operator==(const Unscaled&) const = default;
};

}  // namespace blueshift::functions
