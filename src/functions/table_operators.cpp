// Operators as functions named by their symbols; prefix operators have one argument. Comparisons, AND, OR, NOT and IN are bound nodes of their own.
// LIKE is ~~, ILIKE is ~~*, SIMILAR TO is `similar to`; their third argument is ESCAPE. `= any` is x = ANY(array).
// To add one: a row; a line in table_operators_test.cpp. The result types of numbers follow dg/r_numeric_computations201.
#include "functions/tables.h"

namespace blueshift::functions {

namespace {

constexpr Row operator_row(std::string_view name, std::string_view arguments, std::string_view result,
                           std::string_view duckdb, std::string_view doc) {
    return {.name = name, .arguments = arguments, .result = result, .duckdb = duckdb, .doc = doc};
}
constexpr Row math(std::string_view name, std::string_view arguments, std::string_view result,
                   std::string_view duckdb) {
    return operator_row(name, arguments, result, duckdb, "dg/r_OPERATOR_SYMBOLS");
}
constexpr Row bits(std::string_view name, std::string_view arguments, std::string_view result,
                   std::string_view duckdb) {
    return operator_row(name, arguments, result, duckdb, "dg/c_bitwise_aggregate_functions");
}
constexpr Row date(std::string_view name, std::string_view arguments, std::string_view result,
                   std::string_view duckdb) {
    return operator_row(name, arguments, result, duckdb, "dg/Date_functions_header");
}
/// Counts days and months in the session's time zone.
constexpr Row zone_date(std::string_view name, std::string_view arguments, std::string_view result,
                        std::string_view duckdb) {
    Row row = date(name, arguments, result, duckdb);
    row.volatility = Volatility::stable;
    return row;
}
constexpr Row concat(std::string_view name, std::string_view arguments, std::string_view result,
                     std::string_view duckdb) {
    Row row = operator_row(name, arguments, result, duckdb, "dg/r_concat_op");
    row.keeps_blank_free = true;
    return row;
}
constexpr Row pattern(std::string_view name, std::string_view arguments, std::string_view result,
                      std::string_view duckdb) {
    return operator_row(name, arguments, result, duckdb, "dg/pattern-matching-conditions");
}
/// PostgreSQL's arrays, which catalog queries use; their values are texts such as {a,b}.
constexpr Row array(std::string_view name, std::string_view arguments, std::string_view result,
                    std::string_view duckdb) {
    return operator_row(name, arguments, result, duckdb, "dg/c_unsupported-postgresql-datatypes");
}

// clang-format off
constexpr Row kRows[] = {
//   family(symbol, arguments, result, duckdb)
    math("+",  "smallint, smallint",                 "smallint",         "({1} + {2})"),
    math("+",  "integer, integer",                   "integer",          "({1} + {2})"),
    math("+",  "bigint, bigint",                     "bigint",           "({1} + {2})"),
    math("+",  "numeric, numeric",                   "@decimal_add",     "@decimal_add"),
    math("+",  "real, real",                         "real",             "({1} + {2})"),
    math("+",  "double precision, double precision", "double precision", "({1} + {2})"),
    math("+",  "real, double precision",             "double precision", "({1} + {2})"),
    math("+",  "double precision, real",             "double precision", "({1} + {2})"),
    math("+",  "super, super",                       "super",            "@super_arithmetic"),
    math("+",  "smallint",                           "smallint",         "{1}"),
    math("+",  "integer",                            "integer",          "{1}"),
    math("+",  "bigint",                             "bigint",           "{1}"),
    math("+",  "numeric",                            "=1",               "{1}"),
    math("+",  "real",                               "real",             "{1}"),
    math("+",  "double precision",                   "double precision", "{1}"),
    math("-",  "smallint, smallint",                 "smallint",         "({1} - {2})"),
    math("-",  "integer, integer",                   "integer",          "({1} - {2})"),
    math("-",  "bigint, bigint",                     "bigint",           "({1} - {2})"),
    math("-",  "numeric, numeric",                   "@decimal_add",     "@decimal_subtract"),
    math("-",  "real, real",                         "real",             "({1} - {2})"),
    math("-",  "double precision, double precision", "double precision", "({1} - {2})"),
    math("-",  "real, double precision",             "double precision", "({1} - {2})"),
    math("-",  "double precision, real",             "double precision", "({1} - {2})"),
    math("-",  "super, super",                       "super",            "@super_arithmetic"),
    math("-",  "smallint",                           "smallint",         "(- {1})"),
    math("-",  "integer",                            "integer",          "(- {1})"),
    math("-",  "bigint",                             "bigint",           "(- {1})"),
    math("-",  "numeric",                            "=1",               "(- {1})"),
    math("-",  "real",                               "real",             "(- {1})"),
    math("-",  "double precision",                   "double precision", "(- {1})"),
    math("-",  "super",                              "super",            "@super_arithmetic"),
    math("*",  "smallint, smallint",                 "smallint",         "({1} * {2})"),
    math("*",  "integer, integer",                   "integer",          "({1} * {2})"),
    math("*",  "bigint, bigint",                     "bigint",           "({1} * {2})"),
    math("*",  "numeric, numeric",                   "@decimal_multiply","@decimal_multiply"),
    math("*",  "real, real",                         "real",             "({1} * {2})"),
    math("*",  "double precision, double precision", "double precision", "({1} * {2})"),
    math("*",  "real, double precision",             "double precision", "({1} * {2})"),
    math("*",  "double precision, real",             "double precision", "({1} * {2})"),
    math("*",  "super, super",                       "super",            "@super_arithmetic"),
    math("/",  "smallint, smallint",                 "smallint",         "@divide"),
    math("/",  "integer, integer",                   "integer",          "@divide"),
    math("/",  "bigint, bigint",                     "bigint",           "@divide"),
    math("/",  "numeric, numeric",                   "@decimal_divide",  "@decimal_divide"),
    math("/",  "real, real",                         "real",             "bs_div({1}, {2})"),
    math("/",  "double precision, double precision", "double precision", "bs_div({1}, {2})"),
    math("/",  "real, double precision",             "double precision", "bs_div(CAST({1} AS DOUBLE), {2})"),
    math("/",  "double precision, real",             "double precision", "bs_div({1}, CAST({2} AS DOUBLE))"),
    math("/",  "super, super",                       "super",            "@super_arithmetic"),
    math("%",  "smallint, smallint",                 "smallint",         "@modulo"),
    math("%",  "integer, integer",                   "integer",          "@modulo"),
    math("%",  "bigint, bigint",                     "bigint",           "@modulo"),
    math("%",  "numeric, numeric",                   "@decimal_modulo",  "@decimal_modulo"),
    math("^",  "double precision, double precision", "double precision", "bs_power({1}, {2})"),
    math("|/", "double precision",                   "double precision", "sqrt({1})"),
    math("||/","double precision",                   "double precision", "cbrt({1})"),
    math("@",  "smallint",                           "smallint",         "abs({1})"),
    math("@",  "integer",                            "integer",          "abs({1})"),
    math("@",  "bigint",                             "bigint",           "abs({1})"),
    math("@",  "numeric",                            "=1",               "abs({1})"),
    math("@",  "real",                               "real",             "abs({1})"),
    math("@",  "double precision",                   "double precision", "abs({1})"),

    bits("&",  "smallint, smallint",                 "smallint",         "({1} & {2})"),
    bits("&",  "integer, integer",                   "integer",          "({1} & {2})"),
    bits("&",  "bigint, bigint",                     "bigint",           "({1} & {2})"),
    bits("&",  "varbyte, varbyte",                   "=1",               "bs_varbyte_and({1}, {2})"),
    bits("|",  "smallint, smallint",                 "smallint",         "({1} | {2})"),
    bits("|",  "integer, integer",                   "integer",          "({1} | {2})"),
    bits("|",  "bigint, bigint",                     "bigint",           "({1} | {2})"),
    bits("|",  "varbyte, varbyte",                   "=1",               "bs_varbyte_or({1}, {2})"),
    bits("#",  "smallint, smallint",                 "smallint",         "xor({1}, {2})"),
    bits("#",  "integer, integer",                   "integer",          "xor({1}, {2})"),
    bits("#",  "bigint, bigint",                     "bigint",           "xor({1}, {2})"),
    bits("#",  "varbyte, varbyte",                   "=1",               "bs_varbyte_xor({1}, {2})"),
    bits("~",  "smallint",                           "smallint",         "(~ {1})"),
    bits("~",  "integer",                            "integer",          "(~ {1})"),
    bits("~",  "bigint",                             "bigint",           "(~ {1})"),
    bits("~",  "varbyte",                            "=1",               "bs_varbyte_not({1})"),
    bits("<<", "smallint, integer",                  "smallint",         "bs_shift_left({1}, {2})"),
    bits("<<", "integer, integer",                   "integer",          "bs_shift_left({1}, {2})"),
    bits("<<", "bigint, integer",                    "bigint",           "bs_shift_left({1}, {2})"),
    bits(">>", "smallint, integer",                  "smallint",         "bs_shift_right({1}, {2})"),
    bits(">>", "integer, integer",                   "integer",          "bs_shift_right({1}, {2})"),
    bits(">>", "bigint, integer",                    "bigint",           "bs_shift_right({1}, {2})"),

    date("+",  "date, integer",                                    "date",                   "({1} + {2})"),
    date("+",  "date, time",                                       "timestamp",              "({1} + {2})"),
    date("+",  "time, date",                                       "timestamp",              "({2} + {1})"),
    date("+",  "date, timetz",                                     "timestamptz",            "({1} + {2})"),
    date("+",  "timetz, date",                                     "timestamptz",            "({2} + {1})"),
    date("+",  "date, interval",                                   "timestamp",              "({1} + {2})"),
    date("+",  "interval, date",                                   "timestamp",              "({2} + {1})"),
    date("+",  "timestamp, interval",                              "timestamp",              "({1} + {2})"),
    date("+",  "interval, timestamp",                              "timestamp",              "({2} + {1})"),
    zone_date("+",  "timestamptz, interval",                            "timestamptz",            "bs_timestamptz_add({1}, {2}, {zone})"),
    zone_date("+",  "interval, timestamptz",                            "timestamptz",            "bs_timestamptz_add({2}, {1}, {zone})"),
    date("+",  "time, interval",                                   "time",                   "({1} + {2})"),
    date("+",  "interval, time",                                   "time",                   "({2} + {1})"),
    date("+",  "timetz, interval",                                 "timetz",                 "({1} + {2})"),
    date("+",  "interval, timetz",                                 "timetz",                 "({2} + {1})"),
    date("+",  "interval, interval",                               "interval",               "({1} + {2})"),
    date("+",  "interval year to month, interval year to month",   "interval year to month", "({1} + {2})"),
    date("+",  "interval day to second, interval day to second",   "interval day to second", "({1} + {2})"),
    date("-",  "date, date",                                       "integer",                "CAST(({1} - {2}) AS INTEGER)"),
    date("-",  "date, integer",                                    "date",                   "({1} - {2})"),
    date("-",  "date, interval",                                   "timestamp",              "({1} - {2})"),
    date("-",  "timestamp, timestamp",                             "interval day to second", "({1} - {2})"),
    date("-",  "timestamptz, timestamptz",                         "interval day to second", "(timezone('UTC', {1}) - timezone('UTC', {2}))"),
    date("-",  "timestamp, interval",                              "timestamp",              "({1} - {2})"),
    zone_date("-",  "timestamptz, interval",                            "timestamptz",            "bs_timestamptz_add({1}, (- {2}), {zone})"),
    date("-",  "time, time",                                       "interval day to second", "to_microseconds(epoch_us({1}) - epoch_us({2}))"),
    date("-",  "time, interval",                                   "time",                   "({1} - {2})"),
    date("-",  "timetz, interval",                                 "timetz",                 "({1} - {2})"),
    date("-",  "interval, interval",                               "interval",               "({1} - {2})"),
    date("-",  "interval year to month, interval year to month",   "interval year to month", "({1} - {2})"),
    date("-",  "interval day to second, interval day to second",   "interval day to second", "({1} - {2})"),
    date("-",  "interval",                                         "interval",               "(- {1})"),
    date("-",  "interval year to month",                           "interval year to month", "(- {1})"),
    date("-",  "interval day to second",                           "interval day to second", "(- {1})"),
    date("*",  "interval, double precision",                       "interval",               "bs_interval_multiply({1}, {2})"),
    date("*",  "double precision, interval",                       "interval",               "bs_interval_multiply({2}, {1})"),
    date("*",  "interval year to month, double precision",         "interval year to month", "bs_interval_ym_multiply({1}, {2})"),
    date("*",  "double precision, interval year to month",         "interval year to month", "bs_interval_ym_multiply({2}, {1})"),
    date("*",  "interval day to second, double precision",         "interval day to second", "bs_interval_multiply({1}, {2})"),
    date("*",  "double precision, interval day to second",         "interval day to second", "bs_interval_multiply({2}, {1})"),
    date("/",  "interval, double precision",                       "interval",               "bs_interval_divide({1}, {2})"),
    date("/",  "interval year to month, double precision",         "interval year to month", "bs_interval_ym_divide({1}, {2})"),
    date("/",  "interval day to second, double precision",         "interval day to second", "bs_interval_divide({1}, {2})"),

    concat("+",  "string, string",                     "@concat",          "({1} || {2})"),
    concat("+",  "varbyte, varbyte",                   "varbyte",          "({1} || {2})"),
    concat("||", "varchar, varchar",                   "@concat",          "({1} || {2})"),
    concat("||", "varbyte, varbyte",                   "varbyte",          "({1} || {2})"),

    pattern("~~",         "varchar, varchar, varchar?", "boolean",  "@like"),
    pattern("~~*",        "varchar, varchar, varchar?", "boolean",  "@ilike"),
    pattern("similar to", "varchar, varchar, varchar?", "boolean",  "@similar_to"),
    pattern("~",          "varchar, varchar",           "boolean",  "regexp_matches({1}, {2})"),
    pattern("~*",         "varchar, varchar",           "boolean",  "regexp_matches({1}, {2}, 'i')"),

    // A step of CONNECT BY: the path to the parent, the row's text, NOCYCLE.
    operator_row("connect by", "varchar, varchar, boolean", "boolean", "bs_connect_by({1}, {2}, {3})", "dg/r_CONNECT_BY_clause"),

    array("= any",        "any, any",                   "boolean",  "bs_array_contains({2}, CAST({1} AS VARCHAR))"),
    array("[]",           "any, integer",               "varchar",  "bs_array_element({1}, {2})"),
};
// clang-format on

}  // namespace

std::span<const Row> operator_rows() { return kRows; }

}  // namespace blueshift::functions
