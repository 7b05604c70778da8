// Mathematical functions.  Doc: dg/Math_functions
// To add one: a row. Domain errors (SQRT of a negative number …) are the engine's.
#include "functions/tables.h"

namespace blueshift::functions {

namespace {

constexpr Row math(std::string_view name, std::string_view arguments, std::string_view result,
                   std::string_view duckdb, std::string_view doc) {
    return {.name = name, .arguments = arguments, .result = result, .duckdb = duckdb, .doc = doc};
}
/// A function of one double precision number.
constexpr Row real_function(std::string_view name, std::string_view duckdb, std::string_view doc) {
    return math(name, "double precision", "double precision", duckdb, doc);
}

// clang-format off
constexpr Row kRows[] = {
//   math(name, arguments, result, duckdb, doc)
    math("abs",     "smallint",         "smallint",         "abs({1})",        "dg/r_ABS"),
    math("abs",     "integer",          "integer",          "abs({1})",        "dg/r_ABS"),
    math("abs",     "bigint",           "bigint",           "abs({1})",        "dg/r_ABS"),
    math("abs",     "numeric",          "=1",               "abs({1})",        "dg/r_ABS"),
    math("abs",     "super",            "super",            "bs_super_number('abs', {1})",   "dg/r_ABS"),
    math("abs",     "real",             "real",             "abs({1})",        "dg/r_ABS"),
    math("abs",     "double precision", "double precision", "abs({1})",        "dg/r_ABS"),
    real_function("acos",    "acos({1})",    "dg/r_ACOS"),
    real_function("asin",    "asin({1})",    "dg/r_ASIN"),
    real_function("atan",    "atan({1})",    "dg/r_ATAN"),
    math("atan2",   "double precision, double precision", "double precision", "atan2({1}, {2})", "dg/r_ATAN2"),
    real_function("cbrt",    "cbrt({1})",    "dg/r_CBRT"),
    math("ceil",    "smallint",         "smallint",         "{1}",             "dg/r_CEILING_FLOOR"),
    math("ceil",    "integer",          "integer",          "{1}",             "dg/r_CEILING_FLOOR"),
    math("ceil",    "bigint",           "bigint",           "{1}",             "dg/r_CEILING_FLOOR"),
    math("ceil",    "numeric",          "@decimal_ceil",    "ceil({1})",       "dg/r_CEILING_FLOOR"),
    math("ceil",    "super",            "super",            "bs_super_number('ceil', {1})",   "dg/r_CEILING_FLOOR"),
    math("ceil",    "double precision", "double precision", "ceil({1})",       "dg/r_CEILING_FLOOR"),
    math("ceiling", "smallint",         "smallint",         "{1}",             "dg/r_CEILING_FLOOR"),
    math("ceiling", "integer",          "integer",          "{1}",             "dg/r_CEILING_FLOOR"),
    math("ceiling", "bigint",           "bigint",           "{1}",             "dg/r_CEILING_FLOOR"),
    math("ceiling", "numeric",          "@decimal_ceil",    "ceil({1})",       "dg/r_CEILING_FLOOR"),
    math("ceiling", "super",            "super",            "bs_super_number('ceil', {1})",   "dg/r_CEILING_FLOOR"),
    math("ceiling", "double precision", "double precision", "ceil({1})",       "dg/r_CEILING_FLOOR"),
    real_function("cos",     "cos({1})",     "dg/r_COS"),
    real_function("cot",     "cot({1})",     "dg/r_COT"),
    real_function("degrees", "degrees({1})", "dg/r_DEGREES"),
    real_function("dexp",    "bs_exp({1})",     "dg/r_DEXP"),
    real_function("dlog1",   "ln({1})",      "dg/r_DLOG1"),
    real_function("dlog10",  "log10({1})",   "dg/r_DLOG10"),
    real_function("exp",     "bs_exp({1})",     "dg/r_EXP"),
    math("floor",   "smallint",         "smallint",         "{1}",             "dg/r_FLOOR"),
    math("floor",   "integer",          "integer",          "{1}",             "dg/r_FLOOR"),
    math("floor",   "bigint",           "bigint",           "{1}",             "dg/r_FLOOR"),
    math("floor",   "numeric",          "@decimal_ceil",    "floor({1})",      "dg/r_FLOOR"),
    math("floor",   "super",            "super",            "bs_super_number('floor', {1})",   "dg/r_FLOOR"),
    math("floor",   "double precision", "double precision", "floor({1})",      "dg/r_FLOOR"),
    real_function("ln",      "ln({1})",      "dg/r_LN"),
    real_function("log",     "log10({1})",   "dg/r_LOG"),
    math("log",     "double precision, double precision", "double precision", "log({1}, {2})", "dg/r_LOG"),
    math("mod",     "smallint, smallint", "smallint",       "@modulo",         "dg/r_MOD"),
    math("mod",     "integer, integer",   "integer",        "@modulo",         "dg/r_MOD"),
    math("mod",     "bigint, bigint",     "bigint",         "@modulo",         "dg/r_MOD"),
    math("mod",     "numeric, numeric",   "@decimal_modulo", "@decimal_modulo", "dg/r_MOD"),
    math("pi",      "",                   "double precision", "pi()",          "dg/r_PI"),
    math("pow",     "double precision, double precision", "double precision", "bs_power({1}, {2})", "dg/r_POWER"),
    math("power",   "double precision, double precision", "double precision", "bs_power({1}, {2})", "dg/r_POWER"),
    real_function("radians", "radians({1})", "dg/r_RADIANS"),
    {.name = "random", .arguments = "", .result = "double precision", .duckdb = "random()",
     .volatility = Volatility::volatile_, .doc = "dg/r_RANDOM"},
    math("round",   "bigint",                    "bigint",           "{1}",                                "dg/r_ROUND"),
    math("round",   "bigint, integer",           "bigint",           "CAST(round({1}, {2}) AS BIGINT)",    "dg/r_ROUND"),
    math("round",   "numeric",                   "@decimal_round",   "round({1})",                         "dg/r_ROUND"),
    math("round",   "numeric, integer",          "@decimal_round",   "@decimal_round",                     "dg/r_ROUND"),
    math("round",   "double precision",          "double precision", "round({1})",                         "dg/r_ROUND"),
    math("round",   "double precision, integer", "double precision", "round({1}, {2})",                    "dg/r_ROUND"),
    math("sign",    "smallint",         "smallint",         "CAST(sign({1}) AS SMALLINT)",      "dg/r_SIGN"),
    math("sign",    "integer",          "integer",          "CAST(sign({1}) AS INTEGER)",       "dg/r_SIGN"),
    math("sign",    "bigint",           "bigint",           "CAST(sign({1}) AS BIGINT)",        "dg/r_SIGN"),
    math("sign",    "numeric",          "numeric",          "CAST(sign({1}) AS DECIMAL(1, 0))", "dg/r_SIGN"),
    math("sign",    "double precision", "double precision", "CAST(sign({1}) AS DOUBLE)",        "dg/r_SIGN"),
    real_function("sin",     "sin({1})",     "dg/r_SIN"),
    real_function("sqrt",    "sqrt({1})",    "dg/r_SQRT"),
    real_function("tan",     "tan({1})",     "dg/r_TAN"),
    math("trunc",   "bigint",                    "bigint",           "{1}",                                "dg/r_TRUNC"),
    math("trunc",   "bigint, integer",           "bigint",           "CAST(trunc({1}, {2}) AS BIGINT)",    "dg/r_TRUNC"),
    math("trunc",   "numeric",                   "@decimal_round",   "trunc({1})",                         "dg/r_TRUNC"),
    math("trunc",   "numeric, integer",          "@decimal_round",   "@decimal_trunc",                     "dg/r_TRUNC"),
    math("trunc",   "double precision",          "double precision", "trunc({1})",                         "dg/r_TRUNC"),
    math("trunc",   "double precision, integer", "double precision", "trunc({1}, {2})",                    "dg/r_TRUNC"),
};
// clang-format on

}  // namespace

std::span<const Row> math_rows() { return kRows; }

}  // namespace blueshift::functions
