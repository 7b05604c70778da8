// JSON texts and SUPER values. A SUPER lies in the engine as its JSON text (emit/README.md).  Doc: dg/json-functions, dg/super-functions
// To add one: a row.
#include "functions/tables.h"

namespace blueshift::functions {

namespace {

constexpr Row json(std::string_view name, std::string_view arguments, std::string_view result,
                   std::string_view duckdb, std::string_view doc) {
    return {.name = name, .arguments = arguments, .result = result, .duckdb = duckdb, .doc = doc};
}
/// Tells something of a SUPER value.
constexpr Row test(std::string_view name, std::string_view duckdb, std::string_view doc) {
    return json(name, "super", "boolean", duckdb, doc);
}
/// Sees NULL elements.
constexpr Row build(std::string_view name, std::string_view arguments, std::string_view duckdb,
                    std::string_view doc) {
    Row row = json(name, arguments, "super", duckdb, doc);
    row.nulls = Nulls::called;
    return row;
}
constexpr Row path(std::string_view arguments) {
    return json("json_extract_path_text", arguments, "varchar", "@json_path_text",
                "dg/JSON_EXTRACT_PATH_TEXT");
}

// clang-format off
constexpr Row kRows[] = {
//   family(name, arguments, result, duckdb, doc)
    json("can_json_parse",    "varchar",          "boolean", "bs_json_valid({1})", "dg/CAN_JSON_PARSE"),
    json("is_valid_json",     "varchar",          "boolean",
         "CASE WHEN bs_json_valid({1}) THEN json_type({1}) = 'OBJECT' WHEN {1} IS NOT NULL THEN FALSE END", "dg/IS_VALID_JSON"),
    json("is_valid_json_array", "varchar",        "boolean",
         "CASE WHEN bs_json_valid({1}) THEN json_type({1}) = 'ARRAY' WHEN {1} IS NOT NULL THEN FALSE END",  "dg/IS_VALID_JSON_ARRAY"),
    json("json_array_length", "varchar",          "integer",
         "CASE WHEN json_type({1}) = 'ARRAY' THEN CAST(json_array_length({1}) AS INTEGER) WHEN {1} IS NOT NULL THEN error('Malformed JSON: no array') END", "dg/JSON_ARRAY_LENGTH"),
    json("json_array_length", "varchar, boolean", "integer",
         "CASE WHEN CASE WHEN bs_json_valid({1}) THEN json_type({1}) = 'ARRAY' END THEN CAST(json_array_length({1}) AS INTEGER) WHEN {1} IS NOT NULL AND NOT {2} THEN error('Malformed JSON: no array') END", "dg/JSON_ARRAY_LENGTH"),
    json("json_extract_array_element_text", "varchar, integer",          "varchar",
         "CASE WHEN {2} >= 0 THEN json_extract_string({1}, '$[' || {2} || ']') END", "dg/JSON_EXTRACT_ARRAY_ELEMENT_TEXT"),
    json("json_extract_array_element_text", "varchar, integer, boolean", "varchar",
         "CASE WHEN {2} >= 0 AND (NOT {3} OR bs_json_valid({1})) THEN json_extract_string({1}, '$[' || {2} || ']') END", "dg/JSON_EXTRACT_ARRAY_ELEMENT_TEXT"),
    path("varchar, varchar"),
    path("varchar, varchar, varchar"),
    path("varchar, varchar, varchar, varchar"),
    path("varchar, varchar, varchar, varchar, varchar"),
    path("varchar, varchar, varchar, varchar, varchar, varchar"),
    path("varchar, varchar, boolean"),
    path("varchar, varchar, varchar, boolean"),
    path("varchar, varchar, varchar, varchar, boolean"),
    path("varchar, varchar, varchar, varchar, varchar, boolean"),
    path("varchar, varchar, varchar, varchar, varchar, varchar, boolean"),
    json("json_parse",        "varchar",          "super",   "CAST(json({1}) AS VARCHAR)", "dg/JSON_PARSE"),
    json("json_parse",        "varbyte",          "super",   "CAST(json(decode({1})) AS VARCHAR)", "dg/JSON_PARSE"),
    json("json_serialize",    "super",            "varchar", "{1}",                        "dg/JSON_SERIALIZE"),
    json("json_serialize_to_varbyte", "super",    "varbyte", "encode({1})",                "dg/JSON_SERIALIZE_TO_VARBYTE"),
    json("json_size",         "super",            "integer", "CAST(strlen({1}) AS INTEGER)", "dg/r_json_size"),
    json("json_typeof",       "super",            "varchar",
         "CASE json_type({1}) WHEN 'OBJECT' THEN 'object' WHEN 'ARRAY' THEN 'array' WHEN 'VARCHAR' THEN 'string' WHEN 'BOOLEAN' THEN 'boolean' WHEN 'NULL' THEN 'null' ELSE CASE WHEN {1} IS NOT NULL THEN 'number' END END",
         "dg/r_json_typeof"),

    build("array",            "any...",           "@json_array", "dg/r_array"),
    build("object",           "any...",           "@json_object", "dg/r_object_function"),
    build("object_transform", "super, super, super", "bs_super_transform({1}, {2}, {3})", "dg/r_object_transform_function"),
    json("array_concat",      "super, super",     "super",
         "CAST(to_json(list_concat(json_extract({1}, '$[*]'), json_extract({2}, '$[*]'))) AS VARCHAR)", "dg/r_array_concat"),
    json("array_contains",     "super, any",            "boolean", "@super_array_contains",                       "dg/array_contains"),
    json("array_contains",     "super, any, boolean",   "boolean", "@super_array_contains",                       "dg/array_contains"),
    json("array_distinct",     "super",                 "super",   "bs_super_array_distinct({1})",                "dg/array_distinct"),
    json("array_except",       "super, super",          "super",   "bs_super_array_except({1}, {2}, FALSE)",      "dg/array_except"),
    json("array_except",       "super, super, boolean", "super",   "bs_super_array_except({1}, {2}, {3})",        "dg/array_except"),
    json("array_intersection", "super, super",          "super",   "bs_super_array_intersection({1}, {2}, FALSE)", "dg/array_intersection"),
    json("array_intersection", "super, super, boolean", "super",   "bs_super_array_intersection({1}, {2}, {3})",  "dg/array_intersection"),
    json("array_position",     "super, any",            "integer", "@super_array_position",                       "dg/array_position"),
    json("array_positions",    "super, any",            "super",   "@super_array_positions",                      "dg/array_positions"),
    json("array_sort",         "super",                 "super",   "bs_super_array_sort({1}, TRUE, FALSE)",       "dg/array_sort"),
    json("array_sort",         "super, boolean",        "super",   "bs_super_array_sort({1}, {2}, FALSE)",        "dg/array_sort"),
    json("array_sort",         "super, boolean, boolean", "super", "bs_super_array_sort({1}, {2}, {3})",          "dg/array_sort"),
    json("array_union",        "super, super",          "super",   "bs_super_array_union({1}, {2}, FALSE)",       "dg/array_union"),
    json("array_union",        "super, super, boolean", "super",   "bs_super_array_union({1}, {2}, {3})",         "dg/array_union"),
    json("arrays_overlap",     "super, super",          "boolean", "bs_super_arrays_overlap({1}, {2})",           "dg/arrays_overlap"),
    json("array_flatten",     "super",            "super",   "bs_super_flatten({1})", "dg/array_flatten"),
    json("decimal_precision", "super",            "integer", "bs_super_precision({1})", "dg/r_decimal_precision"),
    json("decimal_scale",     "super",            "integer", "bs_super_scale({1})",     "dg/r_decimal_scale"),
    json("get_array_length",  "super",            "integer",
         "CASE WHEN json_type({1}) = 'ARRAY' THEN CAST(json_array_length({1}) AS INTEGER) END", "dg/get_array_length"),
    json("get_number_attributes", "super",        "integer",
         "CASE WHEN json_type({1}) = 'OBJECT' THEN CAST(len(json_keys({1})) AS INTEGER) END",   "dg/get_number_attributes"),
    json("lower_attribute_names", "super",        "super",   "bs_super_lower_names({1})", "dg/r_lower_attribute_names"),
    json("upper_attribute_names", "super",        "super",   "bs_super_upper_names({1})", "dg/r_upper_attribute_names"),
    json("split_to_array",    "varchar",          "super",   "CAST(to_json(string_split({1}, ',')) AS VARCHAR)", "dg/split_to_array"),
    json("split_to_array",    "varchar, varchar", "super",   "CAST(to_json(string_split({1}, {2})) AS VARCHAR)", "dg/split_to_array"),
    json("subarray",          "super, integer, integer", "super", "bs_super_subarray({1}, {2}, {3})", "dg/r_subarray"),

    test("is_array",    "(json_type({1}) = 'ARRAY')",                            "dg/r_is_array"),
    test("is_bigint",   "(json_type({1}) IN ('BIGINT', 'UBIGINT') AND TRY_CAST({1} AS BIGINT) IS NOT NULL)",     "dg/r_is_bigint"),
    test("is_boolean",  "(json_type({1}) = 'BOOLEAN')",                          "dg/r_is_boolean"),
    test("is_char",     "(json_type({1}) = 'VARCHAR' AND strlen({1}) = length({1}))",                          "dg/r_is_char"),
    test("is_decimal",  "(json_type({1}) IN ('BIGINT', 'UBIGINT', 'DOUBLE') AND NOT contains(lower({1}), 'e'))", "dg/r_is_decimal"),
    // A floating point number is written with an exponent, a decimal one without.
    test("is_float",    "(json_type({1}) IN ('BIGINT', 'UBIGINT', 'DOUBLE') AND contains(lower({1}), 'e'))",     "dg/r_is_float"),
    test("is_integer",  "(json_type({1}) IN ('BIGINT', 'UBIGINT') AND TRY_CAST({1} AS INTEGER) IS NOT NULL)",    "dg/r_is_integer"),
    test("is_object",   "(json_type({1}) = 'OBJECT')",                           "dg/r_is_object"),
    test("is_scalar",   "(json_type({1}) NOT IN ('ARRAY', 'OBJECT', 'NULL'))",           "dg/r_is_scalar"),
    test("is_smallint", "(json_type({1}) IN ('BIGINT', 'UBIGINT') AND TRY_CAST({1} AS SMALLINT) IS NOT NULL)",   "dg/r_is_smallint"),
    test("is_varchar",  "(json_type({1}) = 'VARCHAR')",                          "dg/r_is_varchar"),
    json("size",        "super", "integer", "CAST(strlen({1}) AS INTEGER)",       "dg/r_size"),
};
// clang-format on

}  // namespace

std::span<const Row> json_rows() { return kRows; }

}  // namespace blueshift::functions
