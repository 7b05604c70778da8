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
    catalog("has_column_privilege",   "varchar, varchar, varchar", "boolean", "bs_sys_has_column_privilege({token}, $current_user, {1}, {2}, {3})", kUnsupported),
    catalog("has_database_privilege", "varchar, varchar",          "boolean", "bs_sys_has_database_privilege({token}, $current_user, {1}, {2})", "dg/r_HAS_DATABASE_PRIVILEGE"),
    catalog("has_database_privilege", "varchar, varchar, varchar", "boolean", "bs_sys_has_database_privilege({token}, {1}, {2}, {3})", "dg/r_HAS_DATABASE_PRIVILEGE"),
    catalog("has_function_privilege", "varchar, varchar",          "boolean", "bs_sys_has_function_privilege({token}, $current_user, {1}, {2})", kUnsupported),
    catalog("has_schema_privilege",   "varchar, varchar",          "boolean", "bs_sys_has_schema_privilege({token}, $current_user, {1}, {2})", "dg/r_HAS_SCHEMA_PRIVILEGE"),
    catalog("has_schema_privilege",   "varchar, varchar, varchar", "boolean", "bs_sys_has_schema_privilege({token}, {1}, {2}, {3})",   "dg/r_HAS_SCHEMA_PRIVILEGE"),
    catalog("has_schema_privilege",   "oid, varchar",              "boolean", "bs_sys_has_schema_privilege_oid({token}, $current_user, {1}, {2})", "dg/r_HAS_SCHEMA_PRIVILEGE"),
    catalog("has_table_privilege",    "varchar, varchar",          "boolean", "bs_sys_has_table_privilege({token}, $current_user, {1}, {2})",  "dg/r_HAS_TABLE_PRIVILEGE"),
    catalog("has_table_privilege",    "varchar, varchar, varchar", "boolean", "bs_sys_has_table_privilege({token}, {1}, {2}, {3})",    "dg/r_HAS_TABLE_PRIVILEGE"),
    catalog("has_table_privilege",    "oid, varchar",              "boolean", "bs_sys_has_table_privilege_oid({token}, $current_user, {1}, {2})", "dg/r_HAS_TABLE_PRIVILEGE"),
    catalog("has_table_privilege",    "varchar, oid, varchar",     "boolean", "bs_sys_has_table_privilege_oid({token}, {1}, {2}, {3})", "dg/r_HAS_TABLE_PRIVILEGE"),
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
