/// SHOW DATABASES, SCHEMAS, TABLES and COLUMNS: what drivers ask for their metadata calls.  Doc: dg/r_SHOW_TABLES and its kind
#include <algorithm>

#include "catalog/access.h"
#include "catalog/system/external_rows.h"
#include "catalog/system/rows.h"
#include "exec/show_objects.h"

namespace blueshift::exec {

namespace {

constexpr TypeId kText = TypeId::varchar;
constexpr TypeId kInteger = TypeId::integer;

ShowResult show_databases(const ShowRequest& request) {
    ShowResult rows;
    for (const auto& [oid, database] : request.view.snapshot().databases.all()) {
        if (!wanted(request, database->name)) continue;
        rows.push_back({database->name, database->owner, "local", acl_text(request, database->acl, database->owner, catalog::system::kOwnersDatabase), Value(),
                        database->serializable ? "Serializable" : "Snapshot Isolation"});
    }
    return limited(request, std::move(rows));
}

ShowResult show_schemas(const ShowRequest& request) {
    const catalog::Database& database =
        request.names.empty() ? request.view.database() : database_named(request, request.names[0]);
    ShowResult rows;
    const auto add = [&](const catalog::Schema& schema) {
        if (!wanted(request, schema.name)) return;
        rows.push_back({database.name, schema.name, schema.owner, schema.external ? "external" : "local",
                        acl_text(request, schema.acl, schema.owner, catalog::system::kOwnersSchema),
                        schema.external ? optional_text(schema.external->database) : Value(),
                        schema.external ? Value(catalog::system::external_options(*schema.external)) : Value()});
    };
    for (const std::string_view name : {"information_schema", "pg_catalog"}) add(*request.view.find_schema(name));
    for (const auto& [oid, schema] : request.view.snapshot().schemas.all()) {
        if (schema->database == database.oid) add(*schema);
    }
    std::sort(rows.begin(), rows.end(),
              [](const auto& a, const auto& b) { return a[1].as_string() < b[1].as_string(); });
    return limited(request, std::move(rows));
}

bool is_visible(const catalog::AccessRules& rules, const catalog::Relation& relation) {
    return rules.has_privilege(relation, catalog::kSelect) ||
           std::any_of(relation.columns.begin(), relation.columns.end(), [&](const catalog::Column& column) {
               return rules.has_column_privilege(relation, column, catalog::kSelect);
           });
}

struct KindWords {
    catalog::RelationKind kind;
    std::string_view table_type;
    std::string_view table_subtype;
};
constexpr KindWords kKindWords[] = {
    {catalog::RelationKind::table, "TABLE", "REGULAR TABLE"},
    {catalog::RelationKind::view, "VIEW", "REGULAR VIEW"},
    {catalog::RelationKind::late_binding_view, "VIEW", "LATE BINDING VIEW"},
    {catalog::RelationKind::materialized_view, "VIEW", "MATERIALIZED VIEW"},
    {catalog::RelationKind::system, "VIEW", "REGULAR VIEW"},
    {catalog::RelationKind::external, "EXTERNAL TABLE", ""},
};

const KindWords& words_of(catalog::RelationKind kind) {
    return *std::find_if(std::begin(kKindWords), std::end(kKindWords),
                         [&](const KindWords& row) { return row.kind == kind; });
}

Value diststyle_text(const catalog::Relation& relation) {
    if (relation.kind != catalog::RelationKind::table && relation.kind != catalog::RelationKind::materialized_view) {
        return {};
    }
    switch (relation.diststyle) {
        case catalog::DistStyle::even: return "EVEN";
        case catalog::DistStyle::key: return "KEY";
        case catalog::DistStyle::all: return "ALL";
        case catalog::DistStyle::auto_: break;
    }
    return "AUTO";
}

ShowResult show_tables(const ShowRequest& request) {
    const auto [schema, database] = schema_named(request, request.names.size());
    const catalog::AccessRules rules(request.view.snapshot(), request.view.user());
    const bool usable = rules.has_privilege(schema, catalog::kUsage);
    ShowResult rows;
    const auto add = [&](const catalog::Relation& relation) {
        if (!wanted(request, relation.name)) return;
        const KindWords& words = words_of(relation.kind);
        const Value created = relation.created_micros == 0 ? Value() : Value(relation.created_micros);
        rows.push_back({database, schema.name, relation.name, words.table_type, acl_text(request, relation.acl, relation.owner, catalog::system::kOwnersTable),
                        optional_text(relation.comment), user_name(request, relation.owner), created, created,
                        diststyle_text(relation), words.table_subtype.empty() ? Value() : Value(words.table_subtype)});
    };
    if (schema.database == catalog::kInvalidOid) {
        for (const auto& relation : request.view.system()->all()) {
            if (relation->schema == schema.oid) add(*relation);
        }
    } else {
        for (const catalog::Relation* relation : request.view.snapshot().relations_in(schema.oid)) {
            if ((usable && is_visible(rules, *relation)) || relation->owner == request.view.user()) add(*relation);
        }
    }
    catalog::system::each_external_table(system_context(request), [&](const catalog::Schema& owner, const catalog::ExternalDatabase&,
                                                                      const catalog::ExternalTable& table) {
        if (owner.oid != schema.oid || !wanted(request, table.name)) return;
        rows.push_back({database, schema.name, table.name, "EXTERNAL TABLE", Value(), optional_text(table.description),
                        user_name(request, schema.owner), Value(), Value(), Value(), Value()});
    });
    return limited(request, std::move(rows));
}

ShowResult show_columns(const ShowRequest& request) {
    const auto relation = request.view.relation(request.names, request.span);
    const catalog::AccessRules rules(request.view.snapshot(), request.view.user());
    ShowResult rows;
    std::int64_t ordinal = 0;
    for (const catalog::Column& column : relation->columns) {
        if (column.number < 0) continue;
        ++ordinal;
        if (!wanted(request, column.name)) continue;
        if (!rules.has_column_privilege(*relation, column, catalog::kSelect)) continue;
        const TypeFigures figures = type_figures(column.type);
        const bool sorted = column.sortkey_ordinal != 0;
        rows.push_back({request.view.database_name(*relation), request.view.schema_name(*relation), relation->name,
                        column.name, ordinal, optional_text(catalog::system::default_source(*relation, column)),
                        column.not_null ? "NO" : "YES", format_type(Type{column.type.id}),
                        figures.character_maximum_length, figures.numeric_precision, figures.numeric_scale,
                        optional_text(column.comment),
                        sorted ? Value(column.sortkey_ordinal < 0 ? "INTERLEAVED" : "COMPOUND") : Value(),
                        sorted ? Value(std::abs(column.sortkey_ordinal)) : Value(), column.distkey ? 1 : 0,
                        column.encoding == "raw" ? "none" : column.encoding,
                        column.case_insensitive ? "case_insensitive" : "default"});
    }
    return limited(request, std::move(rows));
}

}  // namespace

std::span<const ShowRow> metadata_show_rows() {
    static const ShowRow kRows[] = {
        {"columns from table",
         {{"database_name", kText}, {"schema_name", kText}, {"table_name", kText}, {"column_name", kText},
          {"ordinal_position", kInteger}, {"column_default", kText}, {"is_nullable", kText}, {"data_type", kText},
          {"character_maximum_length", kInteger}, {"numeric_precision", kInteger}, {"numeric_scale", kInteger},
          {"remarks", kText}, {"sort_key_type", kText}, {"sort_key", kInteger}, {"dist_key", kInteger},
          {"encoding", kText}, {"collation", kText}},
         show_columns, "dg/r_SHOW_COLUMNS"},
        {"databases",
         {{"database_name", kText}, {"database_owner", kInteger}, {"database_type", kText}, {"database_acl", kText},
          {"parameters", kText}, {"database_isolation_level", kText}},
         show_databases, "dg/r_SHOW_DATABASES"},
        {"schemas from database",
         {{"database_name", kText}, {"schema_name", kText}, {"schema_owner", kInteger}, {"schema_type", kText},
          {"schema_acl", kText}, {"source_database", kText}, {"schema_option", kText}},
         show_schemas, "dg/r_SHOW_SCHEMAS"},
        {"tables from schema",
         {{"database_name", kText}, {"schema_name", kText}, {"table_name", kText}, {"table_type", kText},
          {"table_acl", kText}, {"remarks", kText}, {"owner", kText}, {"last_altered_time", TypeId::timestamp},
          {"last_modified_time", TypeId::timestamp}, {"dist_style", kText}, {"table_subtype", kText}},
         show_tables, "dg/r_SHOW_TABLES"},
    };
    return kRows;
}

}  // namespace blueshift::exec
