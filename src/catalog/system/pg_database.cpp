/// Databases, schemas, settings, configuration, sessions.  Doc: dg/c_intro_catalog_views
#include <fmt/format.h>

#include "catalog/system/external_rows.h"
#include "catalog/system/families.h"
#include "catalog/system/producers.h"
#include "catalog/system/rows.h"

namespace blueshift::catalog::system {

namespace {

constexpr std::string_view kDoc = "dg/c_intro_catalog_views";
constexpr std::int64_t kEncodingUtf8 = 6;

std::string limit_text(int limit) { return limit < 0 ? "UNLIMITED" : std::to_string(limit); }

std::vector<Row> pg_namespace(const SystemContext& context) {
    std::vector<Row> rows;
    for (const BuiltinSchema& schema : kBuiltinSchemas) {
        rows.push_back({schema.oid, std::string(schema.name), kAdminUserId, Value()});
    }
    for (const auto& schema : visible_schemas(context)) {
        rows.push_back({schema->oid, schema->name, schema->owner, acl_text(context, schema->acl, schema->owner, kOwnersSchema)});
    }
    return rows;
}

/// pg_database's columns.
Row database_row(const SystemContext& context, const Database& database) {
    return {database.name, database.owner, kEncodingUtf8, false, true, Oid{0}, 0, 0, Oid{0}, Value(),
            acl_text(context, database.acl, database.owner, kOwnersDatabase)};
}

std::vector<Row> pg_database(const SystemContext& context) {
    std::vector<Row> rows;
    for (const auto& [oid, database] : context.catalog.snapshot().databases.all()) {
        Row row{oid};
        for (Value& value : database_row(context, *database)) row.push_back(std::move(value));
        for (Value& value : Row{limit_text(database->connection_limit), "C", "C", "c", Value(), 0, Value()}) {
            row.push_back(std::move(value));
        }
        rows.push_back(std::move(row));
    }
    return rows;
}

std::vector<Row> pg_database_info(const SystemContext& context) {
    std::vector<Row> rows;
    for (const auto& [oid, database] : context.catalog.snapshot().databases.all()) {
        Row row{oid};
        for (Value& value : database_row(context, *database)) row.push_back(std::move(value));
        row.push_back(limit_text(database->connection_limit));
        rows.push_back(std::move(row));
    }
    return rows;
}

std::vector<Row> pg_settings(const SystemContext& context) {
    std::vector<Row> rows;
    for (const SettingInfo& setting : context.settings()) {
        rows.push_back({setting.name, setting.value, "Session", setting.description, Value(), "user", "string",
                        setting.value == setting.default_value ? "default" : "session", Value(), Value(), Value(), Value(),
                        setting.default_value, setting.value, false});
    }
    return rows;
}

/// The cluster's own notes: a table that is left out of snapshots.
std::vector<Row> pg_conf(const SystemContext& context) {
    std::vector<Row> rows;
    for (const auto& relation : user_relations(context)) {
        if (!is_table(*relation) || relation->backup) continue;
        rows.push_back({fmt::format("pg_class_backup_{}_{}", context.catalog.database().oid, relation->oid), "NO", "", ""});
    }
    return rows;
}

std::vector<Row> pg_external_schema(const SystemContext& context) {
    std::vector<Row> rows;
    for (const auto& schema : visible_schemas(context)) {
        if (!schema->external) continue;
        rows.push_back({schema->oid, external_kind(*schema->external), schema->external->database,
                        external_options(*schema->external)});
    }
    return rows;
}

std::vector<Row> pg_tablespace(const SystemContext&) {
    return {{1663, "pg_default", kAdminUserId, "", Value(), Value()}, {1664, "pg_global", kAdminUserId, "", Value(), Value()}};
}

}  // namespace

// clang-format off
std::vector<SystemRelation> database_relations() {
    return {
        produced("pg_conf", "key text, value text, description text, context text", pg_conf, kDoc),
        produced("pg_database",
            "-oid oid, datname name, datdba integer, encoding integer, datistemplate boolean, datallowconn boolean, datlastsysoid oid, datvacuumxid xid, datfrozenxid xid, dattablespace oid, "
            "datconfig text[], datacl aclitem[], -datconnlimit text, -datcollate name, -datctype name, -datlocprovider \"char\", -daticulocale text, -datminmxid xid, -datcollversion text",
            pg_database, kDoc),
        produced("pg_database_info",
            "datid oid, datname name, datdba integer, encoding integer, datistemplate boolean, datallowconn boolean, datlastsysoid oid, datvacuumxid xid, datfrozenxid xid, dattablespace oid, "
            "datconfig text[], datacl aclitem[], datconnlimit text", pg_database_info, "dg/r_PG_DATABASE_INFO"),
        empty("pg_eventlog", "recordtime timestamp, pid integer, event text, message text", kDoc),
        produced("pg_external_schema", "esoid oid, eskind integer, esdbname text, esoptions text", pg_external_schema, "dg/r_PG_EXTERNAL_SCHEMA"),
        empty("pg_library", "-oid oid, name name, language_oid oid, file_store_id integer, owner integer", "dg/r_PG_LIBRARY"),
        produced("pg_namespace", "-oid oid, nspname name, nspowner integer, nspacl aclitem[]", pg_namespace, kDoc),
        empty("pg_prepared_xacts", "transaction xid, gid text, prepared timestamptz, owner name, database name", kDoc),
        produced("pg_settings",
            "name text, setting text, category text, short_desc text, extra_desc text, context text, vartype text, source text, min_val text, max_val text, "
            "-unit text, -enumvals text[], -boot_val text, -reset_val text, -pending_restart boolean", pg_settings, kDoc),
        produced("pg_tablespace", "-oid oid, spcname name, spcowner integer, spclocation text, spcacl aclitem[], -spcoptions text[]", pg_tablespace, kDoc),
    };
}
// clang-format on

}  // namespace blueshift::catalog::system
