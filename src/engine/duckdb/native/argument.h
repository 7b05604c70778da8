#pragma once
/// How each C++ parameter type of a native function is declared to the engine, and read from its vectors.
#include <duckdb.h>

#include <cstring>
#include <optional>
#include <string_view>

#include "engine/duckdb/native/safe_text.h"
#include "engine/duckdb/values.h"
#include "functions/native/values.h"
#include "types/batch.h"

namespace blueshift::engine {

/// Whether a value of this argument may make the function fail, which decides its type if it is a text (see safe_text.h).
enum class Failure { possible, never };

/// Argument<T>::type() is the engine's type; Argument<T>(vector, scale)[row] the value of a row that is not NULL.
template <class T>
struct Argument;

/// T lies in the engine's vectors as it is.
template <class T, duckdb_type id>
struct PlainArgument {
    static LogicalTypeHandle type(Failure) { return LogicalTypeHandle(duckdb_create_logical_type(id)); }
    PlainArgument(duckdb_vector vector, int) : data(static_cast<const T*>(duckdb_vector_get_data(vector))) {}
    const T& operator[](std::size_t row) const { return data[row]; }
    const T* data;
};

// clang-format off
template <> struct Argument<bool>         : PlainArgument<bool,         DUCKDB_TYPE_BOOLEAN>  { using PlainArgument::PlainArgument; };
template <> struct Argument<std::int16_t> : PlainArgument<std::int16_t, DUCKDB_TYPE_SMALLINT> { using PlainArgument::PlainArgument; };
template <> struct Argument<std::int32_t> : PlainArgument<std::int32_t, DUCKDB_TYPE_INTEGER>  { using PlainArgument::PlainArgument; };
template <> struct Argument<std::int64_t> : PlainArgument<std::int64_t, DUCKDB_TYPE_BIGINT>   { using PlainArgument::PlainArgument; };
template <> struct Argument<float>        : PlainArgument<float,        DUCKDB_TYPE_FLOAT>    { using PlainArgument::PlainArgument; };
template <> struct Argument<double>       : PlainArgument<double,       DUCKDB_TYPE_DOUBLE>   { using PlainArgument::PlainArgument; };
template <> struct Argument<Interval>     : PlainArgument<Interval,     DUCKDB_TYPE_INTERVAL> { using PlainArgument::PlainArgument; };
template <> struct Argument<functions::Date>        : PlainArgument<functions::Date,        DUCKDB_TYPE_DATE>         { using PlainArgument::PlainArgument; };
template <> struct Argument<functions::Time>        : PlainArgument<functions::Time,        DUCKDB_TYPE_TIME>         { using PlainArgument::PlainArgument; };
template <> struct Argument<functions::Timestamp>   : PlainArgument<functions::Timestamp,   DUCKDB_TYPE_TIMESTAMP>    { using PlainArgument::PlainArgument; };
template <> struct Argument<functions::TimestampTz> : PlainArgument<functions::TimestampTz, DUCKDB_TYPE_TIMESTAMP_TZ> { using PlainArgument::PlainArgument; };
// clang-format on

template <>
struct Argument<std::string_view> {
    static LogicalTypeHandle type(Failure failure) {
        return failure == Failure::possible
                   ? safe_text_type()
                   : LogicalTypeHandle(duckdb_create_logical_type(DUCKDB_TYPE_VARCHAR));
    }
    Argument(duckdb_vector vector, int)
        : data(static_cast<const StringRef*>(duckdb_vector_get_data(vector))) {}
    std::string_view operator[](std::size_t row) const { return data[row].view(); }
    const StringRef* data;
};

template <>
struct Argument<functions::Bytes> {
    static LogicalTypeHandle type(Failure failure) {
        return failure == Failure::possible
                   ? safe_bytes_type()
                   : LogicalTypeHandle(duckdb_create_logical_type(DUCKDB_TYPE_BLOB));
    }
    Argument(duckdb_vector vector, int)
        : data(static_cast<const StringRef*>(duckdb_vector_get_data(vector))) {}
    functions::Bytes operator[](std::size_t row) const { return {data[row].view()}; }
    const StringRef* data;
};

template <>
struct Argument<TimeTz> {
    static LogicalTypeHandle type(Failure) {
        return LogicalTypeHandle(duckdb_create_logical_type(DUCKDB_TYPE_TIME_TZ));
    }
    Argument(duckdb_vector vector, int)
        : data(static_cast<const duckdb_time_tz*>(duckdb_vector_get_data(vector))) {}
    TimeTz operator[](std::size_t row) const { return unpack_timetz(data[row]); }
    const duckdb_time_tz* data;
};

/// Any number: the engine hands over the type that the expression has.
template <>
struct Argument<functions::Number> {
    static LogicalTypeHandle type(Failure) {
        return LogicalTypeHandle(duckdb_create_logical_type(DUCKDB_TYPE_ANY));
    }
    Argument(duckdb_vector vector, int);
    functions::Number operator[](std::size_t row) const;

    duckdb_type storage;
    std::uint8_t scale = 0;
    const void* data;
};

/// Any decimal or integer.
template <>
struct Argument<Decimal> {
    static LogicalTypeHandle type(Failure failure) { return Argument<functions::Number>::type(failure); }
    Argument(duckdb_vector vector, int scale);
    Decimal operator[](std::size_t row) const { return number[row].exact; }
    Argument<functions::Number> number;
};

/// Not a SQL argument: the scale that the function was registered with.
template <>
struct Argument<functions::Scale> {
    Argument(duckdb_vector, int scale) : value{scale} {}
    functions::Scale operator[](std::size_t) const { return value; }
    functions::Scale value;
};

/// NULL arrives as nothing, and the function is called nevertheless.
template <class T>
struct Argument<std::optional<T>> {
    static LogicalTypeHandle type(Failure failure) { return Argument<T>::type(failure); }
    Argument(duckdb_vector vector, int scale)
        : value(vector, scale), validity(duckdb_vector_get_validity(vector)) {}
    std::optional<T> operator[](std::size_t row) const {
        if (validity != nullptr && ((validity[row / 64] >> (row % 64)) & 1) == 0) return std::nullopt;
        return value[row];
    }
    Argument<T> value;
    const std::uint64_t* validity;
};

}  // namespace blueshift::engine
