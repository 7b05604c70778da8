#include "engine/duckdb/batch_reader.h"

#include "engine/duckdb/values.h"

namespace blueshift::engine {

namespace {

/// What a batch keeps alive.
struct ChunkOwner {
    ChunkHandle chunk;
    ColumnBuffers buffers;
};

Physical decimal_physical(duckdb_logical_type type) {
    switch (duckdb_decimal_internal_type(type)) {
        case DUCKDB_TYPE_SMALLINT: return Physical::int16;
        case DUCKDB_TYPE_INTEGER: return Physical::int32;
        case DUCKDB_TYPE_BIGINT: return Physical::int64;
        default: return Physical::int128;
    }
}

std::vector<std::byte> unpack_timetz_column(const void* data, std::size_t row_count) {
    std::vector<std::byte> buffer(row_count * sizeof(TimeTz));
    auto* out = reinterpret_cast<TimeTz*>(buffer.data());
    for (std::size_t row = 0; row < row_count; ++row) {
        out[row] = unpack_timetz(static_cast<const duckdb_time_tz*>(data)[row]);
    }
    return buffer;
}

/// The engine aligns 128-bit integers to 8 bytes only, which the compiler's type does not allow.
std::vector<std::byte> realign(const void* data, std::size_t bytes) {
    const auto* begin = static_cast<const std::byte*>(data);
    return {begin, begin + bytes};
}

}  // namespace

Column read_vector(duckdb_vector vector, std::size_t row_count, Type type, ColumnBuffers& buffers) {
    Column column;
    column.data = duckdb_vector_get_data(vector);
    column.validity = duckdb_vector_get_validity(vector);
    column.physical = type_info(type.id).physical;
    if (type.id == TypeId::decimal) {
        const LogicalTypeHandle actual(duckdb_vector_get_column_type(vector));
        column.physical = decimal_physical(actual.get());
        column.decimal_scale = duckdb_decimal_scale(actual.get());
        const bool aligned = reinterpret_cast<std::uintptr_t>(column.data) % alignof(Int128) == 0;
        if (column.physical == Physical::int128 && !aligned) {
            column.data =
                buffers.emplace_back(realign(column.data, row_count * sizeof(Int128))).data();
        }
    } else if (column.physical == Physical::timetz) {
        column.data = buffers.emplace_back(unpack_timetz_column(column.data, row_count)).data();
    }
    return column;
}

void read_chunk(ChunkHandle chunk, std::span<const Type> types, Batch& batch) {
    auto owner = std::make_shared<ChunkOwner>();
    owner->chunk = std::move(chunk);
    const duckdb_data_chunk raw = owner->chunk.get();
    batch.row_count = duckdb_data_chunk_get_size(raw);
    batch.columns.clear();
    batch.columns.reserve(types.size());
    for (std::size_t index = 0; index < types.size(); ++index) {
        batch.columns.push_back(read_vector(duckdb_data_chunk_get_vector(raw, index), batch.row_count,
                                            types[index], owner->buffers));
    }
    batch.owner = std::move(owner);
}

}  // namespace blueshift::engine
