/// information_schema: schemas, tables, columns, constraints, views.
#include <algorithm>

#include "catalog/system/column_sizes.h"
#include "catalog/system/families.h"
#include "catalog/system/producers.h"
#include "catalog/system/rows.h"

namespace blueshift::catalog::system {

namespace {

/// The standard's views show what the user may use.
std::vector<std::shared_ptr<const Relation>> usable(const SystemContext& context,
                                                    std::vector<std::shared_ptr<const Relation>> relations) {
    if (context.superuser) return relations;
    const AccessRules rules(context.catalog.snapshot(), context.catalog.user());
    std::erase_if(relations, [&](const auto& relation) {
        return relation->kind != RelationKind::system && !relation->temporary && !has_any_privilege(rules, *relation);
    });
    return relations;
}

std::string_view relation_type(const Relation& relation) {
    if (is_view(relation)) return "VIEW";
    return relation.temporary ? "LOCAL TEMPORARY" : "BASE TABLE";
}

std::vector<Row> schemata(const SystemContext& context) {
    std::vector<Row> rows;
    const std::string database = database_name(context);
    for (const BuiltinSchema& schema : kBuiltinSchemas) {
        rows.push_back({database, std::string(schema.name), user_name(context, kAdminUserId), Value(), Value(), Value(), Value()});
    }
    for (const auto& schema : visible_schemas(context)) {
        rows.push_back({database, schema->name, user_name(context, schema->owner), Value(), Value(), Value(), Value()});
    }
    return rows;
}

std::vector<Row> tables(const SystemContext& context) {
    std::vector<Row> rows;
    for (const auto& relation : usable(context, visible_relations(context))) {
        rows.push_back({database_name(context), schema_name(context, *relation), relation->name,
                        std::string(relation_type(*relation)), Value(), Value(), Value(), Value(), Value()});
    }
    return rows;
}

std::vector<Row> columns_view(const SystemContext& context) {
    std::vector<Row> rows;
    const std::string database = database_name(context);
    for (const auto& relation : usable(context, visible_relations(context))) {
        std::int64_t position = 0;
        for (const Column& column : relation->columns) {
            if (column.number < 0) continue;
            const ColumnSizes sizes = column_sizes(column.type);
            const Value udt = std::string(type_info(column.type.id).typname);
            rows.push_back({database, schema_name(context, *relation), relation->name, column.name, ++position,
                            text_or_null(default_source(*relation, column)), column.not_null ? "NO" : "YES",
                            format_type(Type{column.type.id}), sizes.length, sizes.length, sizes.precision, sizes.radix,
                            sizes.scale, sizes.datetime_precision, Value(), Value(), Value(), Value(), Value(), Value(), Value(),
                            Value(), Value(), Value(), Value(), database, "pg_catalog", udt, Value(), Value(), Value(), Value(),
                            std::to_string(position), "NO"});
        }
    }
    return rows;
}

std::vector<Row> views(const SystemContext& context) {
    std::vector<Row> rows;
    for (const auto& relation : usable(context, user_relations(context))) {
        if (!is_view(*relation)) continue;
        rows.push_back({database_name(context), schema_name(context, *relation), relation->name,
                        view_definition(context, *relation), "NONE", "NO", "NO"});
    }
    return rows;
}

std::vector<Row> view_table_usage(const SystemContext& context) {
    std::vector<Row> rows;
    for (const auto& relation : usable(context, user_relations(context))) {
        for (const Oid oid : relation->depends_on) {
            const auto read = relation_by_oid(context, oid);
            if (read == nullptr) continue;
            rows.push_back({database_name(context), schema_name(context, *relation), relation->name, database_name(context),
                            schema_name(context, *read), read->name});
        }
    }
    return rows;
}

std::vector<Row> table_constraints(const SystemContext& context) {
    std::vector<Row> rows;
    for (const auto& relation : usable(context, user_relations(context))) {
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

/// Calls `add(relation, constraint, its columns' names)`.
template <class Add>
void each_key(const SystemContext& context, const Add& add) {
    for (const auto& relation : usable(context, user_relations(context))) {
        for (const Constraint& constraint : relation->constraints) {
            std::vector<std::string> names;
            for (const std::int16_t number : constraint.columns) {
                if (const Column* column = relation->column(number)) names.push_back(column->name);
            }
            add(*relation, constraint, names);
        }
    }
}

std::vector<Row> key_column_usage(const SystemContext& context) {
    std::vector<Row> rows;
    each_key(context, [&](const Relation& relation, const Constraint& constraint, const std::vector<std::string>& names) {
        std::int64_t position = 0;
        for (const std::string& name : names) {
            rows.push_back({database_name(context), schema_name(context, relation), constraint.name, database_name(context),
                            schema_name(context, relation), relation.name, name, ++position,
                            constraint.kind == Constraint::foreign_key ? Value(position) : Value()});
        }
    });
    return rows;
}

/// The table that a constraint restricts; of a foreign key the one it refers to.
std::vector<Row> constraint_column_usage(const SystemContext& context) {
    std::vector<Row> rows;
    each_key(context, [&](const Relation& relation, const Constraint& constraint, std::vector<std::string> names) {
        std::shared_ptr<const Relation> referenced;
        if (constraint.kind == Constraint::foreign_key) {
            referenced = relation_by_oid(context, constraint.referenced);
            if (referenced == nullptr) return;
            names.clear();
            for (const std::int16_t number : constraint.referenced_columns) {
                if (const Column* column = referenced->column(number)) names.push_back(column->name);
            }
        }
        const Relation& used = referenced ? *referenced : relation;
        for (const std::string& name : names) {
            rows.push_back({database_name(context), schema_name(context, used), used.name, name, database_name(context),
                            schema_name(context, relation), constraint.name});
        }
    });
    return rows;
}

std::vector<Row> constraint_table_usage(const SystemContext& context) {
    std::vector<Row> rows;
    each_key(context, [&](const Relation& relation, const Constraint& constraint, const std::vector<std::string>&) {
        const auto referenced = relation_by_oid(context, constraint.referenced);
        const Relation& used = referenced ? *referenced : relation;
        rows.push_back({database_name(context), schema_name(context, used), used.name, database_name(context),
                        schema_name(context, relation), constraint.name});
    });
    return rows;
}

std::vector<Row> referential_constraints(const SystemContext& context) {
    std::vector<Row> rows;
    each_key(context, [&](const Relation& relation, const Constraint& constraint, const std::vector<std::string>&) {
        if (constraint.kind != Constraint::foreign_key) return;
        const auto referenced = relation_by_oid(context, constraint.referenced);
        if (referenced == nullptr) return;
        const auto key = std::find_if(referenced->constraints.begin(), referenced->constraints.end(), [&](const Constraint& other) {
            return other.kind != Constraint::foreign_key && other.columns == constraint.referenced_columns;
        });
        const bool found = key != referenced->constraints.end();
        rows.push_back({database_name(context), schema_name(context, relation), constraint.name,
                        found ? Value(database_name(context)) : Value(),
                        found ? Value(schema_name(context, *referenced)) : Value(), found ? Value(key->name) : Value(), "NONE",
                        "NO ACTION", "NO ACTION"});
    });
    return rows;
}

std::vector<Row> catalog_name(const SystemContext& context) { return {{database_name(context)}}; }

}  // namespace

// clang-format off
std::vector<SystemRelation> standard_table_relations() {
    return {
        standard("check_constraints", "constraint_catalog text, constraint_schema text, constraint_name text, check_clause text", no_rows),
        standard("column_domain_usage", "domain_catalog text, domain_schema text, domain_name text, table_catalog text, table_schema text, table_name text, column_name text", no_rows),
        standard("column_udt_usage", "udt_catalog text, udt_schema text, udt_name text, table_catalog text, table_schema text, table_name text, column_name text", no_rows),
        standard("columns",
            "table_catalog text, table_schema text, table_name text, column_name text, ordinal_position integer, column_default text, is_nullable text, data_type text, "
            "character_maximum_length integer, character_octet_length integer, numeric_precision integer, numeric_precision_radix integer, numeric_scale integer, "
            "datetime_precision integer, interval_type text, interval_precision text, character_set_catalog text, character_set_schema text, character_set_name text, "
            "collation_catalog text, collation_schema text, collation_name text, domain_catalog text, domain_schema text, domain_name text, udt_catalog text, udt_schema text, "
            "udt_name text, scope_catalog text, scope_schema text, scope_name text, maximum_cardinality integer, dtd_identifier text, is_self_referencing text", columns_view),
        standard("constraint_column_usage",
            "table_catalog text, table_schema text, table_name text, column_name text, constraint_catalog text, constraint_schema text, constraint_name text", constraint_column_usage),
        standard("constraint_table_usage", "table_catalog text, table_schema text, table_name text, constraint_catalog text, constraint_schema text, constraint_name text", constraint_table_usage),
        standard("domain_constraints",
            "constraint_catalog text, constraint_schema text, constraint_name text, domain_catalog text, domain_schema text, domain_name text, is_deferrable text, initially_deferred text", no_rows),
        standard("domain_udt_usage", "udt_catalog text, udt_schema text, udt_name text, domain_catalog text, domain_schema text, domain_name text", no_rows),
        standard("domains",
            "domain_catalog text, domain_schema text, domain_name text, data_type text, character_maximum_length integer, character_octet_length integer, character_set_catalog text, "
            "character_set_schema text, character_set_name text, collation_catalog text, collation_schema text, collation_name text, numeric_precision integer, "
            "numeric_precision_radix integer, numeric_scale integer, datetime_precision integer, interval_type text, interval_precision text, domain_default text, udt_catalog text, "
            "udt_schema text, udt_name text, scope_catalog text, scope_schema text, scope_name text, maximum_cardinality integer, dtd_identifier text", no_rows),
        standard("element_types",
            "object_catalog text, object_schema text, object_name text, object_type text, array_type_identifier text, data_type text, character_maximum_length integer, "
            "numeric_precision integer, numeric_scale integer, udt_catalog text, udt_schema text, udt_name text, dtd_identifier text", no_rows),
        standard("information_schema_catalog_name", "catalog_name text", catalog_name),
        standard("key_column_usage",
            "constraint_catalog text, constraint_schema text, constraint_name text, table_catalog text, table_schema text, table_name text, column_name text, ordinal_position integer, "
            "position_in_unique_constraint integer", key_column_usage),
        standard("referential_constraints",
            "constraint_catalog text, constraint_schema text, constraint_name text, unique_constraint_catalog text, unique_constraint_schema text, unique_constraint_name text, "
            "match_option text, update_rule text, delete_rule text", referential_constraints),
        standard("schemata",
            "catalog_name text, schema_name text, schema_owner text, default_character_set_catalog text, default_character_set_schema text, default_character_set_name text, sql_path text", schemata),
        standard("sequences", "sequence_catalog text, sequence_schema text, sequence_name text, data_type text", no_rows),
        standard("character_sets",
            "character_set_catalog text, character_set_schema text, character_set_name text, character_repertoire text, form_of_use text, default_collate_catalog text, "
            "default_collate_schema text, default_collate_name text", no_rows),
        standard("collations", "collation_catalog text, collation_schema text, collation_name text, pad_attribute text", no_rows),
        standard("sql_features", "feature_id text, feature_name text, sub_feature_id text, sub_feature_name text, is_supported text, is_verified_by text, comments text", no_rows),
        standard("sql_implementation_info", "implementation_info_id text, implementation_info_name text, integer_value integer, character_value text, comments text", no_rows),
        standard("sql_languages",
            "sql_language_source text, sql_language_year text, sql_language_conformance text, sql_language_integrity text, sql_language_implementation text, "
            "sql_language_binding_style text, sql_language_programming_language text", no_rows),
        standard("sql_packages", "feature_id text, feature_name text, is_supported text, is_verified_by text, comments text", no_rows),
        standard("sql_parts", "feature_id text, feature_name text, is_supported text, is_verified_by text, comments text", no_rows),
        standard("sql_sizing", "sizing_id integer, sizing_name text, supported_value integer, comments text", no_rows),
        standard("sql_sizing_profiles", "sizing_id integer, sizing_name text, profile_id text, required_value integer, comments text", no_rows),
        standard("table_constraints",
            "constraint_catalog text, constraint_schema text, constraint_name text, table_catalog text, table_schema text, table_name text, constraint_type text, is_deferrable text, "
            "initially_deferred text", table_constraints),
        standard("tables",
            "table_catalog text, table_schema text, table_name text, table_type text, self_referencing_column_name text, reference_generation text, user_defined_type_catalog text, "
            "user_defined_type_schema text, user_defined_name text", tables),
        standard("triggered_update_columns",
            "trigger_catalog text, trigger_schema text, trigger_name text, event_object_catalog text, event_object_schema text, event_object_table text, event_object_column text", no_rows),
        standard("triggers",
            "trigger_catalog text, trigger_schema text, trigger_name text, event_manipulation text, event_object_catalog text, event_object_schema text, event_object_table text, "
            "action_order integer, action_condition text, action_statement text, action_orientation text, condition_timing text, condition_reference_old_table text, "
            "condition_reference_new_table text", no_rows),
        standard("view_column_usage", "view_catalog text, view_schema text, view_name text, table_catalog text, table_schema text, table_name text, column_name text", no_rows),
        standard("view_table_usage", "view_catalog text, view_schema text, view_name text, table_catalog text, table_schema text, table_name text", view_table_usage),
        standard("views", "table_catalog text, table_schema text, table_name text, view_definition text, check_option text, is_updatable text, is_insertable_into text", views),
    };
}
// clang-format on

}  // namespace blueshift::catalog::system
