/// The system relations. To add one: a row with its columns and producer at the end of its family, and a case in tests/slt/catalog.
#include <algorithm>
#include <array>
#include <map>

#include <fmt/format.h>

#include "base/error.h"
#include "catalog/access.h"
#include "catalog/system/families.h"
#include "catalog/system/producers.h"
#include "catalog/system/rows.h"
#include "catalog/system/system.h"

namespace blueshift::catalog::system {

namespace {

/// Oids of system relations that tools know by heart; the others follow from kFirstSystemOid on.
constexpr std::pair<std::string_view, Oid> kKnownOids[] = {
    {"pg_attrdef", 2604}, {"pg_attribute", 1249}, {"pg_class", 1259}, {"pg_constraint", 2606}, {"pg_database", 1262},
    {"pg_depend", 2608},  {"pg_description", 2609}, {"pg_group", 1261}, {"pg_index", 2610}, {"pg_language", 2612},
    {"pg_namespace", 2615}, {"pg_proc", 1255}, {"pg_type", 1247},
};
constexpr Oid kFirstSystemOid = 10'000;
/// Oids between the first relations of two families, so that a family can grow without moving the others.
constexpr Oid kFamilyOids = 1'000;

Type parse_type(std::string_view text) {
    const std::size_t parenthesis = text.find('(');
    std::vector<int> arguments;
    std::string_view name = text.substr(0, parenthesis);
    if (parenthesis != std::string_view::npos) {
        std::string_view rest = text.substr(parenthesis + 1);
        int number = 0;
        for (const char c : rest) {
            if (c >= '0' && c <= '9') {
                number = number * 10 + (c - '0');
            } else {
                arguments.push_back(number);
                number = 0;
            }
        }
    }
    if (name == "text") return Type{TypeId::text};
    const auto type = type_from_name(name, arguments);
    if (!type) throw Error(Code::internal_error, "a system relation has a column of unknown type {}", text);
    return *type;
}

// clang-format off
std::vector<SystemRelation> catalog_relations() {
    return {
        // information_schema
        {"information_schema", "columns",
         {{"table_catalog", "text"}, {"table_schema", "text"}, {"table_name", "text"}, {"column_name", "text"}, {"ordinal_position", "integer"}, {"column_default", "text"},
          {"is_nullable", "text"}, {"data_type", "text"}, {"character_maximum_length", "integer"}, {"character_octet_length", "integer"}, {"numeric_precision", "integer"},
          {"numeric_precision_radix", "integer"}, {"numeric_scale", "integer"}, {"datetime_precision", "integer"}, {"interval_type", "text"}, {"interval_precision", "text"},
          {"character_set_catalog", "text"}, {"character_set_schema", "text"}, {"character_set_name", "text"}, {"collation_catalog", "text"}, {"collation_schema", "text"},
          {"collation_name", "text"}, {"udt_catalog", "text"}, {"udt_schema", "text"}, {"udt_name", "text"}},
         information_schema_columns},
        {"information_schema", "key_column_usage",
         {{"constraint_catalog", "text"}, {"constraint_schema", "text"}, {"constraint_name", "text"}, {"table_catalog", "text"}, {"table_schema", "text"}, {"table_name", "text"},
          {"column_name", "text"}, {"ordinal_position", "integer"}},
         key_column_usage},
        {"information_schema", "schemata",
         {{"catalog_name", "text"}, {"schema_name", "text"}, {"schema_owner", "text"}, {"default_character_set_catalog", "text"}, {"default_character_set_schema", "text"},
          {"default_character_set_name", "text"}, {"sql_path", "text"}},
         information_schema_schemata},
        {"information_schema", "table_constraints",
         {{"constraint_catalog", "text"}, {"constraint_schema", "text"}, {"constraint_name", "text"}, {"table_catalog", "text"}, {"table_schema", "text"}, {"table_name", "text"},
          {"constraint_type", "text"}, {"is_deferrable", "text"}, {"initially_deferred", "text"}},
         table_constraints},
        {"information_schema", "tables",
         {{"table_catalog", "text"}, {"table_schema", "text"}, {"table_name", "text"}, {"table_type", "text"}, {"self_referencing_column_name", "text"}, {"reference_generation", "text"},
          {"user_defined_type_catalog", "text"}, {"user_defined_type_schema", "text"}, {"user_defined_name", "text"}},
         information_schema_tables},
        // pg_catalog
        {"pg_catalog", "pg_am", {{"oid", "oid"}, {"amname", "name"}, {"amowner", "integer"}}, no_rows},
        {"pg_catalog", "pg_attrdef", {{"oid", "oid"}, {"adrelid", "oid"}, {"adnum", "smallint"}, {"adbin", "text"}, {"adsrc", "text"}}, pg_attrdef},
        {"pg_catalog", "pg_attribute",
         {{"attrelid", "oid"}, {"attname", "name"}, {"atttypid", "oid"}, {"attstattarget", "integer"}, {"attlen", "smallint"}, {"attnum", "smallint"}, {"attndims", "integer"},
          {"attcacheoff", "integer"}, {"atttypmod", "integer"}, {"attbyval", "boolean"}, {"attstorage", "\"char\""}, {"attalign", "\"char\""}, {"attnotnull", "boolean"},
          {"atthasdef", "boolean"}, {"attisdropped", "boolean"}, {"attislocal", "boolean"}, {"attinhcount", "integer"}, {"attisdistkey", "boolean"}, {"attispreloaded", "boolean"},
          {"attsortkeyord", "integer"}, {"attencodingtype", "smallint"}, {"attencrypttype", "smallint"}, {"attacl", "aclitem[]"}, {"attidentity", "\"char\""},
          {"attgenerated", "\"char\""}, {"attcollation", "oid"}, {"atthasmissing", "boolean"}, {"attoptions", "text[]"}, {"attfdwoptions", "text[]"}, {"attmissingval", "text"},
          {"attcompression", "\"char\""}},
         pg_attribute},
        {"pg_catalog", "pg_class",
         {{"oid", "oid"}, {"relname", "name"}, {"relnamespace", "oid"}, {"reltype", "oid"}, {"relowner", "integer"}, {"relam", "oid"}, {"relfilenode", "oid"}, {"reltablespace", "oid"},
          {"relpages", "integer"}, {"reltuples", "real"}, {"reltoastrelid", "oid"}, {"reltoastidxid", "oid"}, {"relhasindex", "boolean"}, {"relisshared", "boolean"},
          {"relkind", "\"char\""}, {"relnatts", "smallint"}, {"relexternid", "oid"}, {"relisreplicated", "boolean"}, {"relispinned", "boolean"}, {"reldiststyle", "smallint"},
          {"relprojbaseid", "oid"}, {"relchecks", "smallint"}, {"reltriggers", "smallint"}, {"relukeys", "smallint"}, {"relfkeys", "smallint"}, {"relrefs", "smallint"},
          {"relhasoids", "boolean"}, {"relhaspkey", "boolean"}, {"relhasrules", "boolean"}, {"relhassubclass", "boolean"}, {"relacl", "aclitem[]"},
          {"relpersistence", "\"char\""}, {"relhastriggers", "boolean"}, {"relrowsecurity", "boolean"}, {"reloftype", "oid"}, {"relforcerowsecurity", "boolean"}, {"relispartition", "boolean"},
          {"relreplident", "\"char\""}, {"reloptions", "text[]"}, {"relispopulated", "boolean"}, {"relpartbound", "text"}, {"relcreationtime", "timestamp"}, {"releffectivediststyle", "integer"}},
         pg_class},
        {"pg_catalog", "pg_constraint",
         {{"oid", "oid"}, {"conname", "name"}, {"connamespace", "oid"}, {"contype", "\"char\""}, {"condeferrable", "boolean"}, {"condeferred", "boolean"}, {"conrelid", "oid"},
          {"contypid", "oid"}, {"confrelid", "oid"}, {"confupdtype", "\"char\""}, {"confdeltype", "\"char\""}, {"confmatchtype", "\"char\""}, {"conkey", "smallint[]"},
          {"confkey", "smallint[]"}, {"conbin", "text"}, {"consrc", "text"}, {"conindid", "oid"}, {"convalidated", "boolean"}, {"conparentid", "oid"}, {"conislocal", "boolean"},
          {"coninhcount", "integer"}, {"connoinherit", "boolean"}},
         pg_constraint},
        {"pg_catalog", "pg_database",
         {{"oid", "oid"}, {"datname", "name"}, {"datdba", "integer"}, {"encoding", "integer"}, {"datistemplate", "boolean"}, {"datallowconn", "boolean"}, {"datlastsysoid", "oid"},
          {"datvacuumxid", "xid"}, {"datfrozenxid", "xid"}, {"dattablespace", "oid"}, {"datconfig", "text[]"}, {"datacl", "aclitem[]"}, {"datconnlimit", "text"}, {"datcollate", "name"}, {"datctype", "name"}},
         pg_database},
        {"pg_catalog", "pg_depend",
         {{"classid", "oid"}, {"objid", "oid"}, {"objsubid", "integer"}, {"refclassid", "oid"}, {"refobjid", "oid"}, {"refobjsubid", "integer"}, {"deptype", "\"char\""}},
         pg_depend},
        {"pg_catalog", "pg_description", {{"objoid", "oid"}, {"classoid", "oid"}, {"objsubid", "integer"}, {"description", "text"}}, pg_description},
        {"pg_catalog", "pg_get_late_binding_view_cols",
         {{"view_schema", "name"}, {"view_name", "name"}, {"col_name", "name"}, {"col_type", "varchar"}, {"col_num", "integer"}}, no_rows, {}, "dg/PG_GET_LATE_BINDING_VIEW_COLS"},
        {"pg_catalog", "pg_group", {{"groname", "name"}, {"grosysid", "integer"}, {"grolist", "integer[]"}}, pg_group},
        {"pg_catalog", "pg_index",
         {{"indexrelid", "oid"}, {"indrelid", "oid"}, {"indkey", "int2vector"}, {"indclass", "oidvector"}, {"indnatts", "smallint"}, {"indisunique", "boolean"}, {"indisprimary", "boolean"},
          {"indisclustered", "boolean"}, {"indexprs", "text"}, {"indpred", "text"}, {"indisvalid", "boolean"}, {"indoption", "int2vector"}, {"indisreplident", "boolean"}},
         no_rows},
        {"pg_catalog", "pg_inherits", {{"inhrelid", "oid"}, {"inhparent", "oid"}, {"inhseqno", "integer"}}, no_rows},
        {"pg_catalog", "pg_language",
         {{"oid", "oid"}, {"lanname", "name"}, {"lanispl", "boolean"}, {"lanpltrusted", "boolean"}, {"lanplcallfoid", "oid"}, {"lanvalidator", "oid"}, {"lanacl", "aclitem[]"}},
         pg_language},
        {"pg_catalog", "pg_namespace", {{"oid", "oid"}, {"nspname", "name"}, {"nspowner", "integer"}, {"nspacl", "aclitem[]"}}, pg_namespace},
        {"pg_catalog", "pg_settings",
         {{"name", "text"}, {"setting", "text"}, {"category", "text"}, {"short_desc", "text"}, {"extra_desc", "text"}, {"context", "text"}, {"vartype", "text"}, {"source", "text"},
          {"min_val", "text"}, {"max_val", "text"}},
         pg_settings},
        {"pg_catalog", "pg_stat_activity",
         {{"datid", "oid"}, {"datname", "name"}, {"procpid", "integer"}, {"usesysid", "integer"}, {"usename", "name"}, {"current_query", "text"}, {"query_start", "timestamptz"},
          {"backend_start", "timestamptz"}, {"client_addr", "text"}, {"client_port", "integer"}, {"application_name", "text"}, {"pid", "integer"}, {"state", "text"}},
         pg_stat_activity},
        {"pg_catalog", "pg_table_def",
         {{"schemaname", "name"}, {"tablename", "name"}, {"column", "name"}, {"type", "text"}, {"encoding", "character(32)"}, {"distkey", "boolean"}, {"sortkey", "integer"}, {"notnull", "boolean"}},
         pg_table_def, {}, "dg/r_PG_TABLE_DEF"},
        {"pg_catalog", "pg_tables",
         {{"schemaname", "name"}, {"tablename", "name"}, {"tableowner", "name"}, {"tablespace", "name"}, {"hasindexes", "boolean"}, {"hasrules", "boolean"}, {"hastriggers", "boolean"}},
         pg_tables},
        {"pg_catalog", "pg_type",
         {{"oid", "oid"}, {"typname", "name"}, {"typnamespace", "oid"}, {"typowner", "integer"}, {"typlen", "smallint"}, {"typbyval", "boolean"}, {"typtype", "\"char\""},
          {"typisdefined", "boolean"}, {"typdelim", "\"char\""}, {"typrelid", "oid"}, {"typelem", "oid"}, {"typarray", "oid"}, {"typinput", "name"}, {"typoutput", "name"},
          {"typstorage", "\"char\""}, {"typnotnull", "boolean"}, {"typbasetype", "oid"}, {"typtypmod", "integer"}, {"typndims", "integer"}, {"typdefault", "text"},
          {"typcategory", "\"char\""}, {"typdefaultbin", "text"}, {"typacl", "aclitem[]"}, {"typalign", "\"char\""}, {"typcollation", "oid"}},
         pg_type},
        {"pg_catalog", "pg_user",
         {{"usename", "name"}, {"usesysid", "integer"}, {"usecreatedb", "boolean"}, {"usesuper", "boolean"}, {"usecatupd", "boolean"}, {"passwd", "text"}, {"valuntil", "text"}, {"useconfig", "text[]"}},
         pg_user},
        {"pg_catalog", "pg_views", {{"schemaname", "name"}, {"viewname", "name"}, {"viewowner", "name"}, {"definition", "text"}}, pg_views},
        {"pg_catalog", "pg_auth_members", {{"roleid", "oid"}, {"member", "oid"}, {"grantor", "oid"}, {"admin_option", "boolean"}}, no_rows},
        {"pg_catalog", "pg_collation",
         {{"oid", "oid"}, {"collname", "name"}, {"collnamespace", "oid"}, {"collowner", "integer"}, {"collprovider", "\"char\""}, {"collencoding", "integer"}, {"collcollate", "name"}, {"collctype", "name"}},
         no_rows},
        {"pg_catalog", "pg_foreign_server", {{"oid", "oid"}, {"srvname", "name"}, {"srvowner", "integer"}, {"srvfdw", "oid"}, {"srvoptions", "text[]"}}, no_rows},
        {"pg_catalog", "pg_foreign_table", {{"ftrelid", "oid"}, {"ftserver", "oid"}, {"ftoptions", "text[]"}}, no_rows},
        {"pg_catalog", "pg_operator",
         {{"oid", "oid"}, {"oprname", "name"}, {"oprnamespace", "oid"}, {"oprowner", "integer"}, {"oprkind", "\"char\""}, {"oprleft", "oid"}, {"oprright", "oid"}, {"oprresult", "oid"}},
         no_rows},
        {"pg_catalog", "pg_policy",
         {{"oid", "oid"}, {"polname", "name"}, {"polrelid", "oid"}, {"polcmd", "\"char\""}, {"polpermissive", "boolean"}, {"polroles", "oid[]"}, {"polqual", "text"}, {"polwithcheck", "text"}},
         no_rows},
        {"pg_catalog", "pg_proc",
         {{"oid", "oid"}, {"proname", "name"}, {"pronamespace", "oid"}, {"proowner", "integer"}, {"prolang", "oid"}, {"proisagg", "boolean"}, {"prosecdef", "boolean"}, {"proisstrict", "boolean"},
          {"proretset", "boolean"}, {"provolatile", "\"char\""}, {"pronargs", "smallint"}, {"prorettype", "oid"}, {"proargtypes", "oidvector"}, {"proargnames", "text[]"}, {"prosrc", "text"},
          {"probin", "text"}, {"proacl", "aclitem[]"}, {"prokind", "\"char\""}, {"proallargtypes", "oid[]"}, {"proargmodes", "text[]"}},
         pg_proc},
        {"pg_catalog", "pg_publication", {{"oid", "oid"}, {"pubname", "name"}, {"puballtables", "boolean"}}, no_rows},
        {"pg_catalog", "pg_publication_namespace", {{"oid", "oid"}, {"pnpubid", "oid"}, {"pnnspid", "oid"}}, no_rows},
        {"pg_catalog", "pg_publication_rel", {{"oid", "oid"}, {"prpubid", "oid"}, {"prrelid", "oid"}, {"prqual", "text"}, {"prattrs", "int2vector"}}, no_rows},
        {"pg_catalog", "pg_rewrite", {{"oid", "oid"}, {"rulename", "name"}, {"ev_class", "oid"}, {"ev_type", "\"char\""}, {"ev_enabled", "\"char\""}, {"is_instead", "boolean"}}, pg_rewrite},
        {"pg_catalog", "pg_roles",
         {{"oid", "oid"}, {"rolname", "name"}, {"rolsuper", "boolean"}, {"rolinherit", "boolean"}, {"rolcreaterole", "boolean"}, {"rolcreatedb", "boolean"}, {"rolcanlogin", "boolean"},
          {"rolconnlimit", "integer"}, {"rolpassword", "text"}, {"rolvaliduntil", "text"}, {"rolreplication", "boolean"}, {"rolbypassrls", "boolean"}, {"rolconfig", "text[]"}},
         pg_roles},
        {"pg_catalog", "pg_shdescription", {{"objoid", "oid"}, {"classoid", "oid"}, {"description", "text"}}, no_rows},
        {"pg_catalog", "pg_statistic_ext",
         {{"oid", "oid"}, {"stxrelid", "oid"}, {"stxname", "name"}, {"stxnamespace", "oid"}, {"stxkind", "text[]"}, {"stxkeys", "int2vector"}, {"stxstattarget", "integer"}}, no_rows},
        {"pg_catalog", "pg_tablespace", {{"oid", "oid"}, {"spcname", "name"}, {"spcowner", "integer"}}, no_rows},
        {"pg_catalog", "pg_trigger",
         {{"oid", "oid"}, {"tgrelid", "oid"}, {"tgname", "name"}, {"tgfoid", "oid"}, {"tgtype", "smallint"}, {"tgenabled", "\"char\""}, {"tgisinternal", "boolean"}, {"tgparentid", "oid"}, {"tgconstraint", "oid"}},
         no_rows},
        {"pg_catalog", "stl_load_errors",
         {{"userid", "integer"}, {"slice", "integer"}, {"tbl", "integer"}, {"starttime", "timestamp"}, {"session", "integer"}, {"query", "integer"}, {"filename", "character(256)"},
          {"line_number", "bigint"}, {"colname", "character(127)"}, {"type", "character(10)"}, {"col_length", "character(10)"}, {"position", "integer"}, {"raw_line", "character(1024)"},
          {"raw_field_value", "character(1024)"}, {"err_code", "integer"}, {"err_reason", "character(100)"}, {"is_partial", "integer"}, {"start_offset", "bigint"}, {"copy_job_id", "bigint"}},
         stl_load_errors, {}, "dg/r_STL_LOAD_ERRORS"},
        {"pg_catalog", "svv_all_columns",
         {{"database_name", "varchar(128)"}, {"schema_name", "varchar(128)"}, {"table_name", "varchar(128)"}, {"column_name", "varchar(128)"}, {"ordinal_position", "integer"},
          {"column_default", "varchar(4000)"}, {"is_nullable", "varchar(3)"}, {"data_type", "varchar(128)"}, {"character_maximum_length", "integer"}, {"numeric_precision", "integer"},
          {"numeric_scale", "integer"}, {"remarks", "varchar(256)"}},
         svv_all_columns, {}, "dg/r_SVV_ALL_COLUMNS"},
        {"pg_catalog", "svv_all_schemas",
         {{"database_name", "varchar(128)"}, {"schema_name", "varchar(128)"}, {"schema_owner", "integer"}, {"schema_type", "varchar(128)"}, {"schema_acl", "varchar(128)"},
          {"source_database", "varchar(128)"}, {"schema_option", "varchar(256)"}},
         svv_all_schemas, {}, "dg/r_SVV_ALL_SCHEMAS"},
        {"pg_catalog", "svv_all_tables",
         {{"database_name", "varchar(128)"}, {"schema_name", "varchar(128)"}, {"table_name", "varchar(128)"}, {"table_type", "varchar(128)"}, {"table_acl", "varchar(128)"}, {"remarks", "varchar(256)"}},
         svv_all_tables, {}, "dg/r_SVV_ALL_TABLES"},
        {"pg_catalog", "svv_columns",
         {{"table_catalog", "text"}, {"table_schema", "text"}, {"table_name", "text"}, {"column_name", "text"}, {"ordinal_position", "integer"}, {"column_default", "text"}, {"is_nullable", "text"},
          {"data_type", "text"}, {"character_maximum_length", "integer"}, {"numeric_precision", "integer"}, {"numeric_precision_radix", "integer"}, {"numeric_scale", "integer"},
          {"datetime_precision", "integer"}, {"interval_type", "text"}, {"interval_precision", "text"}, {"character_set_catalog", "text"}, {"character_set_schema", "text"},
          {"character_set_name", "text"}, {"collation_catalog", "text"}, {"collation_schema", "text"}, {"collation_name", "text"}, {"domain_name", "text"}, {"remarks", "text"}},
         svv_columns, {}, "dg/r_SVV_COLUMNS"},
        {"pg_catalog", "svv_external_schemas",
         {{"esoid", "oid"}, {"eskind", "smallint"}, {"schemaname", "name"}, {"esowner", "integer"}, {"databasename", "text"}, {"esoptions", "text"}}, no_rows, {}, "dg/r_SVV_EXTERNAL_SCHEMAS"},
        {"pg_catalog", "svv_external_tables",
         {{"redshift_database_name", "text"}, {"schemaname", "text"}, {"tablename", "text"}, {"tabletype", "text"}, {"location", "text"}, {"input_format", "text"}, {"output_format", "text"},
          {"serialization_lib", "text"}, {"serde_parameters", "text"}, {"compressed", "integer"}, {"parameters", "text"}},
         no_rows, {}, "dg/r_SVV_EXTERNAL_TABLES"},
        {"pg_catalog", "svv_external_columns",
         {{"redshift_database_name", "text"}, {"schemaname", "text"}, {"tablename", "text"}, {"columnname", "text"}, {"external_type", "text"}, {"columnnum", "integer"}, {"part_key", "integer"}, {"is_nullable", "text"}},
         no_rows, {}, "dg/r_SVV_EXTERNAL_COLUMNS"},
        {"pg_catalog", "svv_redshift_databases",
         {{"database_name", "varchar(128)"}, {"database_owner", "integer"}, {"database_type", "varchar(32)"}, {"database_acl", "varchar(128)"}, {"database_options", "varchar(128)"}, {"database_isolation_level", "varchar(128)"}},
         svv_redshift_databases, {}, "dg/r_SVV_REDSHIFT_DATABASES"},
        {"pg_catalog", "svv_tables",
         {{"table_catalog", "text"}, {"table_schema", "text"}, {"table_name", "text"}, {"table_type", "text"}, {"remarks", "text"}}, svv_tables, {}, "dg/r_SVV_TABLES"},
        {"pg_catalog", "sys_load_error_detail",
         {{"user_id", "integer"}, {"query_id", "bigint"}, {"transaction_id", "bigint"}, {"session_id", "integer"}, {"database_name", "character(64)"}, {"table_id", "integer"}, {"table_name", "varchar(128)"},
          {"start_time", "timestamp"}, {"file_name", "character(256)"}, {"line_number", "bigint"}, {"column_name", "character(127)"}, {"column_type", "character(10)"}, {"column_length", "character(10)"},
          {"position", "integer"}, {"error_code", "integer"}, {"error_message", "character(512)"}},
         sys_load_error_detail, {}, "dg/SYS_LOAD_ERROR_DETAIL"},
    };
}
// clang-format on

/// To add a family: a row at the end.
constexpr std::vector<SystemRelation> (*kFamilies[])() = {
    catalog_relations,   history_relations,     statement_relations,   running_relations,     step_relations,
    step_log_relations,  session_relations,     transaction_relations, storage_relations,     maintenance_relations,
    workload_relations,  materialized_view_relations, procedure_relations, spectrum_relations, datashare_relations,
    integration_relations,
};

/// The query of a derived relation with its outputs as the columns' types.
std::string typed_query(const SystemRelation& row) {
    std::string casts;
    std::string names;
    for (const SystemColumn& column : row.columns) {
        const std::string_view separator = casts.empty() ? "" : ", ";
        casts += fmt::format("{}CAST(v.\"{}\" AS {})", separator, column.name, column.type);
        names += fmt::format("{}\"{}\"", separator, column.name);
    }
    return fmt::format("SELECT {} FROM ({}) v ({})", casts, row.sql, names);
}

/// The rows as catalog relations.
class Relations : public SystemRelations {
public:
    Relations() {
        for (std::size_t family = 0; family < std::size(kFamilies); ++family) {
            Oid next = kFirstSystemOid + static_cast<Oid>(family) * kFamilyOids;
            for (SystemRelation& row : kFamilies[family]()) {
                add(row, next++);
                rows_.push_back(std::move(row));
            }
        }
    }

