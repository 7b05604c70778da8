// Session, administration and catalog functions.  Doc: dg/r_System_information_functions, dg/r_System_administration_functions
// Values of the session are constants of the statement ($name). Functions over the catalog are called as bs_sys_<name>(token, …), where the token
// leads to the session's view of it (catalog/system). To add one: a row; for bs_sys_ also a row there.
#include "functions/tables.h"

namespace blueshift::functions {

namespace {

constexpr Row session(std::string_view name, std::string_view result, std::string_view duckdb,
                      std::string_view doc) {
    return {.name = name, .arguments = "", .result = result, .duckdb = duckdb, .volatility = Volatility::stable,
            .doc = doc};
}
constexpr Row catalog(std::string_view name, std::string_view arguments, std::string_view result,
                      std::string_view duckdb, std::string_view doc) {
    return {.name = name, .arguments = arguments, .result = result, .duckdb = duckdb,
            .volatility = Volatility::stable, .doc = doc};
}
/// Changes something outside of the statement.
constexpr Row action(std::string_view name, std::string_view arguments, std::string_view result,
                     std::string_view duckdb, std::string_view doc) {
    Row row = catalog(name, arguments, result, duckdb, doc);
    row.volatility = Volatility::volatile_;
    return row;
}
constexpr std::string_view kUnsupported = "dg/c_unsupported-postgresql-functions";

// clang-format off
constexpr Row kRows[] = {
//   session(name, result, duckdb, doc)
    session("current_aws_account",  "bigint",  "$current_aws_account",  "dg/r_CURRENT_AWS_ACCOUNT"),
    session("current_catalog",      "name",    "$current_database",     "dg/r_CURRENT_DATABASE"),
    session("current_database",     "name",    "$current_database",     "dg/r_CURRENT_DATABASE"),
    session("current_namespace",    "varchar", "$current_namespace",    "dg/r_CURRENT_NAMESPACE"),
    session("current_schema",       "name",    "$current_schema",       "dg/r_CURRENT_SCHEMA"),
    session("current_session_arn",  "varchar", "$current_session_arn",  "dg/r_CURRENT_SESSION_ARN"),
    session("current_user",         "name",    "$current_user",         "dg/r_CURRENT_USER"),
    session("current_user_id",      "integer", "$current_user_id",      "dg/r_CURRENT_USER_ID"),
    session("db_collation",         "varchar", "$db_collation",         "dg/r_DB_COLLATION"),
    session("default_iam_role",     "varchar", "$default_iam_role",     "dg/r_DEFAULT_IAM_ROLE"),
    session("last_user_query_id",   "bigint",  "$last_user_query_id",   "dg/LAST_USER_QUERY_ID"),
    session("pg_backend_pid",       "integer", "$pg_backend_pid",       "dg/PG_BACKEND_PID"),
    session("pg_last_copy_count",   "bigint",  "$pg_last_copy_count",   "dg/PG_LAST_COPY_COUNT"),
    session("pg_last_copy_id",      "integer", "$pg_last_copy_id",      "dg/PG_LAST_COPY_ID"),
    session("pg_last_query_id",     "integer", "$pg_last_query_id",     "dg/PG_LAST_QUERY_ID"),
    session("pg_last_unload_count", "bigint",  "$pg_last_unload_count", "dg/PG_LAST_UNLOAD_COUNT"),
    session("pg_last_unload_id",    "integer", "$pg_last_unload_id",    "dg/PG_LAST_UNLOAD_ID"),
    session("session_user",         "name",    "$session_user",         "dg/r_SESSION_USER"),
    session("slice_num",            "integer", "0",                     "dg/r_SLICE_NUM"),
    session("txid_current",         "bigint",  "$txid_current",         kUnsupported),
    session("user",                 "name",    "$current_user",         "dg/r_USER"),
    session("version",              "varchar", "$version",              "dg/r_VERSION"),

//   catalog(name, arguments, result, duckdb, doc)
    catalog("current_schemas",        "boolean",                   "_name",   "CASE WHEN {1} THEN $current_schemas_implicit ELSE $current_schemas_explicit END", "dg/r_CURRENT_SCHEMAS"),
    catalog("current_setting",        "varchar",                   "varchar", "bs_sys_current_setting({token}, {1}, FALSE)",       "dg/r_CURRENT_SETTING"),
    catalog("current_setting",        "varchar, boolean",          "varchar", "bs_sys_current_setting({token}, {1}, {2})",         "dg/r_CURRENT_SETTING"),
    catalog("has_assumerole_privilege", "varchar, varchar", "boolean", "bs_sys_has_assumerole_privilege({token}, $current_user, {1}, {2})", "dg/r_HAS_ASSUMEROLE_PRIVILEGE"),
    catalog("has_assumerole_privilege", "varchar, varchar, varchar", "boolean", "bs_sys_has_assumerole_privilege({token}, {1}, {2}, {3})", "dg/r_HAS_ASSUMEROLE_PRIVILEGE"),
    catalog("has_assumerole_privilege", "integer, varchar, varchar", "boolean", "bs_sys_has_assumerole_privilege({token}, CAST({1} AS VARCHAR), {2}, {3})", "dg/r_HAS_ASSUMEROLE_PRIVILEGE"),
    catalog("has_column_privilege", "varchar, varchar, varchar", "boolean", "bs_sys_has_column_privilege({token}, $current_user, {1}, {2}, {3})", kUnsupported),
    catalog("has_column_privilege", "varchar, varchar, varchar, varchar", "boolean", "bs_sys_has_column_privilege({token}, {1}, {2}, {3}, {4})", kUnsupported),
    catalog("has_column_privilege", "integer, varchar, varchar, varchar", "boolean", "bs_sys_has_column_privilege({token}, CAST({1} AS VARCHAR), {2}, {3}, {4})", kUnsupported),
    catalog("has_column_privilege", "varchar, smallint, varchar", "boolean", "bs_sys_has_column_privilege({token}, $current_user, {1}, CAST({2} AS VARCHAR), {3})", kUnsupported),
    catalog("has_column_privilege", "varchar, varchar, smallint, varchar", "boolean", "bs_sys_has_column_privilege({token}, {1}, {2}, CAST({3} AS VARCHAR), {4})", kUnsupported),
    catalog("has_column_privilege", "integer, varchar, smallint, varchar", "boolean", "bs_sys_has_column_privilege({token}, CAST({1} AS VARCHAR), {2}, CAST({3} AS VARCHAR), {4})", kUnsupported),
    catalog("has_column_privilege", "oid, varchar, varchar", "boolean", "bs_sys_has_column_privilege({token}, $current_user, CAST({1} AS VARCHAR), {2}, {3})", kUnsupported),
    catalog("has_column_privilege", "varchar, oid, varchar, varchar", "boolean", "bs_sys_has_column_privilege({token}, {1}, CAST({2} AS VARCHAR), {3}, {4})", kUnsupported),
    catalog("has_column_privilege", "integer, oid, varchar, varchar", "boolean", "bs_sys_has_column_privilege({token}, CAST({1} AS VARCHAR), CAST({2} AS VARCHAR), {3}, {4})", kUnsupported),
    catalog("has_column_privilege", "oid, smallint, varchar", "boolean", "bs_sys_has_column_privilege({token}, $current_user, CAST({1} AS VARCHAR), CAST({2} AS VARCHAR), {3})", kUnsupported),
    catalog("has_column_privilege", "varchar, oid, smallint, varchar", "boolean", "bs_sys_has_column_privilege({token}, {1}, CAST({2} AS VARCHAR), CAST({3} AS VARCHAR), {4})", kUnsupported),
    catalog("has_column_privilege", "integer, oid, smallint, varchar", "boolean", "bs_sys_has_column_privilege({token}, CAST({1} AS VARCHAR), CAST({2} AS VARCHAR), CAST({3} AS VARCHAR), {4})", kUnsupported),
    catalog("has_database_privilege", "varchar, varchar", "boolean", "bs_sys_has_database_privilege({token}, $current_user, {1}, {2})", "dg/r_HAS_DATABASE_PRIVILEGE"),
    catalog("has_database_privilege", "varchar, varchar, varchar", "boolean", "bs_sys_has_database_privilege({token}, {1}, {2}, {3})", "dg/r_HAS_DATABASE_PRIVILEGE"),
    catalog("has_database_privilege", "integer, varchar, varchar", "boolean", "bs_sys_has_database_privilege({token}, CAST({1} AS VARCHAR), {2}, {3})", "dg/r_HAS_DATABASE_PRIVILEGE"),
    catalog("has_database_privilege", "oid, varchar", "boolean", "bs_sys_has_database_privilege({token}, $current_user, CAST({1} AS VARCHAR), {2})", "dg/r_HAS_DATABASE_PRIVILEGE"),
    catalog("has_database_privilege", "varchar, oid, varchar", "boolean", "bs_sys_has_database_privilege({token}, {1}, CAST({2} AS VARCHAR), {3})", "dg/r_HAS_DATABASE_PRIVILEGE"),
    catalog("has_database_privilege", "integer, oid, varchar", "boolean", "bs_sys_has_database_privilege({token}, CAST({1} AS VARCHAR), CAST({2} AS VARCHAR), {3})", "dg/r_HAS_DATABASE_PRIVILEGE"),
    catalog("has_function_privilege", "varchar, varchar", "boolean", "bs_sys_has_function_privilege({token}, $current_user, {1}, {2})", kUnsupported),
    catalog("has_function_privilege", "varchar, varchar, varchar", "boolean", "bs_sys_has_function_privilege({token}, {1}, {2}, {3})", kUnsupported),
    catalog("has_function_privilege", "integer, varchar, varchar", "boolean", "bs_sys_has_function_privilege({token}, CAST({1} AS VARCHAR), {2}, {3})", kUnsupported),
    catalog("has_function_privilege", "oid, varchar", "boolean", "bs_sys_has_function_privilege({token}, $current_user, CAST({1} AS VARCHAR), {2})", kUnsupported),
    catalog("has_function_privilege", "varchar, oid, varchar", "boolean", "bs_sys_has_function_privilege({token}, {1}, CAST({2} AS VARCHAR), {3})", kUnsupported),
    catalog("has_function_privilege", "integer, oid, varchar", "boolean", "bs_sys_has_function_privilege({token}, CAST({1} AS VARCHAR), CAST({2} AS VARCHAR), {3})", kUnsupported),
    catalog("has_language_privilege", "varchar, varchar", "boolean", "bs_sys_has_language_privilege({token}, $current_user, {1}, {2})", kUnsupported),
    catalog("has_language_privilege", "varchar, varchar, varchar", "boolean", "bs_sys_has_language_privilege({token}, {1}, {2}, {3})", kUnsupported),
    catalog("has_language_privilege", "integer, varchar, varchar", "boolean", "bs_sys_has_language_privilege({token}, CAST({1} AS VARCHAR), {2}, {3})", kUnsupported),
    catalog("has_language_privilege", "oid, varchar", "boolean", "bs_sys_has_language_privilege({token}, $current_user, CAST({1} AS VARCHAR), {2})", kUnsupported),
    catalog("has_language_privilege", "varchar, oid, varchar", "boolean", "bs_sys_has_language_privilege({token}, {1}, CAST({2} AS VARCHAR), {3})", kUnsupported),
    catalog("has_language_privilege", "integer, oid, varchar", "boolean", "bs_sys_has_language_privilege({token}, CAST({1} AS VARCHAR), CAST({2} AS VARCHAR), {3})", kUnsupported),
    catalog("has_schema_privilege", "varchar, varchar", "boolean", "bs_sys_has_schema_privilege({token}, $current_user, {1}, {2})", "dg/r_HAS_SCHEMA_PRIVILEGE"),
    catalog("has_schema_privilege", "varchar, varchar, varchar", "boolean", "bs_sys_has_schema_privilege({token}, {1}, {2}, {3})", "dg/r_HAS_SCHEMA_PRIVILEGE"),
    catalog("has_schema_privilege", "integer, varchar, varchar", "boolean", "bs_sys_has_schema_privilege({token}, CAST({1} AS VARCHAR), {2}, {3})", "dg/r_HAS_SCHEMA_PRIVILEGE"),
    catalog("has_schema_privilege", "oid, varchar", "boolean", "bs_sys_has_schema_privilege({token}, $current_user, CAST({1} AS VARCHAR), {2})", "dg/r_HAS_SCHEMA_PRIVILEGE"),
    catalog("has_schema_privilege", "varchar, oid, varchar", "boolean", "bs_sys_has_schema_privilege({token}, {1}, CAST({2} AS VARCHAR), {3})", "dg/r_HAS_SCHEMA_PRIVILEGE"),
    catalog("has_schema_privilege", "integer, oid, varchar", "boolean", "bs_sys_has_schema_privilege({token}, CAST({1} AS VARCHAR), CAST({2} AS VARCHAR), {3})", "dg/r_HAS_SCHEMA_PRIVILEGE"),
    catalog("has_table_privilege", "varchar, varchar", "boolean", "bs_sys_has_table_privilege({token}, $current_user, {1}, {2})", "dg/r_HAS_TABLE_PRIVILEGE"),
    catalog("has_table_privilege", "varchar, varchar, varchar", "boolean", "bs_sys_has_table_privilege({token}, {1}, {2}, {3})", "dg/r_HAS_TABLE_PRIVILEGE"),
    catalog("has_table_privilege", "integer, varchar, varchar", "boolean", "bs_sys_has_table_privilege({token}, CAST({1} AS VARCHAR), {2}, {3})", "dg/r_HAS_TABLE_PRIVILEGE"),
    catalog("has_table_privilege", "oid, varchar", "boolean", "bs_sys_has_table_privilege({token}, $current_user, CAST({1} AS VARCHAR), {2})", "dg/r_HAS_TABLE_PRIVILEGE"),
    catalog("has_table_privilege", "varchar, oid, varchar", "boolean", "bs_sys_has_table_privilege({token}, {1}, CAST({2} AS VARCHAR), {3})", "dg/r_HAS_TABLE_PRIVILEGE"),
    catalog("has_table_privilege", "integer, oid, varchar", "boolean", "bs_sys_has_table_privilege({token}, CAST({1} AS VARCHAR), CAST({2} AS VARCHAR), {3})", "dg/r_HAS_TABLE_PRIVILEGE"),
    catalog("role_is_member_of",      "varchar, varchar",          "boolean", "bs_sys_role_is_member_of({token}, {1}, {2})",       "dg/r_ROLE_IS_MEMBER_OF"),
    catalog("user_is_member_of",      "varchar, varchar",          "boolean", "bs_sys_user_is_member_of({token}, {1}, {2})",       "dg/r_USER_IS_MEMBER_OF"),

    action("pg_cancel_backend",       "integer",                   "integer", "CAST(bs_sys_pg_cancel_backend({token}, {1}) AS INTEGER)","dg/PG_CANCEL_BACKEND"),
    action("pg_terminate_backend",    "integer",                   "integer", "CAST(bs_sys_pg_terminate_backend({token}, {1}) AS INTEGER)","dg/PG_TERMINATE_BACKEND"),
    action("set_config",              "varchar, varchar, boolean", "varchar", "bs_sys_set_config({token}, {1}, {2}, {3})",         "dg/r_SET_CONFIG"),

    // What catalog queries of clients call.
    catalog("array_dims",             "any",                       "varchar", "bs_array_dims({1})",                                kUnsupported),
    catalog("array_lower",            "any, integer",              "integer", "bs_array_lower({1}, {2})",                          kUnsupported),
    catalog("array_to_string",        "any, varchar",              "varchar", "bs_array_to_string({1}, {2})",                      kUnsupported),
    catalog("array_upper",            "any, integer",              "integer", "bs_array_upper({1}, {2})",                          kUnsupported),
    catalog("col_description",        "oid, integer",              "varchar", "bs_sys_col_description({token}, {1}, {2})",         kUnsupported),
    catalog("format_encoding",        "integer",                   "varchar", "bs_sys_format_encoding({token}, {1})",              kUnsupported),
    catalog("format_type",            "oid, integer",              "varchar", "bs_sys_format_type({token}, {1}, {2})",             kUnsupported),
    catalog("obj_description",        "oid",                       "varchar", "bs_sys_obj_description({token}, {1}, NULL)",        kUnsupported),
    catalog("obj_description",        "oid, varchar",              "varchar", "bs_sys_obj_description({token}, {1}, {2})",         kUnsupported),
    catalog("pg_encoding_to_char",    "integer",                   "name",    "bs_sys_pg_encoding_to_char({token}, {1})",          kUnsupported),
    catalog("pg_function_is_visible", "oid",                       "boolean", "bs_sys_pg_function_is_visible({token}, {1})",       kUnsupported),
    catalog("pg_get_constraintdef",   "oid",                       "varchar", "bs_sys_pg_get_constraintdef({token}, {1})",         kUnsupported),
    catalog("pg_get_constraintdef",   "oid, boolean",              "varchar", "bs_sys_pg_get_constraintdef({token}, {1})",         kUnsupported),
    catalog("pg_get_expr",            "varchar, oid",              "varchar", "{1}",                                               kUnsupported),
    catalog("pg_get_expr",            "varchar, oid, boolean",     "varchar", "{1}",                                               kUnsupported),
    catalog("pg_get_indexdef",        "oid",                       "varchar", "bs_sys_pg_get_indexdef({token}, {1})",              kUnsupported),
    catalog("pg_get_userbyid",        "integer",                   "name",    "bs_sys_pg_get_userbyid({token}, {1})",              kUnsupported),
    catalog("pg_get_viewdef",         "oid",                       "varchar", "bs_sys_pg_get_viewdef({token}, {1})",               kUnsupported),
    catalog("pg_get_viewdef",         "oid, boolean",              "varchar", "bs_sys_pg_get_viewdef({token}, {1})",               kUnsupported),
    catalog("pg_table_is_visible",    "oid",                       "boolean", "bs_sys_pg_table_is_visible({token}, {1})",          kUnsupported),
    catalog("pg_type_is_visible",     "oid",                       "boolean", "bs_sys_pg_type_is_visible({token}, {1})",           kUnsupported),
    // What psql and other clients of later PostgreSQL releases call.
    catalog("getdatabaseencoding",    "",                          "name",    "'UNICODE'",                                         kUnsupported),
    catalog("pg_char_to_encoding",    "varchar",                   "integer", "CASE WHEN lower({1}) IN ('unicode', 'utf8', 'utf-8') THEN 6 ELSE -1 END", kUnsupported),
    catalog("pg_client_encoding",     "",                          "name",    "'UNICODE'",                                         kUnsupported),
    catalog("pg_collation_is_visible", "oid",                      "boolean", "{1} IS NOT NULL",                                   kUnsupported),
    catalog("pg_conversion_is_visible", "oid",                     "boolean", "{1} IS NOT NULL",                                   kUnsupported),
    catalog("pg_database_size",       "oid",                       "bigint",  "bs_sys_pg_database_size({token}, CAST({1} AS VARCHAR))", kUnsupported),
    catalog("pg_database_size",       "varchar",                   "bigint",  "bs_sys_pg_database_size({token}, {1})",             kUnsupported),
    catalog("pg_relation_size",       "oid",                       "bigint",  "bs_sys_pg_relation_size({token}, {1})",             kUnsupported),
    catalog("pg_table_size",          "oid",                       "bigint",  "bs_sys_pg_relation_size({token}, {1})",             kUnsupported),
    catalog("pg_total_relation_size", "oid",                       "bigint",  "bs_sys_pg_relation_size({token}, {1})",             kUnsupported),
    catalog("pg_get_function_arguments", "oid",                    "varchar", "bs_sys_pg_get_function_arguments({token}, {1})",    kUnsupported),
    catalog("pg_get_function_identity_arguments", "oid",           "varchar", "bs_sys_pg_get_function_arguments({token}, {1})",    kUnsupported),
    catalog("pg_get_function_result", "oid",                       "varchar", "bs_sys_pg_get_function_result({token}, {1})",       kUnsupported),
    catalog("pg_get_functiondef",     "oid",                       "varchar", "bs_sys_pg_get_functiondef({token}, {1})",           kUnsupported),
    catalog("pg_get_indexdef",        "oid, integer, boolean",     "varchar", "bs_sys_pg_get_indexdef({token}, {1})",              kUnsupported),
    catalog("pg_get_partkeydef",      "oid",                       "varchar", "CAST(NULL AS VARCHAR)",                             kUnsupported),
    catalog("pg_get_ruledef",         "oid",                       "varchar", "bs_sys_pg_get_ruledef({token}, {1})",               kUnsupported),
    catalog("pg_get_ruledef",         "oid, boolean",              "varchar", "bs_sys_pg_get_ruledef({token}, {1})",               kUnsupported),
    catalog("pg_get_serial_sequence", "varchar, varchar",          "varchar", "CAST(NULL AS VARCHAR)",                             kUnsupported),
    catalog("pg_get_triggerdef",      "oid",                       "varchar", "CAST(NULL AS VARCHAR)",                             kUnsupported),
    catalog("pg_get_triggerdef",      "oid, boolean",              "varchar", "CAST(NULL AS VARCHAR)",                             kUnsupported),
    catalog("pg_is_in_recovery",      "",                          "boolean", "FALSE",                                             kUnsupported),
    catalog("pg_is_other_temp_schema", "oid",                      "boolean", "FALSE",                                             kUnsupported),
    catalog("pg_my_temp_schema",      "",                          "oid",     "CAST(9001 AS BIGINT)",                              kUnsupported),
    catalog("pg_opclass_is_visible",  "oid",                       "boolean", "{1} IS NOT NULL",                                   kUnsupported),
    catalog("pg_operator_is_visible", "oid",                       "boolean", "{1} IS NOT NULL",                                   kUnsupported),
    catalog("pg_opfamily_is_visible", "oid",                       "boolean", "{1} IS NOT NULL",                                   kUnsupported),
    catalog("pg_relation_is_publishable", "oid",                   "boolean", "FALSE",                                             kUnsupported),
    catalog("pg_size_pretty",         "bigint",                    "varchar", "bs_sys_pg_size_pretty({token}, {1})",               kUnsupported),
    catalog("pg_statistics_obj_is_visible", "oid",                 "boolean", "{1} IS NOT NULL",                                   kUnsupported),
    catalog("pg_tablespace_location", "oid",                       "varchar", "''",                                                kUnsupported),
    catalog("pg_tablespace_size",     "oid",                       "bigint",  "CAST(0 AS BIGINT)",                                 kUnsupported),
    catalog("pg_ts_config_is_visible", "oid",                      "boolean", "{1} IS NOT NULL",                                   kUnsupported),
    catalog("pg_ts_dict_is_visible",  "oid",                       "boolean", "{1} IS NOT NULL",                                   kUnsupported),
    catalog("pg_ts_parser_is_visible", "oid",                      "boolean", "{1} IS NOT NULL",                                   kUnsupported),
    catalog("pg_ts_template_is_visible", "oid",                    "boolean", "{1} IS NOT NULL",                                   kUnsupported),
    catalog("shobj_description",      "oid, varchar",              "varchar", "bs_sys_shobj_description({token}, {1}, {2})",       kUnsupported),
    catalog("to_regclass",            "varchar",                   "regclass", "bs_sys_to_regclass({token}, {1})",                 kUnsupported),
    // ARRAY(SELECT …) is SUPER; psql appends one to a catalog array.
    {.name = "||", .arguments = "_text, super", .result = "_text",
     .duckdb = "chr(123) || concat_ws(',', nullif(substr(coalesce({1}, '[]'), 2, length(coalesce({1}, '[]')) - 2), ''), "
               "nullif(substr(coalesce({2}, '[]'), 2, length(coalesce({2}, '[]')) - 2), '')) || chr(125)",
     .nulls = Nulls::called, .doc = kUnsupported},
    // Relations that are written as functions; their columns are those of the relation (catalog/system).
    {.name = "pg_get_cols", .arguments = "varchar", .result = "record", .duckdb = "* FROM sys_pg_get_cols({token}, argument := {1})",
     .volatility = Volatility::stable, .kind = Kind::set_returning, .doc = "dg/PG_GET_COLS"},
    {.name = "pg_get_grantee_by_iam_role", .arguments = "varchar", .result = "record", .duckdb = "* FROM sys_pg_get_grantee_by_iam_role({token}, argument := {1})",
     .volatility = Volatility::stable, .kind = Kind::set_returning, .doc = "dg/PG_GET_GRANTEE_BY_IAMROLE"},
    {.name = "pg_get_iam_role_by_user", .arguments = "varchar", .result = "record", .duckdb = "* FROM sys_pg_get_iam_role_by_user({token}, argument := {1})",
     .volatility = Volatility::stable, .kind = Kind::set_returning, .doc = "dg/PG_GET_IAM_ROLE_BY_USER"},
    {.name = "_pg_expandarray", .arguments = "any", .result = "super",
     .duckdb = "unnest(list_transform(string_split(trim(CAST({1} AS VARCHAR), chr(123) || chr(125)), ' '), lambda x, n: chr(123) || '\"x\":' || x || ',\"n\":' || n || chr(125)))",
     .kind = Kind::set_returning, .doc = kUnsupported},
    {.name = "unnest", .arguments = "_text", .result = "text", .duckdb = "unnest(CASE WHEN {1} = chr(123) || chr(125) THEN CAST([] AS VARCHAR[]) ELSE string_split(bs_array_to_string({1}, chr(1)), chr(1)) END)", .kind = Kind::set_returning, .doc = kUnsupported},
    // What stands behind SELECT in a FROM item.
    {.name = "generate_series", .arguments = "integer, integer", .result = "integer",
     .duckdb = "CAST(i AS INTEGER) FROM generate_series({1}, {2}) AS s(i)", .kind = Kind::set_returning, .doc = kUnsupported},
    {.name = "generate_series", .arguments = "integer, integer, integer", .result = "integer",
     .duckdb = "CAST(i AS INTEGER) FROM generate_series({1}, {2}, {3}) AS s(i)", .kind = Kind::set_returning, .doc = kUnsupported},
    {.name = "generate_series", .arguments = "bigint, bigint", .result = "bigint",
     .duckdb = "i FROM generate_series({1}, {2}) AS s(i)", .kind = Kind::set_returning, .doc = kUnsupported},
    {.name = "generate_series", .arguments = "bigint, bigint, bigint", .result = "bigint",
     .duckdb = "i FROM generate_series({1}, {2}, {3}) AS s(i)", .kind = Kind::set_returning, .doc = kUnsupported},
    {.name = "generate_series", .arguments = "timestamp, timestamp, interval", .result = "timestamp",
     .duckdb = "i FROM generate_series({1}, {2}, {3}) AS s(i)", .kind = Kind::set_returning, .doc = kUnsupported},
};
// clang-format on

}  // namespace

std::span<const Row> system_rows() { return kRows; }

}  // namespace blueshift::functions
