#include "exec/new_relation.h"

#include "catalog/access.h"
#include "exec/access.h"

namespace blueshift::exec {

namespace {

std::vector<std::string> texts(const sql::QualifiedName& name) {
    std::vector<std::string> parts;
    for (const sql::Name& part : name.parts) parts.push_back(part.text);
    return parts;
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

void add_query_columns(catalog::Relation& relation, const std::vector<sql::Name>& names,
                       const analyze::BoundQuery& query, Span span) {
    if (names.size() > query.fields.size()) {
        throw Error(Code::syntax_error, "CREATE TABLE AS specifies too many column names").at(names.back().span);
    }
    for (std::size_t index = 0; index < query.fields.size(); ++index) {
        const analyze::BoundField& field = query.fields[index];
        catalog::Column column;
        column.name = index < names.size() ? names[index].text : field.name;
        column.type = stored_type(field.type);
        column.encoding.clear();
        column.trailing_blanks = is_string(column.type.id) && !field.blank_free;
        column.case_insensitive = field.case_insensitive;
        add_column(relation, std::move(column), span);
    }
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

void fill_from_query(const catalog::Relation& relation, analyze::BoundQueryPtr query, std::span<const Value> parameters,
                     std::span<const Type> parameter_types, ExecContext& context) {
    analyze::BoundInsert insert;
    insert.relation = std::make_shared<catalog::Relation>(relation);
    for (std::size_t index = 0; index < query->fields.size(); ++index) {
        analyze::BoundTarget target;
        target.source = analyze::BoundTarget::query_column;
        target.query_column_index = static_cast<int>(index);
        insert.targets.push_back(std::move(target));
    }
    insert.query = std::move(query);
    auto emit_context = context.emit_context();
    for (const std::string& sql : emit::emit_statement(insert, emit_context)) {
        const auto prepared = context.engine.prepare(sql);
        context.engine.execute(*prepared, parameter_types, parameters);
    }
}

}  // namespace blueshift::exec
