#include "engine/duckdb/native/argument.h"

#include "base/error.h"

namespace blueshift::engine {

namespace {

/// 128-bit integers lie at multiples of 8 bytes.
Int128 load_int128(const void* data, std::size_t row) {
    Int128 value;
    std::memcpy(&value, static_cast<const std::byte*>(data) + row * sizeof(value), sizeof(value));
    return value;
}

template <class T>
T load(const void* data, std::size_t row) {
    return static_cast<const T*>(data)[row];
}

}  // namespace

Argument<functions::Number>::Argument(duckdb_vector vector, int) : data(duckdb_vector_get_data(vector)) {
    const LogicalTypeHandle type(duckdb_vector_get_column_type(vector));
    storage = duckdb_get_type_id(type.get());
    if (storage == DUCKDB_TYPE_DECIMAL) {
        storage = duckdb_decimal_internal_type(type.get());
        scale = duckdb_decimal_scale(type.get());
    }
}

functions::Number Argument<functions::Number>::operator[](std::size_t row) const {
    switch (storage) {
        case DUCKDB_TYPE_SMALLINT: return {.exact = {load<std::int16_t>(data, row), scale}};
        case DUCKDB_TYPE_INTEGER: return {.exact = {load<std::int32_t>(data, row), scale}};
        case DUCKDB_TYPE_BIGINT: return {.exact = {load<std::int64_t>(data, row), scale}};
        case DUCKDB_TYPE_HUGEINT: return {.exact = {load_int128(data, row), scale}};
        case DUCKDB_TYPE_FLOAT: return {.is_double = true, .floating = load<float>(data, row)};
        case DUCKDB_TYPE_DOUBLE: return {.is_double = true, .floating = load<double>(data, row)};
        default: throw Error(Code::internal_error, "a native function got engine type {}", static_cast<int>(storage));
    }
}

Argument<Decimal>::Argument(duckdb_vector vector, int scale) : number(vector, scale) {
    if (number.storage == DUCKDB_TYPE_FLOAT || number.storage == DUCKDB_TYPE_DOUBLE) {
        throw Error(Code::internal_error, "a native function for decimals got a floating number");
    }
}

}  // namespace blueshift::engine
