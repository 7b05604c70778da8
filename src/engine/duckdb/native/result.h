#pragma once
/// How each C++ result type of a native function is declared to the engine, and stored into its vectors.
#include <duckdb.h>

#include <optional>
#include <string>
#include <string_view>

#include "engine/duckdb/handles.h"
#include "engine/duckdb/values.h"
#include "functions/native/values.h"

namespace blueshift::engine {

/// Result<T>::type(scale) is the engine's type; Result<T>(vector).set(row, value) stores a value.
template <class T>
struct Result;

template <class T, duckdb_type id>
struct PlainResult {
    static LogicalTypeHandle type(int) { return LogicalTypeHandle(duckdb_create_logical_type(id)); }
    explicit PlainResult(duckdb_vector vector) : data(static_cast<T*>(duckdb_vector_get_data(vector))) {}
    void set(std::size_t row, const T& value) { data[row] = value; }
    T* data;
};

// clang-format off
template <> struct Result<bool>         : PlainResult<bool,         DUCKDB_TYPE_BOOLEAN>  { using PlainResult::PlainResult; };
template <> struct Result<std::int16_t> : PlainResult<std::int16_t, DUCKDB_TYPE_SMALLINT> { using PlainResult::PlainResult; };
template <> struct Result<std::int32_t> : PlainResult<std::int32_t, DUCKDB_TYPE_INTEGER>  { using PlainResult::PlainResult; };
template <> struct Result<std::int64_t> : PlainResult<std::int64_t, DUCKDB_TYPE_BIGINT>   { using PlainResult::PlainResult; };
template <> struct Result<float>        : PlainResult<float,        DUCKDB_TYPE_FLOAT>    { using PlainResult::PlainResult; };
template <> struct Result<double>       : PlainResult<double,       DUCKDB_TYPE_DOUBLE>   { using PlainResult::PlainResult; };
template <> struct Result<Interval>     : PlainResult<Interval,     DUCKDB_TYPE_INTERVAL> { using PlainResult::PlainResult; };
template <> struct Result<functions::Date>        : PlainResult<functions::Date,        DUCKDB_TYPE_DATE>         { using PlainResult::PlainResult; };
template <> struct Result<functions::Time>        : PlainResult<functions::Time,        DUCKDB_TYPE_TIME>         { using PlainResult::PlainResult; };
template <> struct Result<functions::Timestamp>   : PlainResult<functions::Timestamp,   DUCKDB_TYPE_TIMESTAMP>    { using PlainResult::PlainResult; };
template <> struct Result<functions::TimestampTz> : PlainResult<functions::TimestampTz, DUCKDB_TYPE_TIMESTAMP_TZ> { using PlainResult::PlainResult; };
// clang-format on

struct StringResult {
    explicit StringResult(duckdb_vector target) : vector(target) {}
    void set(std::size_t row, std::string_view text) {
        duckdb_unsafe_vector_assign_string_element_len(vector, row, text.data(), text.size());
    }
    duckdb_vector vector;
};

template <>
struct Result<std::string_view> : StringResult {
    using StringResult::StringResult;
    static LogicalTypeHandle type(int) { return LogicalTypeHandle(duckdb_create_logical_type(DUCKDB_TYPE_VARCHAR)); }
};

template <>
struct Result<std::string> : Result<std::string_view> {
    using Result<std::string_view>::Result;
};

template <>
struct Result<functions::ByteString> : StringResult {
    using StringResult::StringResult;
    static LogicalTypeHandle type(int) { return LogicalTypeHandle(duckdb_create_logical_type(DUCKDB_TYPE_BLOB)); }
    void set(std::size_t row, const functions::ByteString& value) { StringResult::set(row, value.bytes); }
};

template <>
struct Result<TimeTz> {
    static LogicalTypeHandle type(int) { return LogicalTypeHandle(duckdb_create_logical_type(DUCKDB_TYPE_TIME_TZ)); }
    explicit Result(duckdb_vector vector) : data(static_cast<duckdb_time_tz*>(duckdb_vector_get_data(vector))) {}
    void set(std::size_t row, const TimeTz& value) { data[row] = pack_timetz(value); }
    duckdb_time_tz* data;
};

template <>
struct Result<functions::Unscaled> {
    static LogicalTypeHandle type(int scale) {
        return LogicalTypeHandle(duckdb_create_decimal_type(kDecimalPrecisionMax, static_cast<std::uint8_t>(scale)));
    }
    explicit Result(duckdb_vector vector) : data(static_cast<duckdb_hugeint*>(duckdb_vector_get_data(vector))) {}
    void set(std::size_t row, functions::Unscaled value) { data[row] = hugeint(value.value); }
    duckdb_hugeint* data;
};

/// Nothing is NULL.
template <class T>
struct Result<std::optional<T>> {
    static LogicalTypeHandle type(int scale) { return Result<T>::type(scale); }
    explicit Result(duckdb_vector target) : value(target), vector(target) {}
    void set(std::size_t row, const std::optional<T>& result) {
        if (result) return value.set(row, *result);
        duckdb_vector_ensure_validity_writable(vector);
        duckdb_validity_set_row_invalid(duckdb_vector_get_validity(vector), row);
    }
    Result<T> value;
    duckdb_vector vector;
};

}  // namespace blueshift::engine