    const std::vector<SystemRelation>& rows() const { return rows_; }

    std::shared_ptr<const Relation> find(std::string_view schema, std::string_view name) const override {
        const auto found = by_name_.find({std::string(schema), std::string(name)});
        return found == by_name_.end() ? nullptr : found->second;
    }
    std::vector<std::shared_ptr<const Relation>> all() const override { return all_; }

private:
    void add(const SystemRelation& row, Oid oid) {
        auto relation = std::make_shared<Relation>();
        relation->name = row.name;
        relation->schema = schema_oid(row.schema);
        relation->kind = RelationKind::system;
        if (!row.superuser_only && row.schema != "pg_internal") {
            relation->acl.push_back({AclEntry::public_, 0, kAdminUserId, std::string(1, kSelect), ""});
        }
        const auto* known = std::find_if(std::begin(kKnownOids), std::end(kKnownOids),
                                         [&](const auto& entry) { return entry.first == row.name; });
        relation->oid = known != std::end(kKnownOids) ? known->second : oid;
        for (const SystemColumn& described : row.columns) {
            Column column;
            column.number = ++relation->last_column_number;
            column.name = described.name;
            column.type = parse_type(described.type);
            // What sessions and statements say of themselves may end with anything.
            column.trailing_blanks = true;
            relation->columns.push_back(std::move(column));
        }
        if (!row.sql.empty()) relation->view_text = typed_query(row);
        all_.push_back(relation);
        by_name_[{std::string(row.schema), std::string(row.name)}] = std::move(relation);
    }

    static Oid schema_oid(std::string_view name) {
        for (const BuiltinSchema& schema : kBuiltinSchemas) {
            if (schema.name == name) return schema.oid;
        }
        throw Error(Code::internal_error, "a system relation is in the unknown schema {}", name);
    }

    std::vector<SystemRelation> rows_;
    std::vector<std::shared_ptr<const Relation>> all_;
    std::map<std::pair<std::string, std::string>, std::shared_ptr<const Relation>> by_name_;
};

}  // namespace

namespace {

const Relations& all_relations() {
    static const Relations kRelations;
    return kRelations;
}

}  // namespace

const std::vector<SystemRelation>& relations() { return all_relations().rows(); }

const SystemRelations& system_relations() { return all_relations(); }

}  // namespace blueshift::catalog::system
