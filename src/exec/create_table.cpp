/// CREATE TABLE and CREATE TABLE AS.  Doc: dg/r_CREATE_TABLE_NEW, dg/r_CREATE_TABLE_AS
#include <algorithm>
#include <set>

#include "analyze/expr_binder.h"
#include "catalog/access.h"
#include "exec/access.h"
#include "exec/ddl.h"
#include "exec/table_attributes.h"

namespace blueshift::exec {

namespace {

constexpr std::size_t kColumnCountMax = 1600;

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

catalog::Column make_column(const sql::ColumnDefinition& definition, ExecContext& context) {
    catalog::Column column;
    column.name = definition.name.text;
    column.type = column_type(definition.type, column.name);
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

void add_column(catalog::Relation& relation, catalog::Column column, Span span) {
    if (relation.find_column(column.name) != nullptr) {
        throw Error(Code::duplicate_column, "column \"{}\" duplicated", column.name).at(span);
    }
    if (relation.columns.size() >= kColumnCountMax) {
        throw Error(Code::too_many_columns, "tables can have at most {} columns", kColumnCountMax);
    }
    column.number = ++relation.last_column_number;
    relation.columns.push_back(std::move(column));
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

/// Puts the new relation where its name says: checks the name, gives it its oid and schema.
/// False when it exists and `if_not_exists` is set.
bool place(catalog::Relation& relation, const sql::QualifiedName& name, bool temporary,
           bool if_not_exists, ExecContext& context) {
    relation.name = name.object();
    relation.owner = context.user;
    relation.temporary = temporary;
    relation.created_micros = context.text.now_micros;
    const auto view = context.view();
    bool taken = false;
    if (temporary) {
        if (name.parts.size() > 1 && !name.schema().starts_with("pg_temp")) {
            throw Error(Code::invalid_table_definition,
                        "cannot create temporary relation in non-temporary schema")
                .at(name.span);
        }
        relation.schema = catalog::kTempSchemaOid;
        require_temporary(view.database(), context);
        taken = context.temporary.contains(relation.name);
    } else {
        const catalog::Schema& schema = view.creation_schema(texts(name), name.span);
        require_create(schema, context);
        relation.schema = schema.oid;
        relation.acl = catalog::default_acl(context.catalog.current(), relation.owner, schema.oid, "tables");
        taken = context.catalog.current().relations.find(schema.oid, relation.name) != nullptr;
    }
    if (taken) {
        if (!if_not_exists) {
            throw Error(Code::duplicate_table, "relation \"{}\" already exists", relation.name)
                .at(name.span);
        }
        context.notice("NOTICE", Code::duplicate_table,
                       fmt::format("relation \"{}\" already exists, skipping", relation.name));
        return false;
    }
    relation.oid = context.allocate_oid();
    return true;
}

void store(catalog::Relation relation, ExecContext& context) {
    for (const std::string& sql : emit::emit_create_table(relation)) context.engine.execute(sql);
    if (relation.temporary) {
        const std::string name = relation.name;
        context.temporary[name] = std::make_shared<catalog::Relation>(std::move(relation));
    } else {
        context.catalog.put(std::move(relation));
    }
}

/// How wide a computed column is stored: types that only expressions have become column types.
Type stored_type(Type type) {
    switch (type.id) {
        case TypeId::unknown: case TypeId::text: case TypeId::name: case TypeId::char1: case TypeId::aclitem:
        case TypeId::cstring: case TypeId::refcursor: case TypeId::int2vector: case TypeId::oidvector:
            return varchar_type(type.id == TypeId::name ? 128 : kVarcharBytesMax);
        case TypeId::varchar:
            return type.typmod < 4 ? varchar_type(kVarcharBytesMax) : type;
        case TypeId::char_:
            return type.typmod < 4 ? char_type(kCharBytesMax) : type;
        case TypeId::decimal:
            return type.typmod < 4 ? decimal_type(kDecimalPrecisionMax, 0) : type;
        case TypeId::oid: case TypeId::regclass: case TypeId::regproc: case TypeId::regtype: case TypeId::xid:
            return Type{TypeId::bigint};
        case TypeId::abstime:
            return Type{TypeId::timestamp};
        case TypeId::interval:
            return Type{TypeId::interval_ds};
        default:
            return is_array(type.id) ? varchar_type(kVarcharBytesMax) : type;
    }
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
        add_column(relation, make_column(definition, context), definition.span);
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
    if (statement.columns.size() > query->fields.size()) {
        throw Error(Code::syntax_error, "CREATE TABLE AS specifies too many column names")
            .at(statement.columns.back().span);
    }
    analyze::BoundInsert insert;
    for (std::size_t index = 0; index < query->fields.size(); ++index) {
        catalog::Column column;
        column.name = index < statement.columns.size() ? statement.columns[index].text
                                                       : query->fields[index].name;
        column.type = stored_type(query->fields[index].type);
        column.encoding.clear();
        column.trailing_blanks = is_string(column.type.id) && !query->fields[index].blank_free;
        column.case_insensitive = query->fields[index].case_insensitive;
        add_column(relation, std::move(column), statement.name.span);
        analyze::BoundTarget target;
        target.source = analyze::BoundTarget::query_column;
        target.query_column_index = static_cast<int>(index);
        insert.targets.push_back(std::move(target));
    }
    apply_attributes(statement.attributes, relation);
    apply_default_encodings(relation);
    insert.relation = std::make_shared<catalog::Relation>(relation);
    insert.query = std::move(query);
    store(std::move(relation), context);

    auto emit_context = context.emit_context();
    for (const std::string& sql : emit::emit_statement(insert, emit_context)) {
        const auto prepared = context.engine.prepare(sql);
        context.engine.execute(*prepared, parameter_types, parameters);
    }
    return "SELECT";
}

}  // namespace blueshift::exec
