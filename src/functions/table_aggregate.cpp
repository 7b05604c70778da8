// Aggregates.  Doc: dg/c_Aggregate_Functions
// Templates of aggregates have {d} where DISTINCT goes and {over} where OVER (…) goes, since each may be used as a window function; COUNT(*) has
// no arguments. To add one: a row.
#include "functions/tables.h"

namespace blueshift::functions {

namespace {

constexpr Row aggregate(std::string_view name, std::string_view arguments, std::string_view result,
                        std::string_view duckdb, std::string_view doc) {
    return {.name = name, .arguments = arguments, .result = result, .duckdb = duckdb, .kind = Kind::aggregate,
            .doc = doc};
}
/// Gives one of its values.
constexpr Row choice(std::string_view name, std::string_view argument, std::string_view duckdb,
                     std::string_view doc) {
    Row row = aggregate(name, argument, "=1", duckdb, doc);
    row.keeps_blank_free = true;
    return row;
}
constexpr Row minimum(std::string_view argument) {
    return choice("min", argument, "min({1}){over}", "dg/r_MIN");
}
constexpr Row maximum(std::string_view argument) {
    return choice("max", argument, "max({1}){over}", "dg/r_MAX");
}
// Sketches count values by their texts, in which equal values of a type are equal.
constexpr Row sketched(std::string_view argument) {
    return aggregate("hll", argument, "bigint", "bs_hll_cardinality(bs_hll_sketch(rtrim(CAST({1} AS VARCHAR), ' ')){over})", "dg/r_HLL");
}
constexpr Row made_sketch(std::string_view argument) {
    return aggregate("hll_create_sketch", argument, "hllsketch", "bs_hll_sketch(rtrim(CAST({1} AS VARCHAR), ' ')){over}", "dg/r_HLL_CREATE_SKETCH");
}
/// A statistic of double precision numbers.
constexpr Row statistic(std::string_view name, std::string_view duckdb, std::string_view doc) {
    return aggregate(name, "double precision", "double precision", duckdb, doc);
}

// clang-format off
constexpr Row kRows[] = {
//   aggregate(name, arguments, result, duckdb, doc)
    choice("any_value", "any", "any_value({1}){over}", "dg/r_ANY_VALUE"),
    aggregate("avg", "smallint",         "bigint",           "CAST(sum({d}{1}){over} // count({d}{1}){over} AS BIGINT)",    "dg/r_AVG"),
    aggregate("avg", "integer",          "bigint",           "CAST(sum({d}{1}){over} // count({d}{1}){over} AS BIGINT)",    "dg/r_AVG"),
    aggregate("avg", "bigint",           "bigint",           "CAST(sum({d}{1}){over} // count({d}{1}){over} AS BIGINT)",    "dg/r_AVG"),
    aggregate("avg", "numeric",          "@decimal_sum",     "bs_decavg_{s}(sum({d}{1}){over}, count({d}{1}){over})",       "dg/r_AVG"),
    aggregate("avg", "real",             "double precision", "avg({d}{1}){over}",                                          "dg/r_AVG"),
    aggregate("avg", "double precision", "double precision", "avg({d}{1}){over}",                                          "dg/r_AVG"),
    aggregate("bit_and", "smallint", "smallint", "bit_and({d}{1}){over}", "dg/r_BIT_AND"),
    aggregate("bit_and", "integer",  "integer",  "bit_and({d}{1}){over}", "dg/r_BIT_AND"),
    aggregate("bit_and", "bigint",   "bigint",   "bit_and({d}{1}){over}", "dg/r_BIT_AND"),
    aggregate("bit_or",  "smallint", "smallint", "bit_or({d}{1}){over}",  "dg/r_BIT_OR"),
    aggregate("bit_or",  "integer",  "integer",  "bit_or({d}{1}){over}",  "dg/r_BIT_OR"),
    aggregate("bit_or",  "bigint",   "bigint",   "bit_or({d}{1}){over}",  "dg/r_BIT_OR"),
    aggregate("bool_and", "boolean", "boolean", "bool_and({1}){over}",       "dg/r_BOOL_AND"),
    aggregate("bool_and", "bigint",  "boolean", "bool_and({1} <> 0){over}",  "dg/r_BOOL_AND"),
    aggregate("bool_or",  "boolean", "boolean", "bool_or({1}){over}",        "dg/r_BOOL_OR"),
    aggregate("bool_or",  "bigint",  "boolean", "bool_or({1} <> 0){over}",   "dg/r_BOOL_OR"),
    aggregate("count", "",    "bigint", "count(*){over}",        "dg/r_COUNT"),
    aggregate("count", "any", "bigint", "count({d}{1}){over}",   "dg/r_COUNT"),
    sketched("bigint"), sketched("numeric"), sketched("double precision"), sketched("boolean"), sketched("varchar"), sketched("date"), sketched("time"),
    sketched("timetz"), sketched("timestamp"), sketched("timestamptz"),
    aggregate("hll_combine", "hllsketch", "hllsketch", "bs_hll_combine({1}){over}", "dg/r_HLL_COMBINE"),
    made_sketch("bigint"), made_sketch("numeric"), made_sketch("double precision"), made_sketch("boolean"), made_sketch("varchar"), made_sketch("date"),
    made_sketch("time"), made_sketch("timetz"), made_sketch("timestamp"), made_sketch("timestamptz"),
    aggregate("listagg", "varchar, varchar?", "varchar", "@listagg", "dg/r_LISTAGG"),
    maximum("smallint"), maximum("integer"), maximum("bigint"), maximum("numeric"), maximum("real"), maximum("double precision"),
    maximum("char"), maximum("varchar"), maximum("date"), maximum("time"), maximum("timetz"), maximum("timestamp"), maximum("timestamptz"),
    maximum("interval"), maximum("interval year to month"), maximum("interval day to second"), maximum("varbyte"), maximum("super"),
    aggregate("median", "smallint",         "@decimal_median",  "@median", "dg/r_MEDIAN"),
    aggregate("median", "integer",          "@decimal_median",  "@median", "dg/r_MEDIAN"),
    aggregate("median", "bigint",           "@decimal_median",  "@median", "dg/r_MEDIAN"),
    aggregate("median", "numeric",          "@decimal_median",  "@median", "dg/r_MEDIAN"),
    aggregate("median", "double precision", "double precision", "@median", "dg/r_MEDIAN"),
    aggregate("median", "date",             "date",             "@median", "dg/r_MEDIAN"),
    aggregate("median", "timestamp",        "timestamp",        "@median", "dg/r_MEDIAN"),
    aggregate("median", "timestamptz",      "timestamptz",      "@median", "dg/r_MEDIAN"),
    minimum("smallint"), minimum("integer"), minimum("bigint"), minimum("numeric"), minimum("real"), minimum("double precision"),
    minimum("char"), minimum("varchar"), minimum("date"), minimum("time"), minimum("timetz"), minimum("timestamp"), minimum("timestamptz"),
    minimum("interval"), minimum("interval year to month"), minimum("interval day to second"), minimum("varbyte"), minimum("super"),
    // The last argument is the WITHIN GROUP expression.
    aggregate("percentile_cont", "double precision, smallint",         "@decimal_median",  "@percentile_cont", "dg/r_PERCENTILE_CONT"),
    aggregate("percentile_cont", "double precision, integer",          "@decimal_median",  "@percentile_cont", "dg/r_PERCENTILE_CONT"),
    aggregate("percentile_cont", "double precision, bigint",           "@decimal_median",  "@percentile_cont", "dg/r_PERCENTILE_CONT"),
    aggregate("percentile_cont", "double precision, numeric",          "@decimal_median",  "@percentile_cont", "dg/r_PERCENTILE_CONT"),
    aggregate("percentile_cont", "double precision, double precision", "double precision", "@percentile_cont", "dg/r_PERCENTILE_CONT"),
    aggregate("percentile_cont", "double precision, date",             "date",             "@percentile_cont", "dg/r_PERCENTILE_CONT"),
    aggregate("percentile_cont", "double precision, timestamp",        "timestamp",        "@percentile_cont", "dg/r_PERCENTILE_CONT"),
    aggregate("percentile_cont", "double precision, timestamptz",      "timestamptz",      "@percentile_cont", "dg/r_PERCENTILE_CONT"),
    aggregate("percentile_disc", "double precision, any",              "=2",               "@percentile_disc", "dg/r_APPROXIMATE_PERCENTILE_DISC"),
    statistic("stddev",      "stddev_samp({d}{1}){over}", "dg/r_STDDEV_functions"),
    statistic("stddev_pop",  "stddev_pop({d}{1}){over}",  "dg/r_STDDEV_functions"),
    statistic("stddev_samp", "stddev_samp({d}{1}){over}", "dg/r_STDDEV_functions"),
    aggregate("sum", "smallint",         "bigint",           "CAST(sum({d}{1}){over} AS BIGINT)", "dg/r_SUM"),
    aggregate("sum", "integer",          "bigint",           "CAST(sum({d}{1}){over} AS BIGINT)", "dg/r_SUM"),
    aggregate("sum", "bigint",           "bigint",           "CAST(sum({d}{1}){over} AS BIGINT)", "dg/r_SUM"),
    aggregate("sum", "numeric",          "@decimal_sum",     "sum({d}{1}){over}",                 "dg/r_SUM"),
    aggregate("sum", "real",             "double precision", "sum({d}{1}){over}",                 "dg/r_SUM"),
    aggregate("sum", "double precision", "double precision", "sum({d}{1}){over}",                 "dg/r_SUM"),
    aggregate("sum", "interval day to second", "interval day to second",
              "to_microseconds(CAST(sum({d}epoch_us({1})){over} AS BIGINT))", "dg/r_SUM"),
    statistic("var_pop",     "var_pop({d}{1}){over}",     "dg/r_STDDEV_functions"),
    statistic("var_samp",    "var_samp({d}{1}){over}",    "dg/r_STDDEV_functions"),
    statistic("variance",    "var_samp({d}{1}){over}",    "dg/r_STDDEV_functions"),
};
// clang-format on

}  // namespace

std::span<const Row> aggregate_rows() { return kRows; }

}  // namespace blueshift::functions
