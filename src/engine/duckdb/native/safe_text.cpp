#include "engine/duckdb/native/safe_text.h"

#include "base/error.h"

namespace blueshift::engine {

namespace {

using CastHandle = Handle<duckdb_cast_function, duckdb_destroy_cast_function>;

LogicalTypeHandle alias(duckdb_type type, const char* name) {
    LogicalTypeHandle handle(duckdb_create_logical_type(type));
    duckdb_logical_type_set_alias(handle.get(), name);
    return handle;
}

/// The engine has flattened the vector on the way here; there is nothing left to convert.
bool pass_through(duckdb_function_info, idx_t, duckdb_vector input, duckdb_vector output) {
    duckdb_vector_reference_vector(output, input);
    return true;
}

void register_alias(duckdb_connection connection, duckdb_type plain_type, const LogicalTypeHandle& type) {
    const LogicalTypeHandle plain(duckdb_create_logical_type(plain_type));
    const CastHandle cast(duckdb_create_cast_function());
    duckdb_cast_function_set_source_type(cast.get(), plain.get());
    duckdb_cast_function_set_target_type(cast.get(), type.get());
    duckdb_cast_function_set_implicit_cast_cost(cast.get(), 1);
    duckdb_cast_function_set_function(cast.get(), pass_through);
    if (duckdb_register_logical_type(connection, type.get(), nullptr) == DuckDBError ||
        duckdb_register_cast_function(connection, cast.get()) == DuckDBError) {
        throw Error(Code::internal_error, "engine: could not register an argument type");
    }
}

}  // namespace

LogicalTypeHandle safe_text_type() { return alias(DUCKDB_TYPE_VARCHAR, "BS_TEXT"); }
LogicalTypeHandle safe_bytes_type() { return alias(DUCKDB_TYPE_BLOB, "BS_BYTES"); }

void register_safe_types(duckdb_connection connection) {
    register_alias(connection, DUCKDB_TYPE_VARCHAR, safe_text_type());
    register_alias(connection, DUCKDB_TYPE_BLOB, safe_bytes_type());
}

}  // namespace blueshift::engine
