#include "engine/duckdb/native/tables.h"

#include <string>
#include <string_view>

namespace blueshift::engine {

namespace {

using FunctionSetHandle = Handle<duckdb_scalar_function_set, duckdb_destroy_scalar_function_set>;

/// Registers signatures of one name, as `<name>`, or as `<name>_<scale>`.
void register_set(duckdb_connection connection, std::span<const Native> signatures, int scale) {
    std::string name = signatures[0].name;
    if (signatures[0].by_scale) name += "_" + std::to_string(scale);
    const FunctionSetHandle set(duckdb_create_scalar_function_set(name.c_str()));
    for (const Native& row : signatures) {
        const ScalarFunctionHandle function(duckdb_create_scalar_function());
        duckdb_scalar_function_set_name(function.get(), name.c_str());
        row.declare(function.get(), scale, row.failing);
        duckdb_scalar_function_set_extra_info(
            function.get(), reinterpret_cast<void*>(static_cast<std::intptr_t>(scale)), nullptr);
        duckdb_scalar_function_set_function(function.get(), row.run);
        duckdb_add_scalar_function_to_set(set.get(), function.get());
    }
    if (duckdb_register_scalar_function_set(connection, set.get()) == DuckDBError) {
        throw Error(Code::internal_error, "engine: could not register function \"{}\"", name);
    }
}

void register_table(duckdb_connection connection, std::span<const Native> table) {
    for (std::size_t begin = 0; begin < table.size();) {
        std::size_t end = begin + 1;
        while (end < table.size() && std::string_view(table[end].name) == table[begin].name) ++end;
        const auto signatures = table.subspan(begin, end - begin);
        const int scale_max = signatures[0].by_scale ? kDecimalScaleMax : 0;
        for (int scale = 0; scale <= scale_max; ++scale) register_set(connection, signatures, scale);
        begin = end;
    }
}

}  // namespace

void register_natives(duckdb_connection connection) {
    register_safe_types(connection);
    for (const auto table : {cast_natives(), datetime_natives(), numeric_natives(), spatial_natives(),
                             string_natives()}) {
        register_table(connection, table);
    }
    register_sketch_aggregates(connection);
}

}  // namespace blueshift::engine
