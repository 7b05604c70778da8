/// The list of SHOW commands.  Doc: dg/r_SHOW
#include <array>

#include "base/error.h"
#include "exec/show_families.h"

namespace blueshift::exec {

namespace {

constexpr std::int64_t kRowCountMax = 10'000;
constexpr TypeId kText = TypeId::varchar;
constexpr TypeId kInt = TypeId::integer;

using Columns = std::vector<std::pair<std::string_view, TypeId>>;

const Columns kForeignKeyColumns = {
    {"pk_database_name", kText}, {"pk_schema_name", kText}, {"pk_table_name", kText}, {"pk_column_name", kText},
    {"fk_database_name", kText}, {"fk_schema_name", kText}, {"fk_table_name", kText}, {"fk_column_name", kText},
    {"key_seq", TypeId::smallint}, {"update_rule", TypeId::smallint}, {"delete_rule", TypeId::smallint}, {"fk_name", kText},
    {"pk_name", kText}, {"deferrability", TypeId::smallint}};

const Columns kGrantColumns = {
    {"database_name", kText}, {"schema_name", kText}, {"object_name", kText}, {"object_type", kText},
    {"privilege_type", kText}, {"identity_id", kInt}, {"identity_name", kText}, {"identity_type", kText},
    {"admin_option", TypeId::boolean}, {"privilege_scope", kText}, {"grantor_name", kText}};

const Columns kRlsColumns = {
    {"policy_name", kText}, {"policy_alias", kText}, {"policy_atts", kText}, {"policy_qual", kText},
    {"policy_enabled", TypeId::boolean}, {"policy_modified_by", kText}, {"policy_modified_time", TypeId::timestamp}};

const Columns kMaskingColumns = {
    {"policy_name", kText}, {"input_columns", kText}, {"policy_expression", kText}, {"policy_modified_by", kText},
    {"policy_modified_time", TypeId::timestamp}};

Columns routine_columns(std::string_view name) {
    return {{"database_name", kText}, {"schema_name", kText}, {name, kText}, {"number_of_arguments", kInt},
            {"argument_list", kText}, {"return_type", kText}, {"remarks", kText}};
}

Columns parameter_columns(std::string_view name) {
    return {{"database_name", kText}, {"schema_name", kText}, {name, kText}, {"parameter_name", kText},
            {"ordinal_position", kInt}, {"parameter_type", kText}, {"data_type", kText},
            {"character_maximum_length", kInt}, {"numeric_precision", kInt}, {"numeric_scale", kInt}};
}

}  // namespace

std::span<const ShowRow> show_rows() {
    // To add a command: a row with the words after SHOW, and a case in tests/slt/catalog/show.slt.
    static const std::array kRows = {
        ShowRow{"column grants on table",
                {{"database_name", kText}, {"schema_name", kText}, {"table_name", kText}, {"column_name", kText},
                 {"object_type", kText}, {"privilege_type", kText}, {"identity_id", kInt}, {"identity_name", kText},
                 {"identity_type", kText}, {"admin_option", TypeId::boolean}, {"privilege_scope", kText},
                 {"grantor_name", kText}},
                show_column_grants, "dg/r_SHOW_COLUMN_GRANTS"},
        ShowRow{"columns from table",
                {{"database_name", kText}, {"schema_name", kText}, {"table_name", kText}, {"column_name", kText},
                 {"ordinal_position", kInt}, {"column_default", kText}, {"is_nullable", kText}, {"data_type", kText},
                 {"character_maximum_length", kInt}, {"numeric_precision", kInt}, {"numeric_scale", kInt},
                 {"remarks", kText}, {"sort_key_type", kText}, {"sort_key", kInt}, {"dist_key", kInt},
                 {"encoding", kText}, {"collation", kText}},
                show_columns, "dg/r_SHOW_COLUMNS"},
        ShowRow{"constraints foreign keys exported from table", kForeignKeyColumns, show_exported_keys, "dg/r_SHOW_CONSTRAINTS"},
        ShowRow{"constraints foreign keys from table", kForeignKeyColumns, show_foreign_keys, "dg/r_SHOW_CONSTRAINTS"},
        ShowRow{"constraints primary keys from table",
                {{"database_name", kText}, {"schema_name", kText}, {"table_name", kText}, {"column_name", kText},
                 {"key_seq", TypeId::smallint}, {"pk_name", kText}},
                show_primary_keys, "dg/r_SHOW_CONSTRAINTS"},
        ShowRow{"databases",
                {{"database_name", kText}, {"database_owner", kInt}, {"database_type", kText}, {"database_acl", kText},
                 {"parameters", kText}, {"database_isolation_level", kText}},
                show_databases, "dg/r_SHOW_DATABASES"},
        ShowRow{"external table", {{"Show External Table DDL statement", kText}}, show_external_table, "dg/r_SHOW_EXTERNAL_TABLE"},
        ShowRow{"functions from schema", routine_columns("function_name"), show_functions, "dg/r_SHOW_FUNCTIONS"},
        ShowRow{"grants for", kGrantColumns, show_grants_for, "dg/r_SHOW_GRANTS"},
        ShowRow{"grants on database", kGrantColumns, show_grants_on_database, "dg/r_SHOW_GRANTS"},
        ShowRow{"grants on function", kGrantColumns, show_grants_on_routine, "dg/r_SHOW_GRANTS"},
        ShowRow{"grants on procedure", kGrantColumns, show_grants_on_routine, "dg/r_SHOW_GRANTS"},
        ShowRow{"grants on schema", kGrantColumns, show_grants_on_schema, "dg/r_SHOW_GRANTS"},
        ShowRow{"grants on table", kGrantColumns, show_grants_on_table, "dg/r_SHOW_GRANTS"},
        ShowRow{"masking policies", kMaskingColumns, show_masking_policies, "dg/r_SHOW_POLICIES"},
        ShowRow{"masking policies from database", kMaskingColumns, show_masking_policies, "dg/r_SHOW_POLICIES"},
        ShowRow{"masking policies on", kMaskingColumns, show_masking_policies, "dg/r_SHOW_POLICIES"},
        ShowRow{"parameters of function", parameter_columns("function_name"), show_parameters, "dg/r_SHOW_PARAMETERS"},
        ShowRow{"parameters of procedure", parameter_columns("procedure_name"), show_parameters, "dg/r_SHOW_PARAMETERS"},
        ShowRow{"procedure", {{"Stored Procedure Definition", kText}}, show_procedure, "dg/r_SHOW_PROCEDURE"},
        ShowRow{"procedures from schema", routine_columns("procedure_name"), show_procedures, "dg/r_SHOW_PROCEDURES"},
        ShowRow{"rls policies", kRlsColumns, show_rls_policies, "dg/r_SHOW_POLICIES"},
        ShowRow{"rls policies from database", kRlsColumns, show_rls_policies, "dg/r_SHOW_POLICIES"},
        ShowRow{"rls policies on", kRlsColumns, show_rls_policies, "dg/r_SHOW_POLICIES"},
        ShowRow{"schemas from database",
                {{"database_name", kText}, {"schema_name", kText}, {"schema_owner", kInt}, {"schema_type", kText},
                 {"schema_acl", kText}, {"source_database", kText}, {"schema_option", kText}},
                show_schemas, "dg/r_SHOW_SCHEMAS"},
        ShowRow{"table", {{"Show Table DDL statement", kText}}, show_table, "dg/r_SHOW_TABLE"},
        ShowRow{"tables from schema",
                {{"database_name", kText}, {"schema_name", kText}, {"table_name", kText}, {"table_type", kText},
                 {"table_acl", kText}, {"remarks", kText}, {"owner", kText}, {"last_altered_time", TypeId::timestamp},
                 {"last_modified_time", TypeId::timestamp}, {"dist_style", kText}, {"table_subtype", kText}},
                show_tables, "dg/r_SHOW_TABLES"},
        ShowRow{"user lockout", {{"user_id", kInt}, {"user_name", kText}, {"failed_login_attempts", kInt}}, show_user_lockout, "dg/r_SHOW_USER_LOCKOUT"},
        ShowRow{"view", {{"Show View DDL statement", kText}}, show_view, "dg/r_SHOW_VIEW"},
    };
    return kRows;
}

const ShowRow* find_show(std::string_view what) {
    for (const ShowRow& row : show_rows()) {
        if (row.what == what) return &row;
    }
    return nullptr;
}

ShowRows run_show(const ShowRow& row, const ShowRequest& request) {
    const std::optional<std::int64_t>& limit = request.statement.limit;
    const std::int64_t count_max = limit.value_or(kRowCountMax);
    if (count_max < 0 || count_max > kRowCountMax) {
        throw Error(Code::invalid_parameter_value, "LIMIT must be between 0 and {}", kRowCountMax);
    }
    ShowRows rows = row.produce(request);
    if (!limit && static_cast<std::int64_t>(rows.size()) > kRowCountMax) {
        throw Error(Code::program_limit_exceeded, "the result has more than {} rows", kRowCountMax).hint("Use LIKE or LIMIT.");
    }
    if (static_cast<std::int64_t>(rows.size()) > count_max) rows.resize(static_cast<std::size_t>(count_max));
    return rows;
}

}  // namespace blueshift::exec
