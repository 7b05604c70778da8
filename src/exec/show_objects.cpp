/// SHOW DATABASES, SCHEMAS, TABLES, COLUMNS.  Doc: dg/r_SHOW_TABLES
#include <algorithm>
#include <cstdlib>

#include "base/error.h"
#include "catalog/system/column_sizes.h"
#include "catalog/system/external_rows.h"
#include "catalog/system/rows.h"
#include "exec/show_families.h"

namespace blueshift::exec {

namespace {

namespace system = catalog::system;

/// SQL LIKE with % and _, case-sensitive.
bool like(std::string_view text, std::string_view pattern) {
    if (pattern.empty()) return text.empty();
    if (pattern[0] == '%') {
        for (std::size_t skip = 0; skip <= text.size(); ++skip) {
            if (like(text.substr(skip), pattern.substr(1))) return true;
        }
        return false;
    }
    if (pattern[0] == '\\' && pattern.size() > 1) {
        return !text.empty() && text[0] == pattern[1] && like(text.substr(1), pattern.substr(2));
    }
    if (text.empty() || (pattern[0] != '_' && pattern[0] != text[0])) return false;
    return like(text.substr(1), pattern.substr(1));
}

std::string_view diststyle_word(const catalog::Relation& relation) {
    switch (relation.diststyle) {
        case catalog::DistStyle::even: return "EVEN";
        case catalog::DistStyle::key: return "KEY";
        case catalog::DistStyle::all: return "ALL";
        case catalog::DistStyle::auto_: break;
    }
    return "AUTO (ALL)";
}

std::string_view table_subtype(const catalog::Relation& relation) {
    switch (relation.kind) {
        case catalog::RelationKind::view: return "REGULAR VIEW";
        case catalog::RelationKind::late_binding_view: return "LATE BINDING VIEW";
        case catalog::RelationKind::materialized_view: return "MATERIALIZED VIEW";
        default: return "REGULAR TABLE";
    }
}

/// A built-in schema that the name means, or nothing.
std::optional<catalog::Oid> builtin_schema(const ShowRequest& request) {
    for (const system::BuiltinSchema& schema : system::kBuiltinSchemas) {
        if (schema.name == request.names.back()) return schema.oid;
    }
    return std::nullopt;
}

std::vector<Value> table_row(const system::SystemContext& context, const std::string& database,
                             const std::string& schema, const catalog::Relation& relation) {
    const bool table = !system::is_view(relation);
    const Value created = relation.created_micros == 0 ? Value() : Value(relation.created_micros);
    return {database, schema, relation.name, table ? "TABLE" : "VIEW",
            system::acl_joined(context, relation.acl, relation.owner, system::kOwnersTable),
            system::text_or_null(relation.comment), system::user_name(context, relation.owner), created, created,
            system::is_table(relation) ? Value(std::string(diststyle_word(relation))) : Value(),
            std::string(table_subtype(relation))};
}

}  // namespace

bool wanted(const ShowRequest& request, std::string_view name) { return !request.like || like(name, *request.like); }

system::SystemContext system_context(const ShowRequest& request) {
    const catalog::User* user = request.view.snapshot().users.find(request.view.user());
    system::SystemContext context{request.view};
    context.superuser = user != nullptr && user->superuser;
    context.setting = [](const std::string&) { return std::optional<std::string>(); };
    return context;
}

const catalog::Database& database_named(const ShowRequest& request, const std::string& name) {
    const auto* database = request.view.snapshot().databases.find(catalog::kInvalidOid, name);
    if (database == nullptr) {
        throw Error(Code::invalid_catalog_name, "database \"{}\" does not exist", name).at(request.span);
    }
    return *database;
}

const catalog::Schema& schema_named(const ShowRequest& request) {
    const bool qualified = request.names.size() > 1;
    const catalog::Database& database = qualified ? database_named(request, request.names[0]) : request.view.database();
    const auto* schema = request.view.snapshot().schemas.find(database.oid, request.names.back());
    if (schema == nullptr) {
        throw Error(Code::invalid_schema_name, "schema \"{}\" does not exist", request.names.back()).at(request.span);
    }
    return *schema;
}

std::shared_ptr<const catalog::Relation> relation_named(const ShowRequest& request) {
    return request.view.relation(request.names, request.span);
}

std::string database_of(const ShowRequest& request, const catalog::Schema& schema) {
    const auto* database = request.view.snapshot().databases.find(schema.database);
    return database == nullptr ? std::string() : database->name;
}

ShowRows show_databases(const ShowRequest& request) {
    const auto context = system_context(request);
    ShowRows rows;
    for (const auto& [oid, database] : request.view.snapshot().databases.all()) {
        if (!wanted(request, database->name)) continue;
        rows.push_back({database->name, database->owner, "local",
                        system::acl_joined(context, database->acl, database->owner, system::kOwnersDatabase), Value(),
                        database->serializable ? "Serializable" : "Snapshot Isolation"});
    }
    return rows;
}

ShowRows show_schemas(const ShowRequest& request) {
    const catalog::Database& database =
        request.names.empty() ? request.view.database() : database_named(request, request.names[0]);
    const auto context = system_context(request);
    ShowRows rows;
    for (const system::BuiltinSchema& schema : system::kBuiltinSchemas) {
        if (schema.oid == catalog::kTempSchemaOid || !wanted(request, schema.name)) continue;
        rows.push_back({database.name, std::string(schema.name), catalog::kAdminUserId, "local", Value(), Value(), Value()});
    }
    for (const auto& [oid, schema] : request.view.snapshot().schemas.all()) {
        if (schema->database != database.oid || !wanted(request, schema->name)) continue;
        rows.push_back({database.name, schema->name, schema->owner, schema->external ? "external" : "local",
                        system::acl_joined(context, schema->acl, schema->owner, system::kOwnersSchema),
                        schema->external ? system::text_or_null(schema->external->database) : Value(),
                        schema->external ? Value(system::external_options(*schema->external)) : Value()});
    }
    return rows;
}

ShowRows show_tables(const ShowRequest& request) {
    const auto context = system_context(request);
    ShowRows rows;
    if (const auto builtin = builtin_schema(request)) {
        for (const auto& relation : system::system_relations().all()) {
            if (relation->schema != *builtin || !wanted(request, relation->name)) continue;
            rows.push_back(table_row(context, request.view.database().name, request.names.back(), *relation));
        }
        return rows;
    }
    const catalog::Schema& schema = schema_named(request);
    const std::string database = database_of(request, schema);
    const catalog::AccessRules rules(request.view.snapshot(), request.view.user());
    for (const catalog::Relation* relation : request.view.snapshot().relations_in(schema.oid)) {
        if (!wanted(request, relation->name) || !system::has_any_privilege(rules, *relation)) continue;
        rows.push_back(table_row(context, database, schema.name, *relation));
    }
    system::each_external_table(context, [&](const catalog::Schema& owner, const catalog::ExternalDatabase&,
                                             const catalog::ExternalTable& table) {
        if (owner.oid != schema.oid || !wanted(request, table.name)) return;
        rows.push_back({database, schema.name, table.name, "EXTERNAL TABLE", Value(), system::text_or_null(table.description),
                        system::user_name(context, schema.owner), Value(), Value(), Value(), "EXTERNAL TABLE"});
    });
    return rows;
}

ShowRows show_columns(const ShowRequest& request) {
    const auto relation = relation_named(request);
    const bool interleaved = std::any_of(relation->columns.begin(), relation->columns.end(),
                                         [](const catalog::Column& column) { return column.sortkey_ordinal < 0; });
    const bool sorted = std::any_of(relation->columns.begin(), relation->columns.end(),
                                    [](const catalog::Column& column) { return column.sortkey_ordinal != 0; });
    const Value sort_key_type = sorted ? Value(interleaved ? "INTERLEAVED" : "COMPOUND") : Value();
    ShowRows rows;
    std::int64_t ordinal = 0;
    for (const catalog::Column& column : relation->columns) {
        if (column.number < 0) continue;
        ++ordinal;
        if (!wanted(request, column.name)) continue;
        const system::ColumnSizes sizes = system::column_sizes(column.type);
        const Value collation =
            is_string(column.type.id) ? Value(column.case_insensitive ? "case_insensitive" : "case_sensitive") : Value();
        rows.push_back({request.view.database_name(*relation), request.view.schema_name(*relation), relation->name,
                        column.name, ordinal, system::text_or_null(system::default_source(*relation, column)),
                        column.not_null ? "NO" : "YES", format_type(Type{column.type.id}), sizes.length, sizes.precision,
                        sizes.scale, system::text_or_null(column.comment),
                        column.sortkey_ordinal == 0 ? Value() : sort_key_type,
                        column.sortkey_ordinal == 0 ? Value() : Value(std::int64_t{std::abs(column.sortkey_ordinal)}),
                        column.distkey ? Value(1) : Value(), column.encoding == "raw" ? "none" : column.encoding, collation});
    }
    return rows;
}

}  // namespace blueshift::exec
