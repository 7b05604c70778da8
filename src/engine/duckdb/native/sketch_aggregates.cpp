/// Aggregates that make HyperLogLog sketches: bs_hll_sketch(text) of values by their texts, bs_hll_combine(sketch) of sketches.
#include <cstdint>
#include <memory>

#include "engine/duckdb/guarded.h"
#include "engine/duckdb/native/tables.h"
#include "functions/native/sketches.h"
#include "types/batch.h"
#include "types/hll_sketch.h"

namespace blueshift::engine {

namespace {

using AggregateHandle = Handle<duckdb_aggregate_function, duckdb_destroy_aggregate_function>;

/// The engine's memory of one group holds a pointer; most groups of a partition are never asked for.
HllSketch*& sketch_of(duckdb_aggregate_state state) { return *reinterpret_cast<HllSketch**>(state); }

HllSketch& made_sketch(duckdb_aggregate_state state) {
    HllSketch*& sketch = sketch_of(state);
    if (sketch == nullptr) sketch = std::make_unique<HllSketch>().release();
    return *sketch;
}

idx_t state_size(duckdb_function_info) { return sizeof(HllSketch*); }

void initialize(duckdb_function_info, duckdb_aggregate_state state) { sketch_of(state) = nullptr; }

void destroy(duckdb_aggregate_state* states, idx_t count) {
    for (idx_t i = 0; i < count; ++i) {
        const std::unique_ptr<HllSketch> owner(std::exchange(sketch_of(states[i]), nullptr));
    }
}

void add_value(HllSketch& sketch, std::string_view text) { sketch.add(functions::sketch_hash(text)); }
void add_sketch(HllSketch& sketch, std::string_view bytes) { sketch.merge(HllSketch::from_bytes(bytes)); }

template <auto add>
void update(duckdb_function_info info, duckdb_data_chunk input, duckdb_aggregate_state* states) {
    const auto report = [&](const char* text) { duckdb_aggregate_function_set_error(info, text); };
    guarded([&] {
        const duckdb_vector vector = duckdb_data_chunk_get_vector(input, 0);
        const auto* values = static_cast<const StringRef*>(duckdb_vector_get_data(vector));
        std::uint64_t* validity = duckdb_vector_get_validity(vector);
        const idx_t row_count = duckdb_data_chunk_get_size(input);
        for (idx_t row = 0; row < row_count; ++row) {
            if (validity != nullptr && !duckdb_validity_row_is_valid(validity, row)) continue;
            add(made_sketch(states[row]), values[row].view());
        }
    }, report);
}

void combine(duckdb_function_info info, duckdb_aggregate_state* sources, duckdb_aggregate_state* targets, idx_t count) {
    const auto report = [&](const char* text) { duckdb_aggregate_function_set_error(info, text); };
    guarded([&] {
        for (idx_t i = 0; i < count; ++i) {
            if (const HllSketch* source = sketch_of(sources[i])) made_sketch(targets[i]).merge(*source);
        }
    }, report);
}

void finalize(duckdb_function_info info, duckdb_aggregate_state* states, duckdb_vector result, idx_t count, idx_t offset) {
    const auto report = [&](const char* text) { duckdb_aggregate_function_set_error(info, text); };
    guarded([&] {
        for (idx_t i = 0; i < count; ++i) {
            const HllSketch* sketch = sketch_of(states[i]);
            const std::string bytes = sketch == nullptr ? HllSketch().to_bytes() : sketch->to_bytes();
            duckdb_vector_assign_string_element_len(result, offset + i, bytes.data(), bytes.size());
        }
    }, report);
}

void register_one(duckdb_connection connection, const char* name, duckdb_type argument, duckdb_aggregate_update_t update) {
    const AggregateHandle function(duckdb_create_aggregate_function());
    const LogicalTypeHandle argument_type(duckdb_create_logical_type(argument));
    const LogicalTypeHandle result_type(duckdb_create_logical_type(DUCKDB_TYPE_BLOB));
    duckdb_aggregate_function_set_name(function.get(), name);
    duckdb_aggregate_function_add_parameter(function.get(), argument_type.get());
    duckdb_aggregate_function_set_return_type(function.get(), result_type.get());
    duckdb_aggregate_function_set_functions(function.get(), state_size, initialize, update, combine, finalize);
    duckdb_aggregate_function_set_destructor(function.get(), destroy);
    if (duckdb_register_aggregate_function(connection, function.get()) == DuckDBError) {
        throw Error(Code::internal_error, "engine: could not register aggregate \"{}\"", name);
    }
}

}  // namespace

void register_sketch_aggregates(duckdb_connection connection) {
    register_one(connection, "bs_hll_sketch", DUCKDB_TYPE_VARCHAR, update<add_value>);
    register_one(connection, "bs_hll_combine", DUCKDB_TYPE_BLOB, update<add_sketch>);
}

}  // namespace blueshift::engine
