// VARBYTE functions.  Doc: dg/varbyte-functions. To add one: a row.
#include "functions/tables.h"

namespace blueshift::functions {

namespace {

constexpr Row bytes(std::string_view name, std::string_view arguments, std::string_view result,
                    std::string_view duckdb, std::string_view doc) {
    return {.name = name, .arguments = arguments, .result = result, .duckdb = duckdb, .doc = doc};
}

// clang-format off
constexpr Row kRows[] = {
    bytes("concat",       "varbyte, varbyte",           "varbyte", "({1} || {2})",                       "dg/r_VARBYTE_type"),
    bytes("from_hex",     "varchar",                    "varbyte", "bs_from_hex({1})",                   "dg/r_FROM_HEX"),
    bytes("from_varbyte", "varbyte, varchar",           "varchar", "bs_from_varbyte({1}, {2})",          "dg/r_FROM_VARBYTE"),
    bytes("getbit",       "varbyte, integer",           "integer", "bs_getbit({1}, {2})",                "dg/r_GETBIT"),
    bytes("len",          "varbyte",                    "integer", "CAST(octet_length({1}) AS INTEGER)", "dg/r_LEN"),
    bytes("length",       "varbyte",                    "integer", "CAST(octet_length({1}) AS INTEGER)", "dg/r_LENGTH"),
    bytes("octet_length", "varbyte",                    "integer", "CAST(octet_length({1}) AS INTEGER)", "dg/r_OCTET_LENGTH"),
    bytes("substr",       "varbyte, integer",           "varbyte", "bs_substring({1}, {2})",     "dg/r_SUBSTRING"),
    bytes("substr",       "varbyte, integer, integer",  "varbyte", "bs_substring({1}, {2}, {3})", "dg/r_SUBSTRING"),
    bytes("substring",    "varbyte, integer",           "varbyte", "bs_substring({1}, {2})",     "dg/r_SUBSTRING"),
    bytes("substring",    "varbyte, integer, integer",  "varbyte", "bs_substring({1}, {2}, {3})", "dg/r_SUBSTRING"),
    bytes("to_hex",       "varbyte",                    "varchar", "bs_to_hex({1})",             "dg/r_TO_HEX"),
    bytes("to_hex",       "integer",                    "varchar", "bs_to_hex({1})",                     "dg/r_TO_HEX"),
    bytes("to_hex",       "bigint",                     "varchar", "bs_to_hex({1})",                     "dg/r_TO_HEX"),
    bytes("to_varbyte",   "varchar, varchar",           "varbyte", "bs_to_varbyte({1}, {2})",            "dg/r_TO_VARBYTE"),
};
// clang-format on

}  // namespace

std::span<const Row> varbyte_rows() { return kRows; }

}  // namespace blueshift::functions
