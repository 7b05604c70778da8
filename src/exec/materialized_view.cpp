#include "exec/materialized_view.h"

#include <algorithm>

#include "exec/access.h"
#include "exec/ddl.h"
#include "exec/new_relation.h"
#include "exec/table_attributes.h"
#include "security/enforce.h"
#include "sql/parser/parser.h"

namespace blueshift::exec {

namespace {

std::vector<std::string> texts(const sql::QualifiedName& name) {
    std::vector<std::string> parts;
    for (const sql::Name& part : name.parts) parts.push_back(part.text);
    return parts;
}

/// What the query of a materialized view may not have.  Doc: dg/materialized-view-overview (limitations)
void check_query_shape(const sql::CreateMaterializedView& statement, const analyze::BoundQuery& query) {
    const Span span = statement.query_span;
    if (!query.order_by.empty()) {
        throw Error(Code::feature_not_supported, "ORDER BY is not supported in the query of a materialized view")
            .at(span);
    }
    if (query.limit != nullptr || query.offset != nullptr) {
        throw Error(Code::feature_not_supported,
                    "LIMIT and OFFSET are not supported in the query of a materialized view")
            .at(span);
    }
    for (std::size_t index = statement.columns.size(); index < query.fields.size(); ++index) {
        if (query.fields[index].name != "?column?") continue;
        throw Error(Code::invalid_table_definition, "column {} of the materialized view has no name", index + 1)
            .hint("Give the expression a name with AS.")
            .at(span);
    }
}

void check_sources(const std::vector<catalog::Oid>& sources, const catalog::CatalogView& view, Span span) {
    for (const catalog::Oid oid : sources) {
        const catalog::Relation* relation = view.snapshot().relations.find(oid);
        if (relation == nullptr) {
            throw Error(Code::feature_not_supported,
                        "materialized views cannot read temporary tables or system tables and views")
                .at(span);
        }
        if (relation->kind == catalog::RelationKind::late_binding_view) {
            throw Error(Code::feature_not_supported, "materialized views cannot read late-binding view \"{}\"",
                        relation->name)
                .at(span);
        }
    }
}

analyze::BoundQueryPtr bind(const catalog::Relation& view, analyze::AnalyzeContext& analyze_context) {
    analyze_context.case_sensitive_identifiers = true;
    try {
        return analyze::analyze_query(*sql::parse_query(view.view_text, {true}), analyze_context);
    } catch (Error& error) {
        error.without_position();
        throw;
    }
}

std::string engine_table(const catalog::Relation& relation) {
    const auto name = catalog::engine_name(relation);
    return name.schema + "." + name.table;
}

}  // namespace

std::string create_materialized_view(const sql::CreateMaterializedView& statement, ExecContext& context) {
    const auto view = context.view();
    auto analyze_context = context.analyze_context(view);
    auto query = analyze::analyze_query(*statement.query, analyze_context);
    security::enforce(*query, analyze_context, context.user);
    check_query_shape(statement, *query);
    check_sources(analyze_context.relations_below, view, statement.query_span);

    catalog::Relation relation;
    place(relation, statement.name, false, false, context);
    relation.kind = catalog::RelationKind::materialized_view;
    add_query_columns(relation, statement.columns, *query, statement.name.span);
    apply_attributes(statement.attributes, relation);
    apply_default_encodings(relation);
    relation.depends_on = analyze_context.relations_read;
    std::sort(relation.depends_on.begin(), relation.depends_on.end());
    auto canonical_context = context.analyze_context(view);
    relation.view_text = analyze::canonical_query(*statement.query, canonical_context);
    relation.materialized = catalog::Materialized{statement.auto_refresh.value_or(false), context.text.now_micros, {}};

    const catalog::Relation stored = relation;
    store(std::move(relation), context);
    fill_from_query(stored, std::move(query), {}, {}, context);
    return "CREATE MATERIALIZED VIEW";
}

std::shared_ptr<const catalog::Relation> owned_materialized_view(const sql::QualifiedName& name,
                                                                 ExecContext& context) {
    auto relation = context.view().relation(texts(name), name.span);
    if (relation->kind != catalog::RelationKind::materialized_view) {
        throw Error(Code::wrong_object_type, "\"{}\" is not a materialized view", relation->name).at(name.span);
    }
    require_owner(*relation, context);
    return relation;
}

std::string alter_materialized_view(const sql::AlterMaterializedView& statement, ExecContext& context) {
    catalog::Relation relation = *owned_materialized_view(statement.name, context);
    context.lock_exclusive(relation.oid);
    if (statement.auto_refresh) relation.materialized->auto_refresh = *statement.auto_refresh;
    apply_alter_actions(statement.actions, relation, context);
    context.catalog.put(std::move(relation));
    return "ALTER MATERIALIZED VIEW";
}

std::vector<catalog::Oid> materialized_views_below(const catalog::Relation& view, const catalog::Snapshot& snapshot) {
    std::vector<catalog::Oid> found;
    for (const catalog::Oid oid : view.depends_on) {
        const catalog::Relation* read = snapshot.relations.find(oid);
        if (read == nullptr) continue;
        for (const catalog::Oid below : materialized_views_below(*read, snapshot)) {
            if (std::find(found.begin(), found.end(), below) == found.end()) found.push_back(below);
        }
        const bool known = std::find(found.begin(), found.end(), oid) != found.end();
        if (read->kind == catalog::RelationKind::materialized_view && !known) found.push_back(oid);
    }
    return found;
}

std::vector<catalog::Oid> relations_below(const catalog::Relation& view, ExecContext& context) {
    const auto view_now = context.view();
    auto analyze_context = context.analyze_context(view_now);
    bind(view, analyze_context);
    return analyze_context.relations_below;
}

void recompute(const catalog::Relation& view, ExecContext& context) {
    catalog::Relation relation = view;
    const auto view_now = context.view();
    auto analyze_context = context.analyze_context(view_now);
    auto query = bind(relation, analyze_context);
    security::enforce(*query, analyze_context, relation.owner);
    for (std::size_t index = 0; index < relation.columns.size(); ++index) {
        catalog::Column& column = relation.columns[index];
        if (is_string(column.type.id) && !query->fields[index].blank_free) column.trailing_blanks = true;
    }
    relation.materialized->refreshed_micros = context.text.now_micros;
    context.engine.execute("DELETE FROM " + engine_table(relation));
    fill_from_query(relation, std::move(query), {}, {}, context);
    context.catalog.put(std::move(relation));
}

}  // namespace blueshift::exec
