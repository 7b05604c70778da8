// ALTER TABLE as text.
#include "sql/lexer/characters.h"
#include "sql/print/statement_writer.h"

namespace blueshift::sql {
namespace {

using Action = AlterTableAction;

void write_column_action(SqlWriter& out, const Action& action, std::string_view words) {
    out.text("ALTER COLUMN ");
    out.identifier(action.column.name);
    out.text(words);
}

void write_named(SqlWriter& out, std::string_view words, const Name& name) {
    out.text(words);
    out.identifier(name);
}

void write_diststyle(SqlWriter& out, const Action& action) {
    out.text("ALTER DISTSTYLE ");
    out.text(diststyle_word(action.attributes.diststyle));
    if (!action.attributes.distkey.text.empty()) write_named(out, " DISTKEY ", action.attributes.distkey);
}

void write_append(SqlWriter& out, const Action& action) {
    out.text("APPEND FROM ");
    out.name(action.append_source);
    out.flag(action.ignore_extra, "IGNOREEXTRA");
    out.flag(action.fill_target, "FILLTARGET");
}

void write_policy_switch(SqlWriter& out, const Action& action) {
    out.text(action.kind == AlterTableKind::masking ? "MASKING" : "ROW LEVEL SECURITY");
    out.text(action.flag ? " ON" : " OFF");
    if (!action.conjunction.empty()) out.text(" CONJUNCTION TYPE " + upper(action.conjunction));
    out.flag(action.for_datashares, "FOR DATASHARES");
}

void write_action(SqlWriter& out, const Action& action) {
    switch (action.kind) {
        case AlterTableKind::add_column:
            out.text("ADD COLUMN ");
            return write_column_definition(out, action.column);
        case AlterTableKind::drop_column:
        case AlterTableKind::drop_constraint:
            write_named(out, action.kind == AlterTableKind::drop_column ? "DROP COLUMN " : "DROP CONSTRAINT ", action.name);
            return out.flag(action.cascade, "CASCADE");
        case AlterTableKind::rename_table: return write_named(out, "RENAME TO ", action.new_name);
        case AlterTableKind::rename_column:
            write_named(out, "RENAME COLUMN ", action.name);
            return write_named(out, " TO ", action.new_name);
        case AlterTableKind::owner: return write_named(out, "OWNER TO ", action.name);
        case AlterTableKind::add_constraint:
            out.text("ADD ");
            return write_constraint(out, action.constraint);
        case AlterTableKind::alter_column_type:
            write_column_action(out, action, " TYPE ");
            return write_type(out, action.column.type);
        case AlterTableKind::alter_column_encode:
            return write_column_action(out, action, " ENCODE " + action.column.encoding);
        case AlterTableKind::alter_encode_auto: return out.text("ALTER ENCODE AUTO");
        case AlterTableKind::alter_diststyle: return write_diststyle(out, action);
        case AlterTableKind::alter_distkey: return write_named(out, "ALTER DISTKEY ", action.attributes.distkey);
        case AlterTableKind::alter_sortkey:
            out.text("ALTER");
            return write_table_attributes(out, action.attributes);
        case AlterTableKind::row_level_security:
        case AlterTableKind::masking: return write_policy_switch(out, action);
        case AlterTableKind::append: return write_append(out, action);
        case AlterTableKind::set_not_null: return write_column_action(out, action, " SET NOT NULL");
        case AlterTableKind::drop_not_null: return write_column_action(out, action, " DROP NOT NULL");
        case AlterTableKind::drop_default: return write_column_action(out, action, " DROP DEFAULT");
        case AlterTableKind::set_location:
        case AlterTableKind::set_file_format:
        case AlterTableKind::set_table_properties:
        case AlterTableKind::add_partition:
        case AlterTableKind::drop_partition:
        case AlterTableKind::set_partition_location: return write_external_action(out, action);
        // The parser does not make it yet.
        case AlterTableKind::no_schema_binding: return;
        case AlterTableKind::set_default:
            write_column_action(out, action, " SET DEFAULT ");
            return write_expression(out, *action.column.default_);
    }
}

}  // namespace

void write(SqlWriter& out, const AlterTable& node) {
    out.text("ALTER TABLE ");
    out.name(node.name);
    out.text(" ");
    write_alter_actions(out, node.actions);
}

void write_alter_actions(SqlWriter& out, const std::vector<AlterTableAction>& actions) {
    out.list(actions, [&](const Action& action) { write_action(out, action); });
}

}  // namespace blueshift::sql
