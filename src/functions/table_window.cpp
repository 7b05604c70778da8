// Window functions that are not aggregates.  Doc: dg/c_Window_functions
// {over} is the OVER clause, {nulls} IGNORE NULLS. To add one: a row.
#include "functions/tables.h"

namespace blueshift::functions {

namespace {

constexpr Row window(std::string_view name, std::string_view arguments, std::string_view result,
                     std::string_view duckdb, std::string_view doc) {
    return {.name = name, .arguments = arguments, .result = result, .duckdb = duckdb, .nulls = Nulls::called,
            .kind = Kind::window, .doc = doc};
}
/// Gives the value of some row.
constexpr Row value(std::string_view name, std::string_view arguments, std::string_view duckdb,
                    std::string_view doc) {
    Row row = window(name, arguments, "=1", duckdb, doc);
    row.keeps_blank_free = true;
    return row;
}

// clang-format off
constexpr Row kRows[] = {
    window("cume_dist",       "",                 "double precision", "cume_dist(){over}",                        "dg/r_WF_CUME_DIST"),
    window("dense_rank",      "",                 "integer",          "CAST(dense_rank(){over} AS INTEGER)",      "dg/r_WF_DENSE_RANK"),
    value("first_value",      "any",                                  "first_value({1}{nulls}){over}",            "dg/r_WF_first_value"),
    value("lag",              "any, bigint?",                         "lag({1}{2?}{nulls}){over}",                "dg/r_WF_LAG"),
    value("last_value",       "any",                                  "last_value({1}{nulls}){over}",             "dg/r_WF_last_value"),
    value("lead",             "any, bigint?",                         "lead({1}{2?}{nulls}){over}",               "dg/r_WF_LEAD"),
    value("nth_value",        "any, bigint",                          "nth_value({1}, {2}{nulls}){over}",         "dg/r_WF_NTH"),
    window("ntile",           "bigint",           "bigint",           "ntile({1}){over}",                         "dg/r_WF_NTILE"),
    window("percent_rank",    "",                 "double precision", "percent_rank(){over}",                     "dg/r_WF_PERCENT_RANK"),
    window("rank",            "",                 "integer",          "CAST(rank(){over} AS INTEGER)",            "dg/r_WF_RANK"),
    window("ratio_to_report", "double precision", "double precision", "({1} / sum({1}){over})",                   "dg/r_WF_RATIO_TO_REPORT"),
    window("row_number",      "",                 "bigint",           "row_number(){over}",                       "dg/r_WF_ROW_NUMBER"),
};
// clang-format on

}  // namespace

std::span<const Row> window_rows() { return kRows; }

}  // namespace blueshift::functions
