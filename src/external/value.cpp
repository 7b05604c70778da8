#include "external/value.h"

#include <fmt/format.h>

#include <algorithm>

#include "emit/emitter.h"

namespace blueshift::external {

namespace {

using catalog::HiveType;
using enum TypeId;

/// Which of the engine's types of a file's column a type takes, and how. Types are compared up to their parenthesis.
struct TypedRow {
    TypeId type;
    std::string_view file_types;  ///< separated by commas
    std::string_view expression;  ///< {x}: the column; empty: as it is, checked for its range or length
};
// clang-format off
constexpr TypedRow kTypedRows[] = {  // To add: a row; the first that fits is taken.
    {boolean,     "BOOLEAN",                                             "{x}"},
    {smallint,    "TINYINT,SMALLINT,INTEGER,UTINYINT",                   ""},
    {integer,     "TINYINT,SMALLINT,INTEGER,UTINYINT,USMALLINT",         ""},
    {bigint,      "TINYINT,SMALLINT,INTEGER,BIGINT,UTINYINT,USMALLINT,UINTEGER", ""},
    {decimal,     "DECIMAL,TINYINT,SMALLINT,INTEGER,BIGINT",             ""},
    {real,        "FLOAT",                                               "{x}"},
    {double_,     "FLOAT,DOUBLE",                                        "CAST({x} AS DOUBLE)"},
    {varchar,     "VARCHAR,ENUM,UUID,JSON",                              ""},
    {varchar,     "BLOB",                                                "decode"},
    {char_,       "VARCHAR,ENUM",                                        ""},
    {char_,       "BLOB",                                                "decode"},
    {date,        "DATE",                                                "{x}"},
    {timestamp,   "TIMESTAMP,TIMESTAMP_NS,TIMESTAMP_MS,TIMESTAMP_S",     "CAST({x} AS TIMESTAMP)"},
    {timestamp,   "TIMESTAMP WITH TIME ZONE",                            "make_timestamp(epoch_us({x}))"},
    {timestamptz, "TIMESTAMP WITH TIME ZONE",                            "{x}"},
    {timestamptz, "TIMESTAMP,TIMESTAMP_NS,TIMESTAMP_MS,TIMESTAMP_S",     "CAST(CAST({x} AS TIMESTAMP) AS TIMESTAMPTZ)"},
    {varbyte,     "BLOB",                                                ""},
    {varbyte,     "VARCHAR",                                             "encode"},
};
// clang-format on

bool lists(std::string_view names, std::string_view name) {
    while (!names.empty()) {
        const std::string_view item = names.substr(0, names.find(','));
        if (item == name) return true;
        names.remove_prefix(std::min(item.size() + 1, names.size()));
    }
    return false;
}

std::string with_field(std::string_view pattern, const std::string& field) {
    std::string text(pattern);
    const std::size_t at = text.find("{x}");
    return at == std::string::npos ? fmt::format("{}({})", text, field) : text.replace(at, 3, field);
}

bool is_fitted(Type type) { return is_string(type.id) || type.id == varbyte; }

bool holds_map(const HiveType& type) {
    return type.kind == HiveType::map ||
           std::ranges::any_of(type.fields, [](const auto& field) { return holds_map(field.second); });
}

/// A name for the parameter of a lambda that no enclosing one has.
std::string lambda_name(int depth) { return fmt::format("e{}", depth); }

/// A nested value of the engine with maps as lists of their entries, which is how SQL sees them.
std::string with_entries(const std::string& value, const HiveType& type, int depth) {
    const std::string element = lambda_name(depth);
    switch (type.kind) {
        case HiveType::scalar: return value;
        case HiveType::array:
            if (!holds_map(type)) return value;
            return fmt::format("list_transform({}, lambda {}: {})", value, element,
                               with_entries(element, type.fields[0].second, depth + 1));
        case HiveType::map:
            return fmt::format("list_transform(map_entries({}), lambda {}: struct_pack(key := {}.key, value := {}))", value,
                               element, element, with_entries(element + ".value", type.fields[1].second, depth + 1));
        case HiveType::structure: break;
    }
    std::string fields;
    for (const auto& [name, field] : type.fields) {
        const std::string quoted = emit::quote_identifier(name);
        fields += fmt::format("{}{} := {}", fields.empty() ? "" : ", ", quoted,
                              with_entries(fmt::format("({}).{}", value, quoted), field, depth + 1));
    }
    return fmt::format("CASE WHEN {} IS NOT NULL THEN struct_pack({}) END", value, fields);
}

/// The same for a JSON value, in which maps are objects.
std::string json_with_entries(const std::string& json, const HiveType& type, int depth) {
    if (!holds_map(type)) return json;
    const std::string element = lambda_name(depth);
    switch (type.kind) {
        case HiveType::scalar: return json;
        case HiveType::array:
            return fmt::format("to_json(list_transform(CAST(json_extract({}, '$[*]') AS JSON[]), lambda {}: {}))", json, element,
                               json_with_entries(element, type.fields[0].second, depth + 1));
        case HiveType::map: {
            const std::string entry = fmt::format("json_extract({}, '$.\"' || {} || '\"')", json, element);
            return fmt::format("to_json(list_transform(json_keys({}), lambda {}: struct_pack(key := {}, value := {})))", json,
                               element, element, json_with_entries(entry, type.fields[1].second, depth + 1));
        }
        case HiveType::structure: break;
    }
    std::string fields;
    for (const auto& [name, field] : type.fields) {
        const std::string path = emit::quote_literal(fmt::format("$.\"{}\"", name));
        fields += fmt::format("{}{}, {}", fields.empty() ? "" : ", ", emit::quote_literal(name),
                              json_with_entries(fmt::format("json_extract({}, {})", json, path), field, depth + 1));
    }
    return fmt::format("CASE WHEN {} IS NOT NULL THEN json_object({}) END", json, fields);
}

}  // namespace

std::string text_value(const std::string& text, Type type, const Cleansing& cleansing, RowValues& row) {
    if (is_string(type.id)) return fitted(text, type, cleansing, row);
    if (type.id == varbyte) return fitted(fmt::format("encode({})", text), type, cleansing, row);
    return fmt::format("TRY_CAST(trim({}) AS {})", text, emit::engine_type(type));
}

std::string json_value(const std::string& json, const HiveType& type, const Cleansing& cleansing, RowValues& row) {
    if (type.kind != HiveType::scalar) return fmt::format("CAST({} AS VARCHAR)", json_with_entries(json, type, 0));
    return text_value(fmt::format("json_extract_string({}, '$')", json), type.type, cleansing, row);
}

std::string typed_value(const std::string& field, const std::string& file_type, const HiveType& type,
                        const Cleansing& cleansing, RowValues& row) {
    if (type.kind != HiveType::scalar) {
        const bool nested = file_type.ends_with("[]") || file_type.starts_with("STRUCT(") || file_type.starts_with("MAP(");
        return nested ? fmt::format("CAST(to_json({}) AS VARCHAR)", with_entries(field, type, 0)) : std::string();
    }
    if (file_type.ends_with(']')) return {};
    const std::string base = file_type.substr(0, file_type.find('('));
    for (const TypedRow& typed : kTypedRows) {
        if (typed.type != type.type.id || !lists(typed.file_types, base)) continue;
        const std::string value = typed.expression.empty() ? field : with_field(typed.expression, field);
        if (is_fitted(type.type)) {
            const bool is_text = base == "VARCHAR" || type.type.id == varbyte;
            return fitted(is_text ? value : fmt::format("CAST({} AS VARCHAR)", value), type.type, cleansing, row);
        }
        return typed.expression.empty() ? fitted_number(value, type.type, cleansing, row) : value;
    }
    return {};
}

}  // namespace blueshift::external
