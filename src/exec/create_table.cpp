/// CREATE TABLE and CREATE TABLE AS.  Doc: dg/r_CREATE_TABLE_NEW, dg/r_CREATE_TABLE_AS
#include <algorithm>
#include <set>

#include "analyze/expr_binder.h"
#include "exec/access.h"
#include "exec/ddl.h"
#include "exec/new_relation.h"
#include "exec/table_attributes.h"

namespace blueshift::exec {

namespace {

std::vector<std::string> texts(const sql::QualifiedName& name) {
    std::vector<std::string> parts;
    for (const sql::Name& part : name.parts) parts.push_back(part.text);
    return parts;
}

/// Type of a user's column; refuses those that only the catalog may have.
Type column_type(const sql::TypeName& name, const std::string& column) {
    const Type type = analyze::resolve_type(name);
    switch (type_info(type.id).category) {
        case 'C': case 'A': case 'P': break;
        default:
            switch (type.id) {
                case TypeId::text: case TypeId::name: case TypeId::char1: case TypeId::oid:
                case TypeId::regclass: case TypeId::regproc: case TypeId::regtype: case TypeId::abstime:
                case TypeId::refcursor: case TypeId::interval:
                    break;
                default:
                    return type;
            }
    }
    throw Error(Code::feature_not_supported, "Column \"{}\" has unsupported type \"{}\"", column,
                format_type(type))
        .at(name.span);
}

catalog::Column make_column(const sql::ColumnDefinition& definition, const std::string& table, ExecContext& context) {
    catalog::Column column;
    column.name = definition.name.text;
    column.type = column_type(definition.type, table + "." + column.name);
    if (definition.not_null && definition.null) {
        throw Error(Code::syntax_error, "conflicting NULL/NOT NULL declarations for column \"{}\"",
                    column.name)
            .at(definition.span);
    }
    column.not_null = definition.not_null || definition.primary_key || definition.identity.has_value();
    column.encoding = checked_encoding(definition, column.type);
    column.case_insensitive = definition.case_insensitive.value_or(false);
    if (definition.identity) {
        if (!is_integer(column.type.id) || column.type.id == TypeId::smallint) {
            throw Error(Code::invalid_column_definition,
                        "identity column \"{}\" must be of type INT or BIGINT", column.name)
                .at(definition.span);
        }
        if (definition.default_ != nullptr) {
            throw Error(Code::syntax_error, "column \"{}\" has both a default and an identity",
                        column.name)
                .at(definition.span);
        }
        if (definition.identity->step == 0) {
            throw Error(Code::invalid_parameter_value, "identity step must not be zero").at(definition.span);
        }
        column.identity = catalog::Identity{definition.identity->seed, definition.identity->step,
                                            definition.identity->by_default};
    }
    if (definition.default_ != nullptr) {
        const auto view = context.view();
        auto analyze_context = context.analyze_context(view);
        analyze::analyze_default(*definition.default_, column.type, analyze_context);
        column.default_text = definition.default_text;
    }
    return column;
}

void copy_like(catalog::Relation& relation, const sql::LikeClause& like, ExecContext& context) {
    const auto parent = context.view().relation(texts(like.table), like.table.span);
    for (const catalog::Column& source : parent->columns) {
        catalog::Column column;
        column.name = source.name;
        column.type = source.type;
        column.not_null = source.not_null;
        column.encoding = source.encoding;
        column.case_insensitive = source.case_insensitive;
        column.distkey = source.distkey;
        column.sortkey_ordinal = source.sortkey_ordinal;
        if (like.including_defaults) column.default_text = source.default_text;
        add_column(relation, std::move(column), like.table.span);
    }
    relation.diststyle = parent->diststyle;
    relation.backup = parent->backup;
    relation.encode_auto = parent->encode_auto;
    relation.sortkey_auto = parent->sortkey_auto;
}

}  // namespace

std::string create_table(const sql::CreateTable& statement, ExecContext& context) {
    catalog::Relation relation;
    if (!place(relation, statement.name, statement.temporary, statement.if_not_exists, context)) {
        return "CREATE TABLE";
    }
    bool encoded = false;
    for (const sql::LikeClause& like : statement.likes) copy_like(relation, like, context);
    for (const sql::ColumnDefinition& definition : statement.columns) {
        encoded = encoded || !definition.encoding.empty();
        add_column(relation, make_column(definition, relation.name, context), definition.span);
    }
    if (relation.columns.empty()) {
        throw Error(Code::invalid_table_definition, "table must have at least one column")
            .at(statement.name.span);
    }
    relation.encode_auto = !encoded || statement.attributes.encode_auto;
    apply_column_keys(statement.columns, relation);
    apply_attributes(statement.attributes, relation);
    add_constraints(statement.columns, statement.constraints, relation, context);
    apply_default_encodings(relation);
    store(std::move(relation), context);
    return "CREATE TABLE";
}

std::string create_table_as(const sql::CreateTableAs& statement, analyze::BoundQueryPtr query,
                            std::span<const Value> parameters, std::span<const Type> parameter_types,
                            ExecContext& context) {
    catalog::Relation relation;
    if (!place(relation, statement.name, statement.temporary, statement.if_not_exists, context)) {
        return "SELECT";
    }
    add_query_columns(relation, statement.columns, *query, statement.name.span);
    apply_attributes(statement.attributes, relation);
    apply_default_encodings(relation);
    const catalog::Relation stored = relation;
    store(std::move(relation), context);
    fill_from_query(stored, std::move(query), parameters, parameter_types, context);
    return "SELECT";
}

}  // namespace blueshift::exec
