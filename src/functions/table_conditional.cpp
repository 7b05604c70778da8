// Conditional functions.  Doc: dg/c_conditional_expressions
// CASE and DECODE are bound as BoundCase; COALESCE stays a function, so that its arguments are computed once. To add one: a row.
#include "functions/tables.h"

namespace blueshift::functions {

namespace {

/// Sees NULLs itself; gives one of its arguments, so that it ends with a blank only when one of them does.
constexpr Row choice(std::string_view name, std::string_view arguments, std::string_view result,
                     std::string_view duckdb, std::string_view doc) {
    return {.name = name, .arguments = arguments, .result = result, .duckdb = duckdb, .nulls = Nulls::called,
            .keeps_blank_free = true, .doc = doc};
}

// clang-format off
constexpr Row kRows[] = {
    choice("coalesce", "same, same...",   "=same", "coalesce({*})",                                  "dg/r_NVL_function"),
    choice("greatest", "same, same...",   "=same", "greatest({*})",                                  "dg/r_GREATEST_LEAST"),
    choice("least",    "same, same...",   "=same", "least({*})",                                     "dg/r_GREATEST_LEAST"),
    choice("nullif",   "same, same",      "=1",    "@nullif",                                        "dg/r_NULLIF_function"),
    choice("isnull",   "same, same",      "=same", "coalesce({*})",                                  "dg/r_NVL_function"),
    choice("nvl",      "same, same...",   "=same", "coalesce({*})",                                  "dg/r_NVL_function"),
    choice("nvl2",     "any, same, same", "=same", "CASE WHEN {1} IS NOT NULL THEN {2} ELSE {3} END", "dg/r_NVL2"),
};
// clang-format on

}  // namespace

std::span<const Row> conditional_rows() { return kRows; }

}  // namespace blueshift::functions
