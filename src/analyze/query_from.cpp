/// FROM items: tables, views, WITH queries, subqueries, functions.  Doc: dg/r_FROM_clause30
#include <fmt/format.h>

#include <algorithm>

#include "analyze/from_binder.h"
#include "analyze/nested_type.h"
#include "base/error.h"
#include "catalog/external_relation.h"

namespace blueshift::analyze {

namespace {

constexpr ExprPlace kFrom{.clause = "FROM", .sets_allowed = true};

/// Fields of a table, one per column.
std::vector<BoundField> table_fields(const catalog::Relation& relation) {
    std::vector<BoundField> fields;
    fields.reserve(relation.columns.size());
    for (const catalog::Column& column : relation.columns) {
        fields.push_back({.name = column.name,
                          .type = column.type,
                          .blank_free = !is_string(column.type.id) ||
                                        column.type.id == TypeId::char_ || !column.trailing_blanks,
                          .case_insensitive = column.case_insensitive,
                          .table_oid = relation.oid,
                          .column_number = column.number});
    }
    return fields;
}

/// Columns with negative numbers, such as the oid of catalog tables, are read by name only.
void hide_system_columns(FromItem& item) {
    for (ScopeColumn& column : item.columns) column.hidden = column.field->column_number < 0;
    item.tables[0].columns = item.columns;
}

}  // namespace

std::vector<BoundFromPtr> FromBinder::bind(const std::vector<sql::TableRefPtr>& list) {
    std::vector<BoundFromPtr> nodes;
    for (const sql::TableRefPtr& ref : list) {
        FromItem bound = item(*ref);
        scope_.add(std::move(bound.tables), std::move(bound.columns), ref->span);
        nodes.push_back(std::move(bound.node));
    }
    return nodes;
}

FromItem FromBinder::item(const sql::TableRef& ref) {
    switch (ref.kind) {
        case sql::TableKind::relation:
            return relation(sql::as<sql::RelationRef>(ref));
        case sql::TableKind::query:
            return subquery(sql::as<sql::SubqueryRef>(ref));
        case sql::TableKind::function:
            return function(sql::as<sql::FunctionRef>(ref));
        case sql::TableKind::join:
            return join(sql::as<sql::JoinRef>(ref));
        case sql::TableKind::unpivot_object:
            return unpivot_object(sql::as<sql::UnpivotObjectRef>(ref));
        case sql::TableKind::values:
            break;
    }
    throw Error(Code::feature_not_supported, "VALUES without parentheses in FROM is not supported")
        .at(ref.span);
}

FromItem FromBinder::relation(const sql::RelationRef& ref) {
    if (is_path(ref)) return unnest(ref);
    FromItem bound;
    VisibleCte* cte = ref.name.parts.size() == 1 ? binder_.find_cte(ref.name.object()) : nullptr;
    if (cte != nullptr) {
        bound = cte_reference(*cte, ref.span);
    } else {
        auto found = binder_.relation(ref.name);
        if (binder_.notes() != nullptr) binder_.notes()->relations[&ref] = found;
        bound = table(std::move(found), {});
    }
    if (!ref.path_subscripts.empty() || !ref.at.text.empty()) {
        throw Error(Code::wrong_object_type, "\"{}\" is not a SUPER value to unnest",
                    ref.name.object())
            .at(ref.span);
    }
    name_item(bound, ref);
    return pivot_or_plain(std::move(bound), ref.pivot.get());
}

FromItem FromBinder::table(std::shared_ptr<const catalog::Relation> relation,
                           const sql::Name& alias) {
    binder_.read(*relation);
    const catalog::Relation* named = relation.get();
    FromItem bound;
    const bool derived = relation->kind == catalog::RelationKind::system && !relation->view_text.empty();
    if (relation->kind == catalog::RelationKind::view ||
        relation->kind == catalog::RelationKind::late_binding_view || derived) {
        bound = view(std::move(relation));
    } else {
        auto node = std::make_unique<BoundTable>();
        node->id = binder_.new_relation();
        node->fields = table_fields(*relation);
        if (relation->kind == catalog::RelationKind::external) {
            set_nested_types(node->fields, *relation, binder_.catalog().snapshot());
        }
        node->relation = std::move(relation);
        bound = visible(std::move(node), named->name);
        hide_system_columns(bound);
        if (named->kind == catalog::RelationKind::external) hide_pseudo_columns(*named, bound);
    }
    if (alias.text.empty()) {
        bound.tables[0].relation = named;
    } else {
        bound.tables[0].name = alias.text;
        bound.tables[0].hidden_name = named->name;
    }
    return bound;
}

void FromBinder::hide_pseudo_columns(const catalog::Relation& relation, FromItem& item) {
    for (std::size_t i = 0; i < relation.columns.size(); ++i) {
        if (!catalog::is_pseudo_column(relation.columns[i])) continue;
        item.columns[i].hidden = true;
        item.tables[0].columns[i].hidden = true;
    }
}

FromItem FromBinder::view(std::shared_ptr<const catalog::Relation> view) {
    BoundQueryPtr query = binder_.view_query(*view);
    auto node = make_subquery_from(std::move(query), binder_.new_relation());
    // A result column that comes through a view is the view's column, as in PostgreSQL.
    for (std::size_t i = 0; i < node->fields.size(); ++i) {
        if (i < view->columns.size()) node->fields[i].name = view->columns[i].name;
        node->fields[i].table_oid = view->oid;
        node->fields[i].column_number = static_cast<std::int16_t>(i + 1);
    }
    std::string name = view->name;
    node->view = std::move(view);
    return visible(std::move(node), std::move(name));
}

FromItem FromBinder::cte_reference(VisibleCte& cte, Span span) {
    if (!cte.bound) {
        throw Error(
            Code::invalid_recursion,
            "recursive reference to query \"{}\" must not appear within its non-recursive term",
            cte.name)
            .at(span);
    }
    cte.referenced = true;
    auto node = std::make_unique<BoundCteRef>();
    node->id = binder_.new_relation();
    node->cte = cte.id;
    node->fields = cte.fields;
    return visible(std::move(node), std::string(cte.name));
}

FromItem FromBinder::subquery(const sql::SubqueryRef& ref) {
    if (ref.lateral) {
        throw Error(Code::feature_not_supported, "LATERAL subqueries are not supported")
            .at(ref.span);
    }
    // Sees the outer levels, but not its neighbours.
    Scope boundary(binder_.catalog(), scope_.outer());
    std::set<std::string> neighbours = scope_.table_names();
    for (const FromItem* left : left_sides_) {
        for (const ScopeTable& table : left->tables)
            neighbours.insert(table.name);
    }
    boundary.set_unreachable(std::move(neighbours));
    BoundQueryPtr query = binder_.query(*ref.query, &boundary);
    FromItem bound = visible(make_subquery_from(std::move(query), binder_.new_relation()), {});
    name_item(bound, ref);
    return pivot_or_plain(std::move(bound), ref.pivot.get());
}

/// The system relation that a function without arguments stands for, such as pg_get_late_binding_view_cols(); null for others.
static std::shared_ptr<const catalog::Relation> relation_of_function(const sql::FunctionCall& call,
                                                                     const catalog::CatalogView& catalog) {
    const std::string& name = call.name.object();
    const bool may_be = name.starts_with("pg_get_") || name.starts_with("pg_timezone_");
    if (!call.arguments.empty() || !may_be || catalog.system() == nullptr) return nullptr;
    return catalog.system()->find("pg_catalog", name);
}

FromItem FromBinder::function(const sql::FunctionRef& ref) {
    if (auto relation = relation_of_function(*ref.call, binder_.catalog())) {
        auto node = std::make_unique<BoundTable>();
        node->id = binder_.new_relation();
        node->fields = table_fields(*relation);
        const std::size_t named = std::min(node->fields.size(), ref.column_definitions.size());
        for (std::size_t i = 0; i < named; ++i) node->fields[i].name = ref.column_definitions[i].first.text;
        const std::string name = ref.alias.text.empty() ? relation->name : ref.alias.text;
        node->relation = std::move(relation);
        rename_fields(node->fields, ref.column_aliases, fmt::format("table \"{}\"", name));
        return visible(std::move(node), name);
    }
    Clause clause(binder_, scope_, kFrom);
    BoundExprPtr call = clause.bind(*ref.call);
    const std::string& function_name = ref.call->name.object();
    const std::string& name = ref.alias.text.empty() ? function_name : ref.alias.text;
    const bool is_set = call->kind == BoundKind::call &&
                        as<BoundCall>(*call).signature->row->kind == functions::Kind::set_returning;
    BoundFromPtr node;
    if (is_set) {
        auto made = std::make_unique<BoundFunctionFrom>();
        made->signature = as<BoundCall>(*call).signature;
        made->fields.push_back(make_field(name, *call));
        // With arguments, such as pg_get_cols('t'), the relation of the same name tells the columns.
        const auto relation = call->type.id == TypeId::record && binder_.catalog().system() != nullptr
                                  ? binder_.catalog().system()->find("pg_catalog", function_name)
                                  : nullptr;
        if (relation != nullptr) made->fields = table_fields(*relation);
        made->arguments = std::move(as<BoundCall>(*call).arguments);
        node = std::move(made);
    } else {
        // A scalar function is a table of one row.
        auto select = std::make_unique<BoundSelect>();
        auto query = std::make_unique<BoundQuery>();
        query->fields.push_back(make_field(name, *call));
        select->outputs.push_back(std::move(call));
        query->body = std::move(select);
        node = make_subquery_from(std::move(query), 0);
    }
    node->id = binder_.new_relation();
    if (ref.column_definitions.empty() && node->fields[0].type.id == TypeId::record) {
        throw Error(Code::syntax_error,
                    "a column definition list is required for functions returning \"record\"")
            .at(ref.span);
    }
    if (!ref.column_definitions.empty()) {
        node->fields.clear();
        for (const auto& [column, type] : ref.column_definitions) {
            const Type resolved = resolve_type(type);
            node->fields.push_back(
                {.name = column.text, .type = resolved, .blank_free = !is_string(resolved.id)});
        }
    }
    rename_fields(node->fields, ref.column_aliases, fmt::format("table \"{}\"", name));
    return visible(std::move(node), name);
}

FromItem FromBinder::pivot_or_plain(FromItem source, const sql::PivotClause* clause) {
    if (clause == nullptr) return source;
    return clause->unpivot ? unpivot(std::move(source), *clause)
                           : pivot(std::move(source), *clause);
}

FromItem FromBinder::visible(BoundFromPtr node, std::string name) {
    FromItem bound;
    for (std::size_t i = 0; i < node->fields.size(); ++i) {
        bound.columns.push_back({.name = node->fields[i].name,
                                 .relation = node->id,
                                 .column = static_cast<int>(i),
                                 .field = &node->fields[i]});
    }
    bound.tables.push_back({.name = std::move(name), .columns = bound.columns});
    bound.node = std::move(node);
    return bound;
}

void FromBinder::name_item(FromItem& item, const sql::TableRef& ref) {
    if (ref.alias.text.empty()) return;
    // An alias hides the names below it, also those of a whole join.
    ScopeTable table{.name = ref.alias.text};
    for (const ScopeTable& hidden : item.tables)
        table.hidden_name = hidden.name;
    if (ref.column_aliases.size() > item.columns.size()) {
        throw Error(Code::invalid_column_reference,
                    "table \"{}\" has {} columns available but {} columns specified",
                    ref.alias.text, item.columns.size(), ref.column_aliases.size())
            .at(ref.alias.span);
    }
    for (std::size_t i = 0; i < ref.column_aliases.size(); ++i) {
        item.columns[i].name = ref.column_aliases[i].text;
    }
    table.columns = item.columns;
    item.tables.clear();
    item.tables.push_back(std::move(table));
}

}  // namespace blueshift::analyze
