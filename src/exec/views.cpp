/// CREATE VIEW and COMMENT.  Doc: dg/r_CREATE_VIEW, dg/r_COMMENT
#include <algorithm>

#include "catalog/access.h"
#include "exec/access.h"
#include "exec/ddl.h"
#include "sql/print/print.h"

namespace blueshift::exec {

namespace {

std::vector<std::string> texts(const sql::QualifiedName& name) {
    std::vector<std::string> parts;
    for (const sql::Name& part : name.parts) parts.push_back(part.text);
    return parts;
}

/// Columns of a view: the query's, under the names that the statement gives.
std::vector<catalog::Column> view_columns(const sql::CreateView& statement,
                                          const analyze::BoundQuery& query) {
    if (statement.columns.size() > query.fields.size()) {
        throw Error(Code::syntax_error, "CREATE VIEW specifies more column names than columns")
            .at(statement.columns.back().span);
    }
    std::vector<catalog::Column> columns;
    for (std::size_t index = 0; index < query.fields.size(); ++index) {
        catalog::Column column;
        column.number = static_cast<std::int16_t>(index + 1);
        column.name = index < statement.columns.size() ? statement.columns[index].text
                                                       : query.fields[index].name;
        column.type = query.fields[index].type;
        column.trailing_blanks = !query.fields[index].blank_free;
        column.case_insensitive = query.fields[index].case_insensitive;
        for (const catalog::Column& other : columns) {
            if (other.name == column.name) {
                throw Error(Code::duplicate_column, "column \"{}\" duplicated", column.name)
                    .at(statement.name.span);
            }
        }
        columns.push_back(std::move(column));
    }
    return columns;
}

void check_replacement(const catalog::Relation& existing, const catalog::Relation& relation, Span span) {
    if (existing.kind != catalog::RelationKind::view &&
        existing.kind != catalog::RelationKind::late_binding_view) {
        throw Error(Code::wrong_object_type, "\"{}\" is not a view", existing.name).at(span);
    }
    if (existing.kind == catalog::RelationKind::late_binding_view ||
        relation.kind == catalog::RelationKind::late_binding_view) {
        return;
    }
    if (existing.columns.size() != relation.columns.size()) {
        throw Error(Code::invalid_table_definition, "cannot change number of columns in view").at(span);
    }
    for (std::size_t index = 0; index < existing.columns.size(); ++index) {
        if (existing.columns[index].name != relation.columns[index].name) {
            throw Error(Code::invalid_table_definition, "cannot change name of view column \"{}\"",
                        existing.columns[index].name)
                .at(span);
        }
        if (existing.columns[index].type != relation.columns[index].type) {
            throw Error(Code::invalid_table_definition, "cannot change data type of view column \"{}\"",
                        existing.columns[index].name)
                .at(span);
        }
    }
}

}  // namespace

std::string create_view(const sql::CreateView& statement, std::string_view text, ExecContext& context) {
    const auto view = context.view();
    catalog::Relation relation;
    relation.name = statement.name.object();
    relation.owner = context.user;
    relation.created_micros = context.text.now_micros;
    relation.kind = statement.no_schema_binding ? catalog::RelationKind::late_binding_view
                                                : catalog::RelationKind::view;
    if (statement.temporary) {
        throw Error(Code::feature_not_supported, "temporary views are not supported").at(statement.name.span);
    }
    const catalog::Schema& schema = view.creation_schema(texts(statement.name), statement.name.span);
    require_create(schema, "create or replace view", context);
    relation.schema = schema.oid;

    auto analyze_context = context.analyze_context(view);
    if (statement.no_schema_binding) {
        // Kept as written: it is bound when it is used, so what it reads need not exist.
        relation.view_text = text.empty() ? sql::print(*statement.query)
                                          : std::string(text.substr(statement.query_span.begin,
                                                                    statement.query_span.end -
                                                                        statement.query_span.begin));
    } else {
        const auto query = analyze::analyze_query(*statement.query, analyze_context);
        relation.columns = view_columns(statement, *query);
        relation.last_column_number = static_cast<std::int16_t>(relation.columns.size());
        relation.depends_on = analyze_context.relations_read;
        std::sort(relation.depends_on.begin(), relation.depends_on.end());
        relation.depends_on.erase(std::unique(relation.depends_on.begin(), relation.depends_on.end()),
                                  relation.depends_on.end());
        for (const catalog::Oid oid : relation.depends_on) {
            // Tables of other servers have no number here.
            if (oid != catalog::kInvalidOid && view.snapshot().external_tables.find(oid) == nullptr) continue;
            throw Error(Code::feature_not_supported, "External tables are not supported in views")
                .hint("Create the view WITH NO SCHEMA BINDING.")
                .at(statement.query_span);
        }
        for (const auto& [name, temporary] : context.temporary) {
            if (std::binary_search(relation.depends_on.begin(), relation.depends_on.end(), temporary->oid)) {
                throw Error(Code::feature_not_supported,
                            "cannot create a view on the temporary table \"{}\"", name)
                    .at(statement.query_span);
            }
        }
        auto canonical_context = context.analyze_context(view);
        relation.view_text = analyze::canonical_query(*statement.query, canonical_context);
    }

    const catalog::Relation* existing =
        context.catalog.current().relations.find(schema.oid, relation.name);
    if (existing != nullptr) {
        if (!statement.or_replace) {
            throw Error(Code::duplicate_table, "relation \"{}\" already exists", relation.name)
                .at(statement.name.span);
        }
        require_owner(*existing, context);
        check_replacement(*existing, relation, statement.name.span);
        relation.oid = existing->oid;
        relation.owner = existing->owner;
        relation.acl = existing->acl;
        relation.comment = existing->comment;
        if (std::binary_search(relation.depends_on.begin(), relation.depends_on.end(), relation.oid)) {
            throw Error(Code::invalid_object_definition, "infinite recursion detected in view \"{}\"",
                        relation.name)
                .at(statement.name.span);
        }
    } else {
        relation.oid = context.allocate_oid();
        relation.acl = catalog::default_acl(context.catalog.current(), relation.owner, relation.schema, "tables");
    }
    context.catalog.put(std::move(relation));
    return "CREATE VIEW";
}

std::string comment(const sql::Comment& statement, ExecContext& context) {
    const std::string text = statement.text.value_or("");
    if (statement.object == sql::ObjectKind::database) {
        const auto* found =
            context.catalog.current().databases.find(catalog::kInvalidOid, statement.name.object());
        if (found == nullptr) {
            throw Error(Code::invalid_catalog_name, "database \"{}\" does not exist", statement.name.object())
                .at(statement.name.span);
        }
        require_owner(*found, context);
        catalog::Database database = *found;
        database.comment = text;
        context.catalog.put(std::move(database));
        return "COMMENT";
    }
    if (statement.object == sql::ObjectKind::schema) {
        const auto* found = context.catalog.current().schemas.find(context.database, statement.name.object());
        if (found == nullptr) {
            throw Error(Code::invalid_schema_name, "schema \"{}\" does not exist", statement.name.object())
                .at(statement.name.span);
        }
        require_owner(*found, context);
        catalog::Schema schema = *found;
        schema.comment = text;
        context.catalog.put(std::move(schema));
        return "COMMENT";
    }

    sql::QualifiedName table = statement.object == sql::ObjectKind::constraint ? statement.table : statement.name;
    std::string column;
    if (statement.object == sql::ObjectKind::column) {
        if (table.parts.size() < 2) {
            throw Error(Code::syntax_error, "column name must be qualified").at(table.span);
        }
        column = table.parts.back().text;
        table.parts.pop_back();
    }
    const auto found = context.view().relation(texts(table), table.span);
    require_owner(*found, context);
    catalog::Relation relation = *found;
    if (statement.object == sql::ObjectKind::column) {
        const auto target = std::find_if(relation.columns.begin(), relation.columns.end(),
                                         [&](const auto& candidate) { return candidate.name == column; });
        if (target == relation.columns.end()) {
            throw Error(Code::undefined_column, "column \"{}\" of relation \"{}\" does not exist", column,
                        relation.name)
                .at(table.span);
        }
        target->comment = text;
    } else if (statement.object == sql::ObjectKind::constraint) {
        const auto target =
            std::find_if(relation.constraints.begin(), relation.constraints.end(),
                         [&](const auto& candidate) { return candidate.name == statement.name.object(); });
        if (target == relation.constraints.end()) {
            throw Error(Code::undefined_object, "constraint \"{}\" for table \"{}\" does not exist",
                        statement.name.object(), relation.name)
                .at(statement.name.span);
        }
        target->comment = text;
    } else {
        relation.comment = text;
    }
    if (relation.temporary) {
        const std::string name = relation.name;
        context.temporary[name] = std::make_shared<catalog::Relation>(std::move(relation));
    } else {
        context.catalog.put(std::move(relation));
    }
    return "COMMENT";
}

}  // namespace blueshift::exec
