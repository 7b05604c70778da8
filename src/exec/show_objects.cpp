#include "exec/show_objects.h"

#include <algorithm>
#include <array>

#include "base/error.h"
#include "catalog/access.h"

namespace blueshift::exec {

namespace {

using Rows = std::vector<std::vector<Value>>;

constexpr std::int64_t kRowCountMax = 10'000;
constexpr TypeId kText = TypeId::varchar;

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

bool wanted(const ShowRequest& request, std::string_view name) {
    return !request.like || like(name, *request.like);
}

Rows limited(const ShowRequest& request, Rows rows) {
    const std::int64_t count_max = request.limit.value_or(kRowCountMax);
    if (count_max < 0 || count_max > kRowCountMax) {
        throw Error(Code::invalid_parameter_value, "LIMIT must be between 0 and {}", kRowCountMax);
    }
    if (!request.limit && static_cast<std::int64_t>(rows.size()) > kRowCountMax) {
        throw Error(Code::program_limit_exceeded, "the result has more than {} rows", kRowCountMax)
            .hint("Use LIKE or LIMIT.");
    }
    if (static_cast<std::int64_t>(rows.size()) > count_max) rows.resize(static_cast<std::size_t>(count_max));
    return rows;
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
    const catalog::Database& database =
        qualified ? database_named(request, request.names[0]) : request.view.database();
    const auto* schema = request.view.snapshot().schemas.find(database.oid, request.names.back());
    if (schema == nullptr) {
        throw Error(Code::invalid_schema_name, "schema \"{}\" does not exist", request.names.back())
            .at(request.span);
    }
    return *schema;
}

std::string user_name(const ShowRequest& request, std::int32_t id) {
    const auto* user = request.view.snapshot().users.find(id);
    return user == nullptr ? std::to_string(id) : user->name;
}

Rows show_databases(const ShowRequest& request) {
    Rows rows;
    for (const auto& [oid, database] : request.view.snapshot().databases.all()) {
        if (!wanted(request, database->name)) continue;
        rows.push_back({database->name, database->owner, "local", Value(), Value(),
                        database->serializable ? "Serializable" : "Snapshot Isolation"});
    }
    return limited(request, std::move(rows));
}

Rows show_schemas(const ShowRequest& request) {
    const catalog::Database& database =
        request.names.empty() ? request.view.database() : database_named(request, request.names[0]);
    Rows rows;
    for (const auto& [oid, schema] : request.view.snapshot().schemas.all()) {
        if (schema->database != database.oid || !wanted(request, schema->name)) continue;
        rows.push_back({database.name, schema->name, schema->owner, "local", Value(), Value(), Value()});
    }
    return limited(request, std::move(rows));
}

Rows show_tables(const ShowRequest& request) {
    const catalog::Schema& schema = schema_named(request);
    const auto* database = request.view.snapshot().databases.find(schema.database);
    const catalog::AccessRules checker(request.view.snapshot(), request.view.user());
    Rows rows;
    for (const catalog::Relation* relation : request.view.snapshot().relations_in(schema.oid)) {
        if (!wanted(request, relation->name) || !checker.has_privilege(*relation, catalog::kSelect)) continue;
        const bool table = relation->kind == catalog::RelationKind::table;
        rows.push_back({database->name, schema.name, relation->name, table ? "TABLE" : "VIEW", Value(),
                        relation->comment.empty() ? Value() : Value(relation->comment),
                        user_name(request, relation->owner)});
    }
    return limited(request, std::move(rows));
}

Rows show_columns(const ShowRequest& request) {
    const auto relation = request.view.relation(request.names, request.span);
    Rows rows;
    std::int64_t ordinal = 0;
    for (const catalog::Column& column : relation->columns) {
        ++ordinal;
        if (!wanted(request, column.name)) continue;
        const bool decimal = column.type.id == TypeId::decimal;
        const auto length = is_string(column.type.id) ? length_limit(column.type) : std::nullopt;
        rows.push_back({request.view.database_name(*relation), request.view.schema_name(*relation), relation->name,
                        column.name, ordinal, column.default_text.empty() ? Value() : Value(column.default_text),
                        column.not_null ? "NO" : "YES", format_type(Type{column.type.id}),
                        length ? Value(*length) : Value(), decimal ? Value(decimal_precision(column.type)) : Value(),
                        decimal ? Value(decimal_scale(column.type)) : Value(),
                        column.comment.empty() ? Value() : Value(column.comment)});
    }
    return limited(request, std::move(rows));
}

Rows show_table(const ShowRequest& request) {
    const auto relation = request.view.relation(request.names, request.span);
    if (relation->kind != catalog::RelationKind::table) {
        throw Error(Code::wrong_object_type, "\"{}\" is not a table", relation->name).at(request.span);
    }
    return {{table_ddl(*relation, request.view)}};
}

Rows show_view(const ShowRequest& request) {
    const auto relation = request.view.relation(request.names, request.span);
    if (relation->kind != catalog::RelationKind::view &&
        relation->kind != catalog::RelationKind::late_binding_view) {
        throw Error(Code::wrong_object_type, "\"{}\" is not a view", relation->name).at(request.span);
    }
    const bool late = relation->kind == catalog::RelationKind::late_binding_view;
    return {{relation->view_text + (late ? " with no schema binding" : "") + ";"}};
}

}  // namespace

std::span<const ShowRow> show_rows() {
    // To add a command: a row with the words after SHOW, and a case in tests/slt/session/show.slt.
    static const std::array<ShowRow, 6> kRows = {{
        {"columns from table",
         {{"database_name", kText}, {"schema_name", kText}, {"table_name", kText}, {"column_name", kText},
          {"ordinal_position", TypeId::integer}, {"column_default", kText}, {"is_nullable", kText},
          {"data_type", kText}, {"character_maximum_length", TypeId::integer},
          {"numeric_precision", TypeId::integer}, {"numeric_scale", TypeId::integer}, {"remarks", kText}},
         show_columns, "dg/r_SHOW_COLUMNS"},
        {"databases",
         {{"database_name", kText}, {"database_owner", TypeId::integer}, {"database_type", kText},
          {"database_acl", kText}, {"parameters", kText}, {"database_isolation_level", kText}},
         show_databases, "dg/r_SHOW_DATABASES"},
        {"schemas from database",
         {{"database_name", kText}, {"schema_name", kText}, {"schema_owner", TypeId::integer},
          {"schema_type", kText}, {"schema_acl", kText}, {"source_database", kText}, {"schema_option", kText}},
         show_schemas, "dg/r_SHOW_SCHEMAS"},
        {"table", {{"Show Table DDL statement", kText}}, show_table, "dg/r_SHOW_TABLE"},
        {"tables from schema",
         {{"database_name", kText}, {"schema_name", kText}, {"table_name", kText}, {"table_type", kText},
          {"table_acl", kText}, {"remarks", kText}, {"owner", kText}},
         show_tables, "dg/r_SHOW_TABLES"},
        {"view", {{"Show View DDL statement", kText}}, show_view, "dg/r_SHOW_VIEW"},
    }};
    return kRows;
}

const ShowRow* find_show(std::string_view what) {
    for (const ShowRow& row : show_rows()) {
        if (row.what == what) return &row;
    }
    return nullptr;
}

}  // namespace blueshift::exec
