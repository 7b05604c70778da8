// Data type formatting functions.  Doc: dg/r_Data_type_formatting
// To add one: a row. The patterns are read by native functions, which keep the last one parsed.
#include "functions/tables.h"

namespace blueshift::functions {

namespace {

constexpr Row format(std::string_view name, std::string_view arguments, std::string_view result,
                     std::string_view duckdb, std::string_view doc) {
    return {.name = name, .arguments = arguments, .result = result, .duckdb = duckdb, .doc = doc};
}
/// Depends on the session's time zone.
constexpr Row zoned(std::string_view name, std::string_view arguments, std::string_view result,
                    std::string_view duckdb, std::string_view doc) {
    Row row = format(name, arguments, result, duckdb, doc);
    row.volatility = Volatility::stable;
    return row;
}

// clang-format off
constexpr Row kRows[] = {
    format("text_to_int_alt",     "varchar",                    "integer",     "bs_text_to_int_alt({1})",                "dg/r_TEXT_TO_INT_ALT"),
    format("text_to_int_alt",     "varchar, varchar",           "integer",     "bs_text_to_int_alt({1}, {2})",           "dg/r_TEXT_TO_INT_ALT"),
    format("text_to_numeric_alt", "varchar",                    "numeric",     "bs_text_to_numeric_alt_{s}({1})",        "dg/r_TEXT_TO_NUMERIC_ALT"),
    format("text_to_numeric_alt", "varchar, varchar",           "numeric",     "bs_text_to_numeric_alt_format_{s}({1}, {2})", "dg/r_TEXT_TO_NUMERIC_ALT"),
    format("text_to_numeric_alt", "varchar, integer, integer",  "@numeric_alt", "CAST(bs_text_to_numeric_alt_{s}({1}) AS DECIMAL({p}, {s}))", "dg/r_TEXT_TO_NUMERIC_ALT"),
    format("text_to_numeric_alt", "varchar, varchar, integer, integer", "@numeric_alt", "CAST(bs_text_to_numeric_alt_format_{s}({1}, {2}) AS DECIMAL({p}, {s}))", "dg/r_TEXT_TO_NUMERIC_ALT"),
    format("to_char",             "timestamp, varchar",         "varchar",     "bs_to_char({1}, {2})",                   "dg/r_TO_CHAR"),
    format("to_char",             "date, varchar",              "varchar",     "bs_to_char(CAST({1} AS TIMESTAMP), {2})", "dg/r_TO_CHAR"),
    zoned("to_char",              "timestamptz, varchar",       "varchar",     "bs_to_char({1}, {2}, {zone})",           "dg/r_TO_CHAR"),
    format("to_char",             "time, varchar",              "varchar",     "bs_to_char(DATE '1970-01-01' + {1}, {2})", "dg/r_TO_CHAR"),
    format("to_char",             "bigint, varchar",            "varchar",     "bs_to_char_number({1}, {2})",            "dg/r_TO_CHAR"),
    format("to_char",             "numeric, varchar",           "varchar",     "bs_to_char_number({1}, {2})",            "dg/r_TO_CHAR"),
    format("to_char",             "double precision, varchar",  "varchar",     "bs_to_char_number({1}, {2})",            "dg/r_TO_CHAR"),
    format("to_char",             "interval, varchar",          "varchar",     "bs_to_char({1}, {2})",                   "dg/r_TO_CHAR"),
    format("to_date",             "varchar, varchar",           "date",        "bs_to_date({1}, {2}, FALSE)",            "dg/r_TO_DATE_function"),
    format("to_date",             "varchar, varchar, boolean",  "date",        "bs_to_date({1}, {2}, {3})",              "dg/r_TO_DATE_function"),
    format("to_number",           "varchar, varchar",           "@to_number",  "@to_number",             "dg/r_TO_NUMBER"),
    zoned("to_timestamp",         "varchar, varchar",           "timestamptz", "bs_to_timestamp({1}, {2}, FALSE, {zone})", "dg/r_TO_TIMESTAMP"),
    zoned("to_timestamp",         "varchar, varchar, boolean",  "timestamptz", "bs_to_timestamp({1}, {2}, {3}, {zone})", "dg/r_TO_TIMESTAMP"),
};
// clang-format on

}  // namespace

std::span<const Row> formatting_rows() { return kRows; }

}  // namespace blueshift::functions
