#include "copy/conversion.h"

#include <fmt/format.h>

#include <algorithm>
#include <span>

#include "base/error.h"
#include "emit/emit.h"
#include "emit/emitter.h"
#include "functions/native/blank_tracker.h"

namespace blueshift::copy {

namespace {

using enum TypeId;

struct TextRow {
    TypeId type;
    std::string_view expression;
};

// How text becomes each type that is not a string. To add a type: a row, and one in field_check.cpp. {x} is the field without blanks around it;
// {df} {tf} are the date and time format, {order} and {zone} the session's settings, {p} {s} precision and scale, {round} ROUNDEC.
// clang-format off
constexpr TextRow kTextRows[] = {
    {boolean,     "bs_text_to_bool({x})"},
    {smallint,    "bs_text_to_int2({x})"},
    {integer,     "bs_text_to_int4({x})"},
    {bigint,      "bs_text_to_int8({x})"},
    {oid,         "bs_text_to_int8({x})"},
    {decimal,     "CAST(bs_load_dec_{s}({x}, {p}, {round}) AS DECIMAL({p}, {s}))"},
    {real,        "bs_text_to_float4({x})"},
    {double_,     "bs_text_to_float8({x})"},
    {date,        "bs_load_date({x}, {df}, {order})"},
    {timestamp,   "bs_load_timestamp({x}, {tf}, {order})"},
    {timestamptz, "bs_load_timestamptz({x}, {tf}, {order}, {zone})"},
    {time,        "bs_text_to_time({x})"},
    {timetz,      "bs_text_to_timetz({x}, {zone})"},
    {interval_ym, "bs_text_to_interval_ym({x})"},
    {interval_ds, "bs_text_to_interval_ds({x})"},
    {super,       "nullif(CAST(json({x}) AS VARCHAR), 'null')"},
    {varbyte,     "bs_check_varbyte(unhex({x}), {n})"},
};

/// Which engine types of a Parquet column a type takes, and how. An engine type is compared up to its parenthesis.
struct ParquetRow {
    TypeId type;
    std::string_view file_types;  ///< separated by commas
    std::string_view expression;
};
constexpr ParquetRow kParquetRows[] = {  // To add a type: a row; a file type may come in several rows.
    {boolean,     "BOOLEAN",                                                         "{x}"},
    {smallint,    "TINYINT,SMALLINT,INTEGER,BIGINT,UTINYINT,USMALLINT,UINTEGER",     "CAST({x} AS SMALLINT)"},
    {integer,     "TINYINT,SMALLINT,INTEGER,BIGINT,UTINYINT,USMALLINT,UINTEGER",     "CAST({x} AS INTEGER)"},
    {bigint,      "TINYINT,SMALLINT,INTEGER,BIGINT,UTINYINT,USMALLINT,UINTEGER",     "CAST({x} AS BIGINT)"},
    {decimal,     "DECIMAL,TINYINT,SMALLINT,INTEGER,BIGINT",                         "CAST({x} AS DECIMAL({p}, {s}))"},
    {real,        "FLOAT,DOUBLE",                                                    "CAST({x} AS FLOAT)"},
    {double_,     "FLOAT,DOUBLE",                                                    "CAST({x} AS DOUBLE)"},
    {date,        "DATE",                                                            "{x}"},
    {timestamp,   "TIMESTAMP,TIMESTAMP_NS,TIMESTAMP_MS,TIMESTAMP_S",                 "CAST({x} AS TIMESTAMP)"},
    {timestamp,   "TIMESTAMP WITH TIME ZONE",                                        "make_timestamp(epoch_us({x}))"},
    {timestamptz, "TIMESTAMP WITH TIME ZONE",                                        "{x}"},
    {timestamptz, "TIMESTAMP,TIMESTAMP_NS,TIMESTAMP_MS,TIMESTAMP_S",                 "bs_timestamp_to_timestamptz(CAST({x} AS TIMESTAMP), 'UTC')"},
    {time,        "TIME",                                                            "{x}"},
    {super,       "VARCHAR",                                                         "nullif(CAST(json({x}) AS VARCHAR), 'null')"},
    {varbyte,     "BLOB",                                                            "bs_check_varbyte({x}, {n})"},
};
// clang-format on

/// Puts in `value` wherever `pattern` has `{name}`.
void put(std::string& pattern, std::string_view name, std::string_view value) {
    const std::string mark = fmt::format("{{{}}}", name);
    for (std::size_t at = pattern.find(mark); at != std::string::npos; at = pattern.find(mark, at + value.size())) {
        pattern.replace(at, mark.size(), value);
    }
}

std::string length_of(Type type) { return std::to_string(length_limit(type).value_or(kVarbyteBytesMax)); }

std::string string_checked(const catalog::Relation& relation, const catalog::Column& column, const std::string& text) {
    const int limit = length_limit(column.type).value_or(kVarcharBytesMax);
    if (column.type.id == char_) return fmt::format("bs_check_char({}, {})", text, limit);
    if (column.trailing_blanks) return fmt::format("bs_check_varchar({}, {})", text, limit);
    return fmt::format("bs_store_varchar({}, {}, {})", text, limit,
                       functions::column_slot(relation.oid, column.number));
}

std::string string_expression(const catalog::Relation& relation, const catalog::Column& column,
                              const LoadOptions& options, const std::string& field) {
    std::string text = field;
    if (options.blanks_as_null) text = fmt::format("CASE WHEN {0} = '' OR trim({0}) <> '' THEN {0} END", text);
    if (options.empty_as_null) text = fmt::format("nullif({}, '')", text);
    if (options.trim_blanks || column.type.id == char_) text = fmt::format("rtrim({}, ' ')", text);
    if (options.truncate_columns) {
        text = fmt::format("bs_truncate_varchar({}, {})", text, length_limit(column.type).value_or(kVarcharBytesMax));
    }
    return string_checked(relation, column, text);
}

bool lists(std::string_view names, std::string_view name) {
    while (!names.empty()) {
        const std::string_view item = names.substr(0, names.find(','));
        if (item == name) return true;
        names.remove_prefix(std::min(item.size() + 1, names.size()));
    }
    return false;
}

}  // namespace

std::string_view date_order_name(DateOrder order) {
    switch (order) {
        case DateOrder::dmy: return "DMY";
        case DateOrder::ymd: return "YMD";
        case DateOrder::mdy: break;
    }
    return "MDY";
}

std::string text_field_expression(const catalog::Relation& relation, const catalog::Column& column,
                                  const LoadOptions& options, const TextSettings& settings, const std::string& field) {
    const Type type = column.type;
    if (is_string(type.id)) return string_expression(relation, column, options, field);
    const auto row = std::ranges::find(kTextRows, type.id, &TextRow::type);
    if (row == std::end(kTextRows)) {
        throw Error(Code::feature_not_supported, "COPY into a column of type {} is not supported", format_type(type))
            .detail(fmt::format("Column \"{}\".", column.name));
    }
    std::string text(row->expression);
    put(text, "s", std::to_string(decimal_scale(type)));
    put(text, "p", std::to_string(decimal_precision(type)));
    put(text, "n", length_of(type));
    put(text, "round", options.round_decimals ? "true" : "false");
    put(text, "df", emit::quote_literal(options.date_format));
    put(text, "tf", emit::quote_literal(options.time_format));
    put(text, "order", emit::quote_literal(date_order_name(settings.date_order)));
    put(text, "zone", emit::quote_literal(settings.time_zone.name()));
    put(text, "x", fmt::format("nullif(trim({}), '')", field));
    const bool forgiving = options.accept_any_date && (type.id == date || type.id == timestamp || type.id == timestamptz);
    return forgiving ? fmt::format("TRY({})", text) : text;
}

std::string parquet_field_expression(const catalog::Relation& relation, const catalog::Column& column,
                                     const std::string& file_type, const std::string& field) {
    const std::string base = file_type.substr(0, file_type.find('('));
    if (is_string(column.type.id) && base == "VARCHAR") return string_checked(relation, column, field);
    for (const ParquetRow& row : kParquetRows) {
        if (row.type != column.type.id || !lists(row.file_types, base)) continue;
        std::string text(row.expression);
        put(text, "s", std::to_string(decimal_scale(column.type)));
        put(text, "p", std::to_string(decimal_precision(column.type)));
        put(text, "n", length_of(column.type));
        put(text, "x", field);
        return text;
    }
    throw Error(Code::datatype_mismatch, "the file has an incompatible Parquet schema for column \"{}\"", column.name)
        .detail(fmt::format("The column's type is {}, that of the file is {}.", format_type(column.type), file_type));
}

}  // namespace blueshift::copy
