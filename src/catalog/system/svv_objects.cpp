/// SVV_ views of databases, schemas, tables, columns and functions.  Doc: dg/svv_views
#include <fmt/format.h>
#include <fmt/ranges.h>

#include "catalog/system/column_sizes.h"
#include "catalog/system/external_rows.h"
#include "catalog/system/families.h"
#include "catalog/system/rows.h"

namespace blueshift::catalog::system {

namespace {

std::string_view kind_word(const Relation& relation) { return is_view(relation) ? "VIEW" : "TABLE"; }

/// Columns of a relation; those of a late-binding view are found by analyzing it now.
std::vector<Column> columns_now(const SystemContext& context, const Relation& relation) {
    if (relation.kind != RelationKind::late_binding_view || !context.late_binding_columns) return relation.columns;
    return context.late_binding_columns(relation).value_or(std::vector<Column>());
}

/// Calls `add(relation, column, position from 1)`.
template <class Add>
void each_column(const SystemContext& context, const Add& add) {
    for (const auto& relation : visible_relations(context)) {
        std::int64_t position = 0;
        for (const Column& column : columns_now(context, *relation)) {
            if (column.number >= 0) add(*relation, column, ++position);
        }
    }
}

/// Calls `add(schema, table, column, position from 1)` for columns of external tables.
template <class Add>
void each_external_column(const SystemContext& context, const Add& add) {
    each_external_table(context, [&](const Schema& schema, const ExternalDatabase&, const ExternalTable& table) {
        std::int64_t position = 0;
        for (const ExternalColumn& column : table.storage.columns) add(schema, table, column, ++position);
        for (const ExternalColumn& column : table.partition_keys) add(schema, table, column, ++position);
    });
}

std::vector<Row> svv_tables(const SystemContext& context) {
    std::vector<Row> rows;
    for (const auto& relation : visible_relations(context)) {
        rows.push_back({database_name(context), schema_name(context, *relation), relation->name,
                        is_view(*relation) ? "VIEW" : "BASE TABLE", text_or_null(relation->comment)});
    }
    each_external_table(context, [&](const Schema& schema, const ExternalDatabase&, const ExternalTable& table) {
        rows.push_back({database_name(context), schema.name, table.name, "EXTERNAL TABLE", text_or_null(table.description)});
    });
    return rows;
}

std::vector<Row> svv_columns(const SystemContext& context) {
    std::vector<Row> rows;
    const auto add = [&](const std::string& schema, const std::string& table, const std::string& column, std::int64_t position,
                         const Value& default_value, bool not_null, Type type, const std::string& comment) {
        const ColumnSizes sizes = column_sizes(type);
        rows.push_back({database_name(context), schema, table, column, position, default_value, not_null ? "NO" : "YES",
                        format_type(Type{type.id}), sizes.length, sizes.precision, sizes.radix, sizes.scale,
                        sizes.datetime_precision, Value(), Value(), Value(), Value(), Value(), Value(), Value(), Value(), Value(),
                        text_or_null(comment)});
    };
    each_column(context, [&](const Relation& relation, const Column& column, std::int64_t position) {
        add(schema_name(context, relation), relation.name, column.name, position, text_or_null(default_source(relation, column)),
            column.not_null, column.type, column.comment);
    });
    each_external_column(context, [&](const Schema& schema, const ExternalTable& table, const ExternalColumn& column, std::int64_t position) {
        add(schema.name, table.name, column.name, position, Value(), false, sql_type_of_external(column.type), column.comment);
    });
    return rows;
}

std::string schema_type(const Schema& schema) { return schema.external ? "external" : "local"; }

Value schema_option(const Schema& schema) { return schema.external ? Value(external_options(*schema.external)) : Value(); }

/// Schemas of every database, the built-in ones for the session's.
std::vector<Row> svv_all_schemas(const SystemContext& context) {
    std::vector<Row> rows;
    for (const BuiltinSchema& schema : kBuiltinSchemas) {
        rows.push_back({database_name(context), std::string(schema.name), kAdminUserId, "local", Value(), Value(), Value()});
    }
    for (const auto& [oid, schema] : context.catalog.snapshot().schemas.all()) {
        const Database* database = context.catalog.snapshot().databases.find(schema->database);
        if (database == nullptr) continue;
        rows.push_back({database->name, schema->name, schema->owner, schema_type(*schema),
                        acl_joined(context, schema->acl, schema->owner, kOwnersSchema),
                        schema->external ? text_or_null(schema->external->database) : Value(), schema_option(*schema)});
    }
    return rows;
}

std::vector<Row> svv_redshift_schemas(const SystemContext& context) {
    std::vector<Row> rows;
    for (const auto& [oid, schema] : context.catalog.snapshot().schemas.all()) {
        const Database* database = context.catalog.snapshot().databases.find(schema->database);
        if (database == nullptr || schema->external) continue;
        rows.push_back({database->name, schema->name, schema->owner, "local",
                        acl_joined(context, schema->acl, schema->owner, kOwnersSchema), Value()});
    }
    return rows;
}

std::vector<Row> svv_all_tables(const SystemContext& context) {
    std::vector<Row> rows;
    for (const auto& relation : visible_relations(context)) {
        rows.push_back({database_name(context), schema_name(context, *relation), relation->name, std::string(kind_word(*relation)),
                        acl_joined(context, relation->acl, relation->owner, kOwnersTable), text_or_null(relation->comment),
                        user_name(context, relation->owner)});
    }
    each_external_table(context, [&](const Schema& schema, const ExternalDatabase&, const ExternalTable& table) {
        rows.push_back({database_name(context), schema.name, table.name, "EXTERNAL TABLE", Value(), text_or_null(table.description),
                        user_name(context, schema.owner)});
    });
    return rows;
}

std::vector<Row> svv_redshift_tables(const SystemContext& context) {
    std::vector<Row> rows;
    for (const auto& relation : visible_relations(context)) {
        rows.push_back({database_name(context), schema_name(context, *relation), relation->name, std::string(kind_word(*relation)),
                        acl_joined(context, relation->acl, relation->owner, kOwnersTable), text_or_null(relation->comment),
                        user_name(context, relation->owner)});
    }
    return rows;
}

std::vector<Row> svv_all_columns(const SystemContext& context) {
    std::vector<Row> rows;
    const auto add = [&](const std::string& schema, const std::string& table, const std::string& column, std::int64_t position,
                         const Value& default_value, bool not_null, Type type, const std::string& comment) {
        const ColumnSizes sizes = column_sizes(type);
        rows.push_back({database_name(context), schema, table, column, position, default_value, not_null ? "NO" : "YES",
                        format_type(Type{type.id}), sizes.length, sizes.precision, sizes.scale, text_or_null(comment)});
    };
    each_column(context, [&](const Relation& relation, const Column& column, std::int64_t position) {
        add(schema_name(context, relation), relation.name, column.name, position, text_or_null(default_source(relation, column)),
            column.not_null, column.type, column.comment);
    });
    each_external_column(context, [&](const Schema& schema, const ExternalTable& table, const ExternalColumn& column, std::int64_t position) {
        add(schema.name, table.name, column.name, position, Value(), false, sql_type_of_external(column.type), column.comment);
    });
    return rows;
}

std::vector<Row> svv_redshift_columns(const SystemContext& context) {
    std::vector<Row> rows;
    each_column(context, [&](const Relation& relation, const Column& column, std::int64_t position) {
        rows.push_back({database_name(context), schema_name(context, relation), relation.name, column.name, position,
                        format_type(column.type), text_or_null(default_source(relation, column)), column.not_null ? "NO" : "YES",
                        column.encoding == "raw" ? "none" : column.encoding, column.distkey,
                        std::int64_t{column.sortkey_ordinal}, acl_joined(context, column.acl, relation.owner, {}),
                        text_or_null(column.comment)});
    });
    return rows;
}

std::vector<Row> svv_redshift_databases(const SystemContext& context) {
    std::vector<Row> rows;
    for (const auto& [oid, database] : context.catalog.snapshot().databases.all()) {
        rows.push_back({database->name, database->owner, "local", acl_joined(context, database->acl, database->owner, kOwnersDatabase),
                        Value(), database->serializable ? "Serializable" : "Snapshot Isolation"});
    }
    return rows;
}

std::vector<Row> svv_redshift_functions(const SystemContext& context) {
    std::vector<Row> rows;
    for (const auto& routine : visible_routines(context)) {
        std::vector<std::string> types;
        for (const Type type : routine->input_types()) types.push_back(format_type(Type{type.id}));
        const bool function = routine->kind == RoutineKind::function;
        rows.push_back({database_name(context), schema_name(context, routine->schema), routine->name,
                        function ? "REGULAR FUNCTION" : "STORED PROCEDURE", fmt::format("{}", fmt::join(types, ", ")),
                        function ? Value(format_type(Type{routine->return_type.id})) : Value()});
    }
    return rows;
}

}  // namespace

// clang-format off
std::vector<SystemRelation> svv_object_relations() {
    return {
        produced("svv_all_columns",
            "database_name varchar(128), schema_name varchar(128), table_name varchar(128), column_name varchar(128), ordinal_position integer, column_default varchar(4000), "
            "is_nullable varchar(3), data_type varchar(128), character_maximum_length integer, numeric_precision integer, numeric_scale integer, remarks varchar(256)",
            svv_all_columns, "dg/r_SVV_ALL_COLUMNS"),
        produced("svv_all_schemas",
            "database_name varchar(128), schema_name varchar(128), schema_owner integer, schema_type varchar(128), schema_acl varchar(128), source_database varchar(128), "
            "schema_option varchar(256)", svv_all_schemas, "dg/r_SVV_ALL_SCHEMAS"),
        produced("svv_all_tables",
            "database_name varchar(128), schema_name varchar(128), table_name varchar(128), table_type varchar(128), table_acl varchar(128), remarks varchar(256), table_owner varchar(128)",
            svv_all_tables, "dg/r_SVV_ALL_TABLES"),
        produced("svv_columns",
            "table_catalog text, table_schema text, table_name text, column_name text, ordinal_position integer, column_default text, is_nullable text, data_type text, "
            "character_maximum_length integer, numeric_precision integer, numeric_precision_radix integer, numeric_scale integer, datetime_precision integer, interval_type text, "
            "interval_precision text, character_set_catalog text, character_set_schema text, character_set_name text, collation_catalog text, collation_schema text, "
            "collation_name text, domain_name text, remarks text", svv_columns, "dg/r_SVV_COLUMNS"),
        produced("svv_redshift_columns",
            "database_name varchar(128), schema_name varchar(128), table_name varchar(128), column_name varchar(128), ordinal_position integer, data_type varchar(32), "
            "column_default varchar(4000), is_nullable varchar(3), encoding varchar(128), distkey boolean, sortkey integer, column_acl varchar(128), remarks varchar(256)",
            svv_redshift_columns, "dg/r_SVV_REDSHIFT_COLUMNS"),
        produced("svv_redshift_databases",
            "database_name varchar(128), database_owner integer, database_type varchar(32), database_acl varchar(128), database_options varchar(128), database_isolation_level varchar(128)",
            svv_redshift_databases, "dg/r_SVV_REDSHIFT_DATABASES"),
        produced("svv_redshift_functions",
            "database_name varchar(128), schema_name varchar(128), function_name varchar(128), function_type varchar(128), argument_type varchar(512), result_type varchar(128)",
            svv_redshift_functions, "dg/r_SVV_REDSHIFT_FUNCTIONS"),
        produced("svv_redshift_schemas",
            "database_name varchar(128), schema_name varchar(128), schema_owner integer, schema_type varchar(16), schema_acl varchar(128), schema_option varchar(128)",
            svv_redshift_schemas, "dg/r_SVV_REDSHIFT_SCHEMAS"),
        produced("svv_redshift_tables",
            "database_name varchar(128), schema_name varchar(128), table_name varchar(128), table_type varchar(128), table_acl varchar(128), remarks varchar(256), table_owner varchar(128)",
            svv_redshift_tables, "dg/r_SVV_REDSHIFT_TABLES"),
        produced("svv_tables", "table_catalog text, table_schema text, table_name text, table_type text, remarks text", svv_tables, "dg/r_SVV_TABLES"),
    };
}
// clang-format on

}  // namespace blueshift::catalog::system
