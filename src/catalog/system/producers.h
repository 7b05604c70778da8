#pragma once
/// The producers of system relations, by file.
#include "catalog/system/system.h"

namespace blueshift::catalog::system {

// pg_class.cpp
std::vector<Row> pg_class(const SystemContext& context);
std::vector<Row> pg_attribute(const SystemContext& context);
std::vector<Row> pg_attrdef(const SystemContext& context);
std::vector<Row> pg_constraint(const SystemContext& context);
std::vector<Row> pg_description(const SystemContext& context);
std::vector<Row> pg_depend(const SystemContext& context);
/// One rule for each view, as PostgreSQL has.
std::vector<Row> pg_rewrite(const SystemContext& context);
std::vector<Row> pg_table_def(const SystemContext& context);
std::vector<Row> pg_tables(const SystemContext& context);
std::vector<Row> pg_views(const SystemContext& context);

// pg_namespace.cpp
std::vector<Row> pg_namespace(const SystemContext& context);
std::vector<Row> pg_database(const SystemContext& context);
std::vector<Row> pg_user(const SystemContext& context);
std::vector<Row> pg_group(const SystemContext& context);
std::vector<Row> pg_type(const SystemContext& context);
std::vector<Row> pg_settings(const SystemContext& context);
std::vector<Row> pg_roles(const SystemContext& context);
std::vector<Row> pg_proc(const SystemContext& context);
std::vector<Row> pg_language(const SystemContext& context);
/// For relations that exist and never have rows here.
std::vector<Row> no_rows(const SystemContext& context);

// monitoring.cpp
std::vector<Row> pg_stat_activity(const SystemContext& context);
std::vector<Row> stl_load_errors(const SystemContext& context);
std::vector<Row> sys_load_error_detail(const SystemContext& context);

// metadata.cpp
std::vector<Row> information_schema_schemata(const SystemContext& context);
std::vector<Row> information_schema_tables(const SystemContext& context);
std::vector<Row> information_schema_columns(const SystemContext& context);
std::vector<Row> svv_tables(const SystemContext& context);
std::vector<Row> svv_columns(const SystemContext& context);
std::vector<Row> svv_all_schemas(const SystemContext& context);
std::vector<Row> svv_all_tables(const SystemContext& context);
std::vector<Row> svv_all_columns(const SystemContext& context);
std::vector<Row> svv_redshift_databases(const SystemContext& context);
std::vector<Row> table_constraints(const SystemContext& context);
std::vector<Row> key_column_usage(const SystemContext& context);

/// pg_attribute.attencodingtype of an encoding name, and back.
int encoding_number(std::string_view name);
std::string_view encoding_name(int number);

}  // namespace blueshift::catalog::system
