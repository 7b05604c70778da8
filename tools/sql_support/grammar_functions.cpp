#include "grammar_functions.h"

namespace blueshift::sql_support {

namespace {

// To add one: a row.
// clang-format off
constexpr DocumentedFunction kGrammar[] = {
    {"APPROXIMATE COUNT(DISTINCT any)",                         "exact",  "dg/r_COUNT"},
    {"APPROXIMATE PERCENTILE_DISC(double) WITHIN GROUP (ORDER BY any)", "exact", "dg/r_APPROXIMATE_PERCENTILE_DISC"},
    {"CASE WHEN … THEN … ELSE … END",                           "works",  "dg/r_CASE_function"},
    {"CAST(any AS type), any::type, type 'literal'",            "works",  "dg/r_CAST_function"},
    {"CONVERT(type, any)",                                      "works",  "dg/r_CONVERT_function"},
    {"DECODE(any, search, result, … [, default])",              "works",  "dg/r_DECODE_expression"},
    {"EXTRACT(part FROM date or time)",                         "works",  "dg/r_EXTRACT_function"},
    {"GROUPING(any, …), GROUPING_ID(any, …)",                   "works",  "dg/r_GROUP_aggregate_extensions"},
    {"POSITION(string IN string)",                              "works",  "dg/r_POSITION"},
    {"SUBSTRING(string FROM start FOR length)",                 "works",  "dg/r_SUBSTRING"},
    {"TRIM([BOTH | LEADING | TRAILING] [characters FROM] string)", "works", "dg/r_TRIM"},
    {"TRY_CAST(any AS type)",                                   "works",  "dg/r_TRY_CAST"},
};

constexpr DocumentedFunction kMissing[] = {
    {"EXPLAIN_MODEL(varchar)", "models are not supported", "dg/r_explain_model_function"},
};
// clang-format on

}  // namespace

std::span<const DocumentedFunction> grammar_functions() {
    return kGrammar;
}
std::span<const DocumentedFunction> missing_functions() {
    return kMissing;
}

}  // namespace blueshift::sql_support
