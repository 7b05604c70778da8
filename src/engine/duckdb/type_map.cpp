#include "engine/duckdb/type_map.h"

#include <fmt/format.h>

#include <array>

namespace blueshift::engine {

namespace {

struct EngineType {
    duckdb_type id;
    std::string_view name;
};

/// By the type's physical form, where that settles it.
constexpr EngineType by_physical(Physical physical) {
    switch (physical) {
        case Physical::boolean: return {DUCKDB_TYPE_BOOLEAN, "BOOLEAN"};
        case Physical::int16: return {DUCKDB_TYPE_SMALLINT, "SMALLINT"};
        case Physical::int32: return {DUCKDB_TYPE_INTEGER, "INTEGER"};
        case Physical::int64: return {DUCKDB_TYPE_BIGINT, "BIGINT"};
        case Physical::int128: return {DUCKDB_TYPE_DECIMAL, "DECIMAL"};
        case Physical::float32: return {DUCKDB_TYPE_FLOAT, "FLOAT"};
        case Physical::float64: return {DUCKDB_TYPE_DOUBLE, "DOUBLE"};
        case Physical::string: return {DUCKDB_TYPE_VARCHAR, "VARCHAR"};
        case Physical::interval: return {DUCKDB_TYPE_INTERVAL, "INTERVAL"};
        case Physical::timetz: return {DUCKDB_TYPE_TIME_TZ, "TIMETZ"};
    }
    return {DUCKDB_TYPE_INVALID, ""};
}

EngineType engine_type(TypeId id) {
    switch (id) {
        case TypeId::date: return {DUCKDB_TYPE_DATE, "DATE"};
        case TypeId::time: return {DUCKDB_TYPE_TIME, "TIME"};
        case TypeId::timestamp: return {DUCKDB_TYPE_TIMESTAMP, "TIMESTAMP"};
        case TypeId::timestamptz:
        case TypeId::abstime: return {DUCKDB_TYPE_TIMESTAMP_TZ, "TIMESTAMPTZ"};
        case TypeId::varbyte:
        case TypeId::geometry:
        case TypeId::geography:
        case TypeId::hllsketch: return {DUCKDB_TYPE_BLOB, "BLOB"};
        // The text of semi-structured values leaves the engine as JSON; plain VARCHAR is read as well.
        case TypeId::super: return {DUCKDB_TYPE_VARCHAR, "JSON"};
        default: return by_physical(type_info(id).physical);
    }
}

}  // namespace

LogicalTypeHandle logical_type_of(Type type) {
    if (type.id == TypeId::decimal) {
        return LogicalTypeHandle(duckdb_create_decimal_type(
            static_cast<std::uint8_t>(decimal_precision(type)),
            static_cast<std::uint8_t>(decimal_scale(type))));
    }
    return LogicalTypeHandle(duckdb_create_logical_type(engine_type(type.id).id));
}

std::string type_name_of(Type type) {
    if (type.id == TypeId::decimal) {
        return fmt::format("DECIMAL({},{})", decimal_precision(type), decimal_scale(type));
    }
    return std::string(engine_type(type.id).name);
}

bool reads_as(duckdb_logical_type actual, Type type) {
    const duckdb_type id = duckdb_get_type_id(actual);
    if (id != engine_type(type.id).id) return false;
    if (type.id != TypeId::decimal || type.typmod < 0) return true;
    return duckdb_decimal_scale(actual) == decimal_scale(type);
}

}  // namespace blueshift::engine
