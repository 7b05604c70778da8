#include "engine/duckdb/virtual_table.h"

#include <algorithm>
#include <cstring>

#include "engine/duckdb/guarded.h"
#include "engine/duckdb/type_map.h"
#include "engine/duckdb/values.h"

namespace blueshift::engine {

namespace {

/// One running scan; the engine reads it with one thread.
struct Scan {
    std::unique_ptr<BatchSource> source;
    std::vector<idx_t> columns;         ///< indexes of the columns that the query reads
    std::vector<VectorWriter> writers;  ///< of those columns
    Batch batch;
    std::size_t row = 0;  ///< of the batch, next to give
};

const VirtualTable& table_of(void* extra_info) { return *static_cast<const VirtualTable*>(extra_info); }

void bind(duckdb_bind_info info) {
    const VirtualTable& table = table_of(duckdb_bind_get_extra_info(info));
    for (std::size_t index = 0; index < table.types.size(); ++index) {
        const LogicalTypeHandle type = logical_type_of(table.types[index]);
        duckdb_bind_add_result_column(info, table.column_names[index].c_str(), type.get());
    }
    auto request = std::make_unique<VirtualTable::Request>();
    const ValueHandle token(duckdb_bind_get_parameter(info, 0));
    request->token = duckdb_get_int64(token.get());
    for (const std::string& name : table.filters) {
        const ValueHandle value(duckdb_bind_get_named_parameter(info, name.c_str()));
        if (value.get() == nullptr || duckdb_is_null_value(value.get())) continue;
        char* text = duckdb_get_varchar(value.get());
        request->filters[name] = text;
        duckdb_free(text);
    }
    duckdb_bind_set_bind_data(info, request.release(),
                              [](void* data) { delete static_cast<VirtualTable::Request*>(data); });
}

void start(duckdb_init_info info) {
    const VirtualTable& table = table_of(duckdb_init_get_extra_info(info));
    guarded(
        [&] {
            auto scan = std::make_unique<Scan>();
            // A prepared statement scans again and again, so what was bound stays as it is.
            VirtualTable::Request request = *static_cast<VirtualTable::Request*>(duckdb_init_get_bind_data(info));
            for (idx_t at = 0; at < duckdb_init_get_column_count(info); ++at) {
                const idx_t column = duckdb_init_get_column_index(info, at);
                // COUNT(*) reads a column that is none of the table's.
                if (column >= table.types.size()) continue;
                scan->columns.push_back(column);
                request.columns.push_back(static_cast<std::size_t>(column));
                scan->writers.emplace_back(logical_type_of(table.types[column]).get());
            }
            scan->source = table.scan(request);
            duckdb_init_set_init_data(info, scan.release(),
                                      [](void* data) { delete static_cast<Scan*>(data); });
        },
        [&](const char* text) { duckdb_init_set_error(info, text); });
}

/// Bytes of a value whose layout is the engine's too; 0 for the others.
std::size_t plain_bytes(Physical physical) {
    switch (physical) {
        case Physical::boolean: return 1;
        case Physical::int16: return 2;
        case Physical::int32:
        case Physical::float32: return 4;
        case Physical::int64:
        case Physical::float64: return 8;
        case Physical::interval: return sizeof(Interval);
        default: return 0;
    }
}

void copy_nulls(const Column& column, std::size_t begin, std::size_t count, duckdb_vector vector) {
    if (column.validity == nullptr) return;
    duckdb_vector_ensure_validity_writable(vector);
    std::uint64_t* validity = duckdb_vector_get_validity(vector);
    for (std::size_t row = 0; row < count; ++row) {
        if (column.is_null(begin + row)) duckdb_validity_set_row_invalid(validity, row);
    }
}

void copy_strings(const Column& column, std::size_t begin, std::size_t count, duckdb_vector vector) {
    for (std::size_t row = 0; row < count; ++row) {
        if (column.is_null(begin + row)) continue;
        const std::string_view text = column.at<StringRef>(begin + row).view();
        duckdb_unsafe_vector_assign_string_element_len(vector, row, text.data(), text.size());
    }
}

/// Copies rows [begin, begin + count) of a column to the start of a vector.
void copy_column(const Column& column, Type type, std::size_t begin, std::size_t count,
                 const VectorWriter& writer, duckdb_vector vector) {
    const std::size_t bytes = type.id == TypeId::decimal ? 0 : plain_bytes(column.physical);
    if (bytes > 0 || column.physical == Physical::string) {
        copy_nulls(column, begin, count, vector);
        if (bytes == 0) return copy_strings(column, begin, count, vector);
        std::memcpy(duckdb_vector_get_data(vector),
                    static_cast<const std::byte*>(column.data) + begin * bytes, count * bytes);
        return;
    }
    for (std::size_t row = 0; row < count; ++row) {
        writer.write(vector, row, value_at(column, begin + row, type));
    }
}

void produce(duckdb_function_info info, duckdb_data_chunk output) {
    const VirtualTable& table = table_of(duckdb_function_get_extra_info(info));
    Scan& scan = *static_cast<Scan*>(duckdb_function_get_init_data(info));
    guarded(
        [&] {
            while (scan.row == scan.batch.row_count) {
                scan.row = 0;
                scan.batch = {};
                if (!scan.source->next(scan.batch)) return duckdb_data_chunk_set_size(output, 0);
            }
            const std::size_t count =
                std::min<std::size_t>(scan.batch.row_count - scan.row, duckdb_vector_size());
            for (std::size_t at = 0; at < scan.columns.size(); ++at) {
                const idx_t column = scan.columns[at];
                copy_column(scan.batch.columns[column], table.types[column], scan.row, count,
                            scan.writers[at], duckdb_data_chunk_get_vector(output, at));
            }
            duckdb_data_chunk_set_size(output, count);
            scan.row += count;
        },
        [&](const char* text) { duckdb_function_set_error(info, text); });
}

}  // namespace

void register_table_function(duckdb_connection connection, VirtualTable table) {
    const TableFunctionHandle function(duckdb_create_table_function());
    const std::string name = table.name;
    duckdb_table_function_set_name(function.get(), name.c_str());
    const LogicalTypeHandle token_type(duckdb_create_logical_type(DUCKDB_TYPE_BIGINT));
    duckdb_table_function_add_parameter(function.get(), token_type.get());
    const LogicalTypeHandle text_type(duckdb_create_logical_type(DUCKDB_TYPE_VARCHAR));
    for (const std::string& filter : table.filters) {
        duckdb_table_function_add_named_parameter(function.get(), filter.c_str(), text_type.get());
    }
    duckdb_table_function_set_extra_info(function.get(), new VirtualTable(std::move(table)),
                                         [](void* data) { delete static_cast<VirtualTable*>(data); });
    duckdb_table_function_set_bind(function.get(), bind);
    duckdb_table_function_set_init(function.get(), start);
    duckdb_table_function_set_function(function.get(), produce);
    duckdb_table_function_supports_projection_pushdown(function.get(), true);
    if (duckdb_register_table_function(connection, function.get()) == DuckDBError) {
        throw Error(Code::internal_error, "engine: could not register table function \"{}\"", name);
    }
}

}  // namespace blueshift::engine
