// Text of CREATE, ALTER and REFRESH MATERIALIZED VIEW.
#include "sql/ast/materialized_view.h"

#include "sql/print/statement_writer.h"

namespace blueshift::sql {
namespace {

void write_auto_refresh(SqlWriter& out, bool on) { out.text(on ? " AUTO REFRESH YES" : " AUTO REFRESH NO"); }

}  // namespace

void write(SqlWriter& out, const CreateMaterializedView& node) {
    out.text("CREATE MATERIALIZED VIEW ");
    out.name(node.name);
    if (!node.columns.empty()) {
        out.text(" ");
        out.name_list(node.columns);
    }
    write_table_attributes(out, node.attributes);
    if (node.auto_refresh) write_auto_refresh(out, *node.auto_refresh);
    out.text(" AS ");
    write_query(out, *node.query);
}

void write(SqlWriter& out, const AlterMaterializedView& node) {
    out.text("ALTER MATERIALIZED VIEW ");
    out.name(node.name);
    if (node.auto_refresh) return write_auto_refresh(out, *node.auto_refresh);
    out.text(" ");
    write_alter_actions(out, node.actions);
}

void write(SqlWriter& out, const RefreshMaterializedView& node) {
    out.text("REFRESH MATERIALIZED VIEW ");
    out.name(node.name);
    if (node.cascade) out.text(" CASCADE");
}

}  // namespace blueshift::sql
