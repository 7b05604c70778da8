/// What DuckDB calls our types and operators.
#include <fmt/format.h>

#include "emit/emitter.h"

namespace blueshift::emit {

namespace {

using analyze::ComparisonOp;

struct TypeRow {
    TypeId id;
    std::string_view name;
};

// Types whose engine name does not follow from their physical form. To add: a row here, and one in engine/duckdb/type_map.cpp.
// SUPER is its JSON text: see README.md.
constexpr TypeRow kTypes[] = {
    // clang-format off
    {TypeId::date,        "DATE"},
    {TypeId::time,        "TIME"},
    {TypeId::timestamp,   "TIMESTAMP"},
    {TypeId::timestamptz, "TIMESTAMPTZ"},
    {TypeId::abstime,     "TIMESTAMPTZ"},
    {TypeId::varbyte,     "BLOB"},
    {TypeId::geometry,    "BLOB"},
    {TypeId::geography,   "BLOB"},
    {TypeId::hllsketch,   "BLOB"},
    // clang-format on
};

struct PhysicalRow {
    Physical physical;
    std::string_view name;
};

constexpr PhysicalRow kPhysical[] = {
    // clang-format off
    {Physical::boolean,  "BOOLEAN"},
    {Physical::int16,    "SMALLINT"},
    {Physical::int32,    "INTEGER"},
    {Physical::int64,    "BIGINT"},
    {Physical::float32,  "FLOAT"},
    {Physical::float64,  "DOUBLE"},
    {Physical::string,   "VARCHAR"},
    {Physical::interval, "INTERVAL"},
    {Physical::timetz,   "TIMETZ"},
    // clang-format on
};

}  // namespace

std::string engine_type(Type type) {
    if (type.id == TypeId::decimal) {
        return fmt::format("DECIMAL({},{})", decimal_precision(type), decimal_scale(type));
    }
    for (const TypeRow& row : kTypes) {
        if (row.id == type.id) return std::string(row.name);
    }
    const Physical physical = type_info(type.id).physical;
    for (const PhysicalRow& row : kPhysical) {
        if (row.physical == physical) return std::string(row.name);
    }
    return "VARCHAR";
}

std::string_view comparison_symbol(ComparisonOp op) {
    switch (op) {
        case ComparisonOp::equal: return "=";
        case ComparisonOp::not_equal: return "<>";
        case ComparisonOp::less: return "<";
        case ComparisonOp::less_equal: return "<=";
        case ComparisonOp::greater: return ">";
        case ComparisonOp::greater_equal: return ">=";
        case ComparisonOp::distinct: return "IS DISTINCT FROM";
        case ComparisonOp::not_distinct: return "IS NOT DISTINCT FROM";
    }
    return "=";
}

std::string quote_identifier(std::string_view name) {
    std::string text = "\"";
    for (const char c : name) {
        if (c == '"') text += '"';
        text += c;
    }
    return text += '"';
}

std::string quote_literal(std::string_view text) {
    std::string literal = "'";
    for (const char c : text) {
        if (c == '\'') literal += '\'';
        literal += c;
    }
    return literal += '\'';
}

}  // namespace blueshift::emit
