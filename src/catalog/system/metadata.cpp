/// information_schema and the SVV_ views of tables and columns.
#include <algorithm>

#include "catalog/system/producers.h"
#include "catalog/system/rows.h"

namespace blueshift::catalog::system {

namespace {

std::string database_name(const SystemContext& context) { return context.catalog.database().name; }

std::string_view relation_type(const Relation& relation) {
    return is_view(relation) ? "VIEW" : relation.kind == RelationKind::system ? "SYSTEM TABLE" : relation.temporary ? "LOCAL TEMPORARY" : "BASE TABLE";
}

/// Length, precision, radix and scale of a column, as information_schema.columns has them.
struct Sizes {
    Value length;
    Value precision;
    Value radix;
    Value scale;
    Value datetime_precision;
};

Sizes sizes_of(Type type) {
    Sizes sizes;
    if (is_string(type.id)) {
        if (const auto limit = length_limit(type)) sizes.length = Value(*limit);
    }
    switch (type.id) {
        case TypeId::smallint: sizes.precision = 16; sizes.radix = 2; sizes.scale = 0; break;
        case TypeId::integer: sizes.precision = 32; sizes.radix = 2; sizes.scale = 0; break;
        case TypeId::bigint: sizes.precision = 64; sizes.radix = 2; sizes.scale = 0; break;
        case TypeId::real: sizes.precision = 24; sizes.radix = 2; break;
        case TypeId::double_: sizes.precision = 53; sizes.radix = 2; break;
        case TypeId::decimal:
            sizes.precision = decimal_precision(type);
            sizes.radix = 10;
            sizes.scale = decimal_scale(type);
            break;
        case TypeId::time: case TypeId::timetz: case TypeId::timestamp: case TypeId::timestamptz:
            sizes.datetime_precision = 6;
            break;
        default: break;
    }
    return sizes;
}

Value default_value(const Relation& relation, const Column& column) {
    return text_or_null(default_source(relation, column));
}

/// Calls `add` for each column of each relation that the user can name, with its position from 1.
template <class Add>
void each_column(const std::vector<std::shared_ptr<const Relation>>& relations, const Add& add) {
    for (const auto& relation : relations) {
        std::int64_t position = 0;
        for (const Column& column : relation->columns) add(*relation, column, ++position);
    }
}

}  // namespace

std::vector<Row> information_schema_schemata(const SystemContext& context) {
    std::vector<Row> rows;
    const std::string database = database_name(context);
    for (const BuiltinSchema& schema : kBuiltinSchemas) {
        rows.push_back({database, std::string(schema.name), user_name(context, kAdminUserId), Value(), Value(), Value(), Value()});
    }
    for (const auto& [oid, schema] : context.catalog.snapshot().schemas.all()) {
        if (schema->database != context.catalog.database().oid) continue;
        rows.push_back({database, schema->name, user_name(context, schema->owner), Value(), Value(), Value(), Value()});
    }
    return rows;
}

std::vector<Row> information_schema_tables(const SystemContext& context) {
    std::vector<Row> rows;
    for (const auto& relation : visible_relations(context)) {
        rows.push_back({database_name(context), schema_name(context, *relation), relation->name,
                        std::string(relation_type(*relation)), Value(), Value(), Value(), Value(), Value()});
    }
    return rows;
}

std::vector<Row> information_schema_columns(const SystemContext& context) {
    std::vector<Row> rows;
    each_column(visible_relations(context), [&](const Relation& relation, const Column& column, std::int64_t position) {
        if (relation.kind == RelationKind::late_binding_view) return;
        const Sizes sizes = sizes_of(column.type);
        rows.push_back({database_name(context), schema_name(context, relation), relation.name, column.name, position,
                        default_value(relation, column), column.not_null ? "NO" : "YES",
                        format_type(Type{column.type.id}), sizes.length, Value(), sizes.precision, sizes.radix, sizes.scale,
                        sizes.datetime_precision, Value(), Value(), Value(), Value(), Value(), Value(), Value(), Value(),
                        database_name(context), "pg_catalog", std::string(type_info(column.type.id).typname)});
    });
    return rows;
}

std::vector<Row> svv_tables(const SystemContext& context) {
    std::vector<Row> rows;
    for (const auto& relation : visible_relations(context)) {
        rows.push_back({database_name(context), schema_name(context, *relation), relation->name,
                        is_view(*relation) ? "VIEW" : "BASE TABLE", text_or_null(relation->comment)});
    }
    return rows;
}

std::vector<Row> svv_columns(const SystemContext& context) {
    std::vector<Row> rows;
    each_column(visible_relations(context), [&](const Relation& relation, const Column& column, std::int64_t position) {
        const Sizes sizes = sizes_of(column.type);
        rows.push_back({database_name(context), schema_name(context, relation), relation.name, column.name, position,
                        default_value(relation, column), column.not_null ? "NO" : "YES",
                        format_type(Type{column.type.id}), sizes.length, sizes.precision, sizes.radix, sizes.scale,
                        sizes.datetime_precision, Value(), Value(), Value(), Value(), Value(), Value(), Value(), Value(),
                        Value(), text_or_null(column.comment)});
    });
    return rows;
}

std::vector<Row> svv_all_schemas(const SystemContext& context) {
    std::vector<Row> rows;
    for (const auto& [oid, schema] : context.catalog.snapshot().schemas.all()) {
        const Database* database = context.catalog.snapshot().databases.find(schema->database);
        if (database == nullptr) continue;
        rows.push_back({database->name, schema->name, schema->owner, "local", acl_text(context, schema->acl), Value(), Value()});
    }
    return rows;
}

std::vector<Row> svv_all_tables(const SystemContext& context) {
    std::vector<Row> rows;
    for (const auto& relation : visible_relations(context)) {
        rows.push_back({database_name(context), schema_name(context, *relation), relation->name,
                        is_view(*relation) ? "VIEW" : "TABLE", acl_text(context, relation->acl), text_or_null(relation->comment)});
    }
    return rows;
}

std::vector<Row> svv_all_columns(const SystemContext& context) {
    std::vector<Row> rows;
    each_column(visible_relations(context), [&](const Relation& relation, const Column& column, std::int64_t position) {
        const Sizes sizes = sizes_of(column.type);
        rows.push_back({database_name(context), schema_name(context, relation), relation.name, column.name, position,
                        default_value(relation, column), column.not_null ? "NO" : "YES",
                        format_type(Type{column.type.id}), sizes.length, sizes.precision, sizes.scale,
                        text_or_null(column.comment)});
    });
    return rows;
}

std::vector<Row> svv_redshift_databases(const SystemContext& context) {
    std::vector<Row> rows;
    for (const auto& [oid, database] : context.catalog.snapshot().databases.all()) {
        rows.push_back({database->name, database->owner, "local", acl_text(context, database->acl), Value(),
                        database->serializable ? "Serializable" : "Snapshot Isolation"});
    }
    return rows;
}

std::vector<Row> table_constraints(const SystemContext& context) {
    std::vector<Row> rows;
    for (const auto& relation : user_relations(context)) {
        for (const Constraint& constraint : relation->constraints) {
            rows.push_back({database_name(context), schema_name(context, *relation), constraint.name, database_name(context),
                            schema_name(context, *relation), relation->name,
                            constraint.kind == Constraint::primary_key ? "PRIMARY KEY"
                            : constraint.kind == Constraint::unique    ? "UNIQUE"
                                                                       : "FOREIGN KEY",
                            "NO", "NO"});
        }
    }
    return rows;
}

std::vector<Row> key_column_usage(const SystemContext& context) {
    std::vector<Row> rows;
    for (const auto& relation : user_relations(context)) {
        for (const Constraint& constraint : relation->constraints) {
            std::int64_t position = 0;
            for (const std::int16_t number : constraint.columns) {
                const Column* column = relation->column(number);
                if (column == nullptr) continue;
                rows.push_back({database_name(context), schema_name(context, *relation), constraint.name,
                                database_name(context), schema_name(context, *relation), relation->name, column->name,
                                ++position});
            }
        }
    }
    return rows;
}

}  // namespace blueshift::catalog::system
