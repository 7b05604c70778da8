#include "engine/duckdb/virtual_function.h"

#include <algorithm>

#include "engine/duckdb/batch_reader.h"
#include "engine/duckdb/guarded.h"
#include "engine/duckdb/handles.h"
#include "engine/duckdb/native/safe_text.h"
#include "engine/duckdb/type_map.h"
#include "engine/duckdb/values.h"

namespace blueshift::engine {

namespace {

void call_rows(const VirtualFunction& function, duckdb_data_chunk input, duckdb_vector output) {
    const std::size_t row_count = duckdb_data_chunk_get_size(input);
    ColumnBuffers buffers;
    const Column tokens =
        read_vector(duckdb_data_chunk_get_vector(input, 0), row_count, {TypeId::bigint}, buffers);
    std::vector<Column> columns;
    for (std::size_t index = 0; index < function.arguments.size(); ++index) {
        columns.push_back(read_vector(duckdb_data_chunk_get_vector(input, index + 1), row_count,
                                      {function.arguments[index]}, buffers));
    }
    const VectorWriter writer(logical_type_of({function.result}).get());
    std::vector<Value> arguments(columns.size());
    for (std::size_t row = 0; row < row_count; ++row) {
        bool has_null = tokens.is_null(row);
        for (std::size_t index = 0; index < columns.size(); ++index) {
            arguments[index] = value_at(columns[index], row, {function.arguments[index]});
            has_null = has_null || arguments[index].is_null();
        }
        const bool skip = has_null && (function.strict || tokens.is_null(row));
        writer.write(output, row, skip ? Value() : function.call(tokens.at<std::int64_t>(row), arguments));
    }
}

void call(duckdb_function_info info, duckdb_data_chunk input, duckdb_vector output) {
    guarded(
        [&] {
            const void* extra = duckdb_scalar_function_get_extra_info(info);
            call_rows(*static_cast<const VirtualFunction*>(extra), input, output);
        },
        [&](const char* text) { duckdb_scalar_function_set_error(info, text); });
}

}  // namespace

void register_scalar_function(duckdb_connection connection, VirtualFunction function) {
    const ScalarFunctionHandle handle(duckdb_create_scalar_function());
    const std::string name = function.name;
    duckdb_scalar_function_set_name(handle.get(), name.c_str());
    duckdb_scalar_function_add_parameter(handle.get(), logical_type_of({TypeId::bigint}).get());
    for (const TypeId argument : function.arguments) {
        const bool is_text = type_info(argument).physical == Physical::string;
        const LogicalTypeHandle type = is_text ? safe_text_type() : logical_type_of({argument});
        duckdb_scalar_function_add_parameter(handle.get(), type.get());
    }
    duckdb_scalar_function_set_return_type(handle.get(), logical_type_of({function.result}).get());
    if (!function.strict) duckdb_scalar_function_set_special_handling(handle.get());
    duckdb_scalar_function_set_extra_info(
        handle.get(), new VirtualFunction(std::move(function)),
        [](void* data) { delete static_cast<VirtualFunction*>(data); });
    duckdb_scalar_function_set_function(handle.get(), call);
    if (duckdb_register_scalar_function(connection, handle.get()) == DuckDBError) {
        throw Error(Code::internal_error, "engine: could not register function \"{}\"", name);
    }
}

}  // namespace blueshift::engine
