#pragma once
/// Values handed to the engine: statement parameters and appended rows.
#include <string_view>

#include "engine/duckdb/handles.h"
#include "types/type.h"
#include "types/value.h"

namespace blueshift::engine {

/// The engine's two halves of a 128-bit integer.
constexpr duckdb_hugeint hugeint(Int128 value) {
    return {static_cast<std::uint64_t>(value), static_cast<std::int64_t>(value >> 64)};
}
constexpr Int128 from_hugeint(duckdb_hugeint value) {
    return (static_cast<Int128>(value.upper) << 64) | value.lower;
}

/// The engine packs a time with zone into 64 bits: microseconds above 24 bits of inverted offset.
inline TimeTz unpack_timetz(duckdb_time_tz packed) {
    constexpr std::int32_t kOffsetSecondsMax = 16 * 60 * 60 - 1;
    constexpr std::uint64_t kOffsetMask = (1U << 24) - 1;
    return {static_cast<std::int64_t>(packed.bits >> 24),
            kOffsetSecondsMax - static_cast<std::int32_t>(packed.bits & kOffsetMask)};
}
inline duckdb_time_tz pack_timetz(const TimeTz& time) {
    return duckdb_create_time_tz(time.micros, time.offset_seconds);
}

/// The engine's value for a parameter of SQL type `type`. SUPER is its JSON text.
/// Throws character_not_in_repertoire (22021) for text that is not UTF-8.
ValueHandle engine_value(Type type, const Value& value);

/// Stores values into the vectors of one column.
class VectorWriter {
public:
    explicit VectorWriter(duckdb_logical_type type);
    /// Throws character_not_in_repertoire (22021) for text that is not UTF-8, numeric_value_out_of_range (22003)
    /// for a number that the engine's type cannot hold.
    void write(duckdb_vector vector, std::size_t row, const Value& value) const;

private:
    void write_decimal(void* data, std::size_t row, const Decimal& value) const;

    duckdb_type type_;
    duckdb_type decimal_storage_ = DUCKDB_TYPE_INVALID;
    int decimal_scale_ = 0;
};

}  // namespace blueshift::engine
