// Date and time functions.  Doc: dg/Date_functions_header
// A date part is the argument `part`; the rows named @… choose the engine's expression by it (emit/special_datetime.cpp). To add one: a row.
#include "functions/tables.h"

namespace blueshift::functions {

namespace {

constexpr Row date(std::string_view name, std::string_view arguments, std::string_view result,
                   std::string_view duckdb, std::string_view doc) {
    return {.name = name, .arguments = arguments, .result = result, .duckdb = duckdb, .doc = doc};
}
/// Depends on the session's time zone or on the statement's time.
constexpr Row stable(std::string_view name, std::string_view arguments, std::string_view result,
                     std::string_view duckdb, std::string_view doc) {
    Row row = date(name, arguments, result, duckdb, doc);
    row.volatility = Volatility::stable;
    return row;
}

// clang-format off
constexpr Row kRows[] = {
//   family(name, arguments, result, duckdb, doc)
    date("add_months", "timestamp, bigint", "timestamp", "bs_add_months({1}, {2})", "dg/r_ADD_MONTHS"),
    date("age", "timestamp, timestamp", "interval", "age({1}, {2})", "dg/c_unsupported-postgresql-functions"),
    date("convert_timezone", "varchar, timestamp",          "timestamp", "bs_convert_timezone('UTC', {1}, {2})",  "dg/CONVERT_TIMEZONE"),
    date("convert_timezone", "varchar, timestamptz",        "timestamp", "bs_timestamptz_to_timestamp({2}, {1})", "dg/CONVERT_TIMEZONE"),
    date("convert_timezone", "varchar, varchar, timestamp", "timestamp", "bs_convert_timezone({1}, {2}, {3})",    "dg/CONVERT_TIMEZONE"),
    stable("current_date",      "", "date",        "$current_date",      "dg/r_CURRENT_DATE_function"),
    stable("current_time",      "", "timetz",      "$current_time",      "dg/Date_functions_header"),
    stable("current_timestamp", "", "timestamptz", "$current_timestamp", "dg/Date_functions_header"),
    date("date", "date",             "date", "{1}",                                     "dg/r_CAST_function"),
    date("date", "timestamp",        "date", "CAST({1} AS DATE)",                       "dg/r_CAST_function"),
    stable("date", "timestamptz",    "date", "CAST(bs_timestamptz_to_timestamp({1}, {zone}) AS DATE)", "dg/r_CAST_function"),
    stable("date", "varchar",        "date", "bs_text_to_date({1}, {date_order})",      "dg/r_CAST_function"),
    date("date_cmp",                 "date, date",               "integer", "@compare", "dg/r_DATE_CMP"),
    date("date_cmp_timestamp",       "date, timestamp",          "integer", "@compare", "dg/r_DATE_CMP_TIMESTAMP"),
    stable("date_cmp_timestamptz",   "timestamptz, timestamptz", "integer", "@compare", "dg/r_DATE_CMP_TIMESTAMPTZ"),
    date("date_part",    "part, timestamp",              "double precision", "@date_part", "dg/r_DATE_PART_function"),
    date("date_part",    "part, date",                   "double precision", "@date_part", "dg/r_DATE_PART_function"),
    stable("date_part",  "part, timestamptz",            "double precision", "@date_part", "dg/r_DATE_PART_function"),
    date("date_part",    "part, time",                   "double precision", "@date_part", "dg/r_DATE_PART_function"),
    date("date_part",    "part, timetz",                 "double precision", "@date_part", "dg/r_DATE_PART_function"),
    date("date_part",    "part, interval",               "double precision", "@date_part", "dg/r_DATE_PART_function"),
    date("date_part_year", "date",                       "integer",          "CAST(year({1}) AS INTEGER)", "dg/r_DATE_PART_YEAR"),
    date("date_trunc",   "part, timestamp",              "timestamp",        "@date_trunc", "dg/r_DATE_TRUNC"),
    date("date_trunc",   "part, date",                   "timestamp",        "@date_trunc", "dg/r_DATE_TRUNC"),
    stable("date_trunc", "part, timestamptz",            "timestamptz",      "@date_trunc", "dg/r_DATE_TRUNC"),
    date("dateadd",      "part, bigint, timestamp",      "timestamp",        "@dateadd",    "dg/r_DATEADD_function"),
    date("dateadd",      "part, bigint, date",           "timestamp",        "@dateadd",    "dg/r_DATEADD_function"),
    stable("dateadd",    "part, bigint, timestamptz",    "timestamptz",      "@dateadd",    "dg/r_DATEADD_function"),
    date("dateadd",      "part, bigint, time",           "time",             "@dateadd",    "dg/r_DATEADD_function"),
    date("dateadd",      "part, bigint, timetz",         "timetz",           "@dateadd",    "dg/r_DATEADD_function"),
    date("date_add",     "part, bigint, timestamp",      "timestamp",        "@dateadd",    "dg/r_DATEADD_function"),
    date("date_add",     "part, bigint, date",           "timestamp",        "@dateadd",    "dg/r_DATEADD_function"),
    date("datediff",     "part, timestamp, timestamp",   "bigint",           "@datediff",   "dg/r_DATEDIFF_function"),
    date("datediff",     "part, date, date",             "bigint",           "@datediff",   "dg/r_DATEDIFF_function"),
    stable("datediff",   "part, timestamptz, timestamptz", "bigint",         "@datediff",   "dg/r_DATEDIFF_function"),
    date("datediff",     "part, time, time",             "bigint",           "@datediff",   "dg/r_DATEDIFF_function"),
    date("datediff",     "part, timetz, timetz",         "bigint",           "@datediff",   "dg/r_DATEDIFF_function"),
    date("date_diff",    "part, timestamp, timestamp",   "bigint",           "@datediff",   "dg/r_DATEDIFF_function"),
    date("date_diff",    "part, date, date",             "bigint",           "@datediff",   "dg/r_DATEDIFF_function"),
    date("extract",      "part, timestamp",              "integer",          "@extract",    "dg/r_EXTRACT_function"),
    date("extract",      "part, date",                   "integer",          "@extract",    "dg/r_EXTRACT_function"),
    date("extract",      "part, time",                   "integer",          "@extract",    "dg/r_EXTRACT_function"),
    date("extract",      "part, timetz",                 "integer",          "@extract",    "dg/r_EXTRACT_function"),
    stable("extract",    "part, timestamptz",            "double precision", "@extract",    "dg/r_EXTRACT_function"),
    date("extract",      "part, interval",               "integer",          "@extract",    "dg/r_EXTRACT_function"),
    stable("getdate",    "", "timestamp", "$getdate", "dg/r_GETDATE"),
    date("interval_cmp", "interval, interval",           "integer",          "@compare",    "dg/r_INTERVAL_CMP"),
    date("isfinite",     "timestamp",                    "boolean",          "isfinite({1})", "dg/Date_functions_header"),
    date("last_day",     "date",                         "date",             "last_day({1})", "dg/r_LAST_DAY"),
    date("last_day",     "timestamp",                    "date",             "last_day({1})", "dg/r_LAST_DAY"),
    stable("localtime",      "", "time",      "$localtime",      "dg/Date_functions_header"),
    stable("localtimestamp", "", "timestamp", "$localtimestamp", "dg/Date_functions_header"),
    date("months_between", "timestamp, timestamp",       "double precision", "bs_months_between({1}, {2})", "dg/r_MONTHS_BETWEEN_function"),
    date("next_day",     "date, varchar",                "date",             "bs_next_day({1}, {2})", "dg/r_NEXT_DAY"),
    date("next_day",     "timestamp, varchar",           "date",             "bs_next_day(CAST({1} AS DATE), {2})", "dg/r_NEXT_DAY"),
    stable("now",        "", "timestamptz", "$current_timestamp", "dg/Date_functions_header"),
    date("pgdate_part",  "part, timestamp",              "double precision", "@date_part", "dg/r_DATE_PART_function"),
    date("pgdate_part",  "part, date",                   "double precision", "@date_part", "dg/r_DATE_PART_function"),
    date("pgdate_part",  "part, interval",               "double precision", "@date_part", "dg/r_DATE_PART_function"),
    stable("statement_timestamp", "", "timestamptz", "$statement_timestamp", "dg/Date_functions_header"),
    stable("sysdate",    "", "timestamp", "$sysdate", "dg/r_SYSDATE"),
    stable("timeofday",  "", "varchar",   "$timeofday", "dg/r_TIMEOFDAY_function"),
    date("timestamp_cmp",               "timestamp, timestamp",     "integer", "@compare", "dg/r_TIMESTAMP_CMP"),
    date("timestamp_cmp_date",          "timestamp, date",          "integer", "@compare", "dg/r_TIMESTAMP_CMP_DATE"),
    stable("timestamp_cmp_timestamptz", "timestamptz, timestamptz", "integer", "@compare", "dg/r_TIMESTAMP_CMP_TIMESTAMPTZ"),
    date("timestamptz_cmp",             "timestamptz, timestamptz", "integer", "@compare", "dg/r_TIMESTAMPTZ_CMP"),
    stable("timestamptz_cmp_date",      "timestamptz, timestamptz", "integer", "@compare", "dg/r_TIMESTAMPTZ_CMP_DATE"),
    stable("timestamptz_cmp_timestamp", "timestamptz, timestamptz", "integer", "@compare", "dg/r_TIMESTAMPTZ_CMP_TIMESTAMP"),
    date("timezone", "varchar, timestamp",   "timestamptz", "bs_timestamp_to_timestamptz({2}, {1})", "dg/r_AT_TIME_ZONE"),
    date("timezone", "varchar, timestamptz", "timestamp",   "bs_timestamptz_to_timestamp({2}, {1})", "dg/r_AT_TIME_ZONE"),
    date("trunc",    "timestamp",            "date",        "CAST({1} AS DATE)",                     "dg/r_TRUNC_date"),
};
// clang-format on

}  // namespace

std::span<const Row> datetime_rows() { return kRows; }

}  // namespace blueshift::functions
