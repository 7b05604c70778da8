/// ALTER TABLE, one function per action.  Doc: dg/r_ALTER_TABLE
#include <algorithm>

#include "analyze/expr_binder.h"
#include "catalog/access.h"
#include "exec/access.h"
#include "exec/ddl.h"
#include "exec/external.h"
#include "exec/new_relation.h"
#include "exec/policies.h"
#include "exec/table_attributes.h"
#include "exec/view_texts.h"

namespace blueshift::exec {

namespace {

std::string engine_table(const catalog::Relation& relation) {
    const auto name = catalog::engine_name(relation);
    return name.schema.empty() ? name.table : name.schema + "." + name.table;
}

std::string engine_column(const catalog::Column& column) { return fmt::format("c{}", column.number); }

catalog::Column& find_column(catalog::Relation& relation, const sql::Name& name) {
    for (catalog::Column& column : relation.columns) {
        if (column.name == name.text) return column;
    }
    throw Error(Code::undefined_column, "column \"{}\" of relation \"{}\" does not exist", name.text,
                relation.name)
        .at(name.span);
}

void require_table(const catalog::Relation& relation, Span span) {
    if (relation.kind == catalog::RelationKind::table) return;
    throw Error(Code::wrong_object_type, "\"{}\" is not a table", relation.name).at(span);
}

/// The actions that materialized views have too.
bool is_storage_action(sql::AlterTableKind kind) {
    using Kind = sql::AlterTableKind;
    return kind == Kind::alter_distkey || kind == Kind::alter_diststyle || kind == Kind::alter_sortkey;
}

void require_table(const catalog::Relation& relation, const sql::AlterTableAction& action) {
    if (relation.kind == catalog::RelationKind::materialized_view && is_storage_action(action.kind)) return;
    require_table(relation, action.span);
}

void add_column(const sql::AlterTableAction& action, catalog::Relation& relation, ExecContext& context) {
    const sql::ColumnDefinition& definition = action.column;
    if (relation.find_column(definition.name.text) != nullptr) {
        throw Error(Code::duplicate_column, "column \"{}\" of relation \"{}\" already exists",
                    definition.name.text, relation.name)
            .at(definition.span);
    }
    if (relation.columns.size() >= kColumnCountMax) {
        throw Error(Code::too_many_columns, "tables can have at most {} columns", kColumnCountMax).at(definition.span);
    }
    if (definition.identity || definition.primary_key || definition.unique || definition.references ||
        definition.distkey || definition.sortkey) {
        throw Error(Code::feature_not_supported,
                    "ALTER TABLE ADD COLUMN does not support identity, key or constraint attributes")
            .at(definition.span);
    }
    if (definition.not_null && definition.default_ == nullptr) {
        throw Error(Code::invalid_table_definition,
                    "ALTER TABLE ADD COLUMN defined as NOT NULL must have a non-null default expression")
            .at(definition.span);
    }
    catalog::Column column;
    column.name = definition.name.text;
    column.type = analyze::resolve_type(definition.type);
    column.not_null = definition.not_null;
    column.encoding = checked_encoding(definition, column.type);
    column.case_insensitive = definition.case_insensitive.value_or(false);
    column.default_text = definition.default_text;
    column.number = ++relation.last_column_number;

    std::string value = "NULL";
    if (definition.default_ != nullptr) {
        const auto view = context.view();
        auto analyze_context = context.analyze_context(view);
        const auto bound = analyze::analyze_default(*definition.default_, column.type, analyze_context);
        auto emit_context = context.emit_context();
        value = emit::emit_expression(*bound, emit_context);
    }
    const std::string table = engine_table(relation);
    context.engine.execute(fmt::format("ALTER TABLE {} ADD COLUMN {} {}", table, engine_column(column),
                                       emit::engine_type(column.type)));
    if (definition.default_ != nullptr) {
        context.engine.execute(fmt::format("UPDATE {} SET {} = {}", table, engine_column(column), value));
    }
    relation.columns.push_back(std::move(column));
    apply_default_encodings(relation);
}

void drop_column(const sql::AlterTableAction& action, catalog::Relation& relation, ExecContext& context) {
    const catalog::Column column = find_column(relation, action.name);
    if (column.distkey) {
        throw Error(Code::feature_not_supported, "cannot drop distkey column \"{}\"", column.name)
            .at(action.name.span);
    }
    if (column.sortkey_ordinal != 0) {
        throw Error(Code::feature_not_supported, "cannot drop sortkey column \"{}\"", column.name)
            .at(action.name.span);
    }
    if (relation.columns.size() == 1) {
        throw Error(Code::invalid_table_definition, "cannot drop the only column of a table")
            .at(action.name.span);
    }
    for (const auto& view : views_reading(relation, column.number, context)) {
        if (!action.cascade) {
            throw Error(Code::dependent_objects_still_exist,
                        "cannot drop table {} column {} because other objects depend on it",
                        relation.name, column.name)
                .detail(fmt::format("view {} depends on table {} column {}", view->name, relation.name,
                                    column.name))
                .hint("Use DROP ... CASCADE to drop the dependent objects too.");
        }
        drop_with_dependents(*view, true, context);
    }
    context.engine.execute(
        fmt::format("ALTER TABLE {} DROP COLUMN {}", engine_table(relation), engine_column(column)));
    std::erase_if(relation.columns, [&](const auto& other) { return other.number == column.number; });
    std::erase_if(relation.constraints, [&](const catalog::Constraint& constraint) {
        return std::find(constraint.columns.begin(), constraint.columns.end(), column.number) !=
               constraint.columns.end();
    });
}

void rename_table(const sql::AlterTableAction& action, catalog::Relation& relation, ExecContext& context) {
    const std::string& name = action.new_name.text;
    const bool taken = relation.temporary
                           ? context.temporary.contains(name)
                           : context.catalog.current().relations.find(relation.schema, name) != nullptr;
    if (taken) {
        throw Error(Code::duplicate_table, "relation \"{}\" already exists", name).at(action.new_name.span);
    }
    if (relation.temporary) context.temporary.erase(relation.name);
    relation.name = name;
}

void rename_column(const sql::AlterTableAction& action, catalog::Relation& relation) {
    catalog::Column& column = find_column(relation, action.name);
    if (relation.find_column(action.new_name.text) != nullptr) {
        throw Error(Code::duplicate_column, "column \"{}\" of relation \"{}\" already exists",
                    action.new_name.text, relation.name)
            .at(action.new_name.span);
    }
    column.name = action.new_name.text;
}

/// Redshift changes the length of VARCHAR and VARBYTE columns and nothing else.
void alter_type(const sql::AlterTableAction& action, catalog::Relation& relation, ExecContext& context) {
    catalog::Column& column = find_column(relation, action.column.name);
    const Type type = analyze::resolve_type(action.column.type);
    if (column.type.id != type.id || (type.id != TypeId::varchar && type.id != TypeId::varbyte)) {
        throw Error(Code::feature_not_supported,
                    "ALTER COLUMN TYPE is only supported to change the size of VARCHAR and VARBYTE columns")
            .at(action.column.span);
    }
    if (!column.default_text.empty()) {
        throw Error(Code::feature_not_supported, "cannot alter type of column \"{}\" with a default",
                    column.name)
            .at(action.column.span);
    }
    if (!views_reading(relation, column.number, context).empty()) {
        throw Error(Code::feature_not_supported, "cannot alter type of a column used by a view or rule")
            .at(action.column.span);
    }
    if (type.typmod < column.type.typmod) {
        const auto longest = context.engine.query(
            fmt::format("SELECT coalesce(max(octet_length({0}::BLOB)), 0)::BIGINT FROM {1}",
                        engine_column(column), engine_table(relation)),
            {Type{TypeId::bigint}});
        Batch batch;
        longest->next(batch);
        if (value_at(batch.columns[0], 0, Type{TypeId::bigint}).as_int() > *length_limit(type)) {
            throw Error(Code::string_data_right_truncation,
                        "target data type length is less than the longest value of column \"{}\"",
                        column.name)
                .at(action.column.span);
        }
    }
    column.type = type;
}

void alter_encoding(const sql::AlterTableAction& action, catalog::Relation& relation) {
    catalog::Column& column = find_column(relation, action.column.name);
    column.encoding = checked_encoding(action.column, column.type);
    relation.encode_auto = false;
    apply_default_encodings(relation);
}

void change_owner(const sql::AlterTableAction& action, catalog::Relation& relation, ExecContext& context) {
    relation.owner = find_user(action.name.text, action.name.span, context).id;
}

void drop_constraint(const sql::AlterTableAction& action, catalog::Relation& relation) {
    const auto count = std::erase_if(relation.constraints, [&](const catalog::Constraint& constraint) {
        return constraint.name == action.name.text;
    });
    if (count == 0) {
        throw Error(Code::undefined_object, "constraint \"{}\" of relation \"{}\" does not exist",
                    action.name.text, relation.name)
            .at(action.name.span);
    }
}

void append_rows(const sql::AlterTableAction& action, const catalog::Relation& relation,
                 ExecContext& context) {
    std::vector<std::string> parts;
    for (const sql::Name& part : action.append_source.parts) parts.push_back(part.text);
    const auto source = context.view().relation(parts, action.append_source.span);
    require_owner(*source, context);
    if (source->row_level_security &&
        !catalog::AccessRules(context.catalog.current(), context.user).ignores_rls()) {
        throw Error(Code::insufficient_privilege, "permission denied for relation {}", source->name)
            .detail("Row-level security is on for the relation whose rows would be moved.");
    }
    require_table(*source, action.append_source.span);
    context.lock_exclusive(source->oid);
    std::string targets;
    std::string values;
    for (const catalog::Column& column : relation.columns) {
        const catalog::Column* match = source->find_column(column.name);
        if (match == nullptr) {
            if (action.fill_target) continue;
            throw Error(Code::invalid_table_definition,
                        "target table has columns that the source table does not have: \"{}\"", column.name)
                .hint("Use FILLTARGET to fill them with defaults.");
        }
        if (match->type != column.type) {
            throw Error(Code::datatype_mismatch, "column \"{}\" has type {} in the source and {} in the target",
                        column.name, format_type(match->type), format_type(column.type));
        }
        targets += (targets.empty() ? "" : ", ") + engine_column(column);
        values += (values.empty() ? "" : ", ") + engine_column(*match);
    }
    for (const catalog::Column& column : source->columns) {
        if (relation.find_column(column.name) == nullptr && !action.ignore_extra) {
            throw Error(Code::invalid_table_definition,
                        "source table has columns that the target table does not have: \"{}\"", column.name)
                .hint("Use IGNOREEXTRA to leave them out.");
        }
    }
    context.engine.execute(fmt::format("INSERT INTO {} ({}) SELECT {} FROM {}", engine_table(relation),
                                       targets, values, engine_table(*source)));
    context.engine.execute(fmt::format("DELETE FROM {}", engine_table(*source)));
}

void apply(const sql::AlterTableAction& action, catalog::Relation& relation, ExecContext& context) {
    using Kind = sql::AlterTableKind;
    switch (action.kind) {
        case Kind::rename_table: return rename_table(action, relation, context);
        case Kind::owner: return change_owner(action, relation, context);
        case Kind::row_level_security: case Kind::masking: return switch_policies(action, relation, context);
        default: break;
    }
    require_table(relation, action);
    switch (action.kind) {
        case Kind::add_column: return add_column(action, relation, context);
        case Kind::drop_column: return drop_column(action, relation, context);
        case Kind::rename_column: return rename_column(action, relation);
        case Kind::add_constraint: return add_constraint(action.constraint, relation, context);
        case Kind::drop_constraint: return drop_constraint(action, relation);
        case Kind::alter_column_type: return alter_type(action, relation, context);
        case Kind::alter_column_encode: return alter_encoding(action, relation);
        case Kind::alter_encode_auto: relation.encode_auto = true; return;
        case Kind::alter_distkey: return set_distkey(action.attributes.distkey, relation);
        case Kind::alter_diststyle:
            for (catalog::Column& column : relation.columns) column.distkey = false;
            return apply_attributes(action.attributes, relation);
        case Kind::alter_sortkey:
            return set_sortkey(action.attributes.sortkey_kind, action.attributes.sortkey, relation);
        case Kind::append: return append_rows(action, relation, context);
        case Kind::set_not_null: case Kind::drop_not_null: case Kind::set_default: case Kind::drop_default:
            throw Error(Code::feature_not_supported,
                        "ALTER COLUMN SET/DROP NOT NULL and DEFAULT are not supported")
                .at(action.span);
        case Kind::set_location: case Kind::set_file_format: case Kind::set_table_properties: case Kind::add_partition:
        case Kind::drop_partition: case Kind::set_partition_location:
            throw Error(Code::wrong_object_type, "\"{}\" is not an external table", relation.name).at(action.span);
        case Kind::no_schema_binding:
            throw Error(Code::wrong_object_type, "\"{}\" is not a view", relation.name).at(action.span);
        case Kind::rename_table: case Kind::owner: case Kind::row_level_security: case Kind::masking: return;
    }
}

}  // namespace

void apply_alter_actions(const std::vector<sql::AlterTableAction>& actions, catalog::Relation& relation,
                         ExecContext& context) {
    for (const sql::AlterTableAction& action : actions) apply(action, relation, context);
}

std::string alter_table(const sql::AlterTable& statement, ExecContext& context) {
    std::vector<std::string> parts;
    for (const sql::Name& part : statement.name.parts) parts.push_back(part.text);
    const auto found = context.view().relation(parts, statement.name.span);
    if (found->kind == catalog::RelationKind::system) {
        throw Error(Code::insufficient_privilege, "permission denied: \"{}\" is a system catalog",
                    found->name)
            .at(statement.name.span);
    }
    // Policies are switched by who manages them, not by a table's owner.
    if (!std::all_of(statement.actions.begin(), statement.actions.end(), is_policy_switch)) {
        require_alter(*found, context);
    }
    context.lock_exclusive(found->oid);
    if (found->kind == catalog::RelationKind::external) return alter_external_table(statement, *found, context);
    catalog::Relation relation = *found;
    apply_alter_actions(statement.actions, relation, context);
    if (relation.temporary) {
        const std::string name = relation.name;
        context.temporary[name] = std::make_shared<catalog::Relation>(std::move(relation));
    } else {
        const auto before = context.catalog.share();
        context.catalog.put(std::move(relation));
        rewrite_dependent_views(before, {found->oid}, context);
    }
    return "ALTER TABLE";
}

}  // namespace blueshift::exec
