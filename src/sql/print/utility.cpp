// Transactions, prepared statements, cursors and maintenance as text.
#include "sql/lexer/characters.h"
#include "sql/print/statement_writer.h"

namespace blueshift::sql {

void write(SqlWriter& out, const Begin& node) {
    out.text(node.start_transaction ? "START TRANSACTION" : "BEGIN");
    if (!node.isolation_level.empty()) out.text(" ISOLATION LEVEL " + upper(node.isolation_level));
    if (node.read_only) out.text(*node.read_only ? " READ ONLY" : " READ WRITE");
}

void write(SqlWriter& out, const SetAuthorization& node) {
    out.text(node.local ? "SET LOCAL SESSION AUTHORIZATION " : "SET SESSION AUTHORIZATION ");
    if (node.user.text.empty()) return out.text("DEFAULT");
    out.string(node.user.text);
}

void write(SqlWriter& out, const Prepare& node) {
    out.text("PREPARE ");
    out.identifier(node.name);
    if (!node.types.empty()) {
        out.text(" (");
        out.list(node.types, [&](const TypeName& type) { write_type(out, type); });
        out.text(")");
    }
    out.text(" AS ");
    write_statement(out, *node.statement);
}

void write(SqlWriter& out, const Execute& node) {
    out.text("EXECUTE ");
    out.identifier(node.name);
    if (node.arguments.empty()) return;
    out.text(" (");
    out.list(node.arguments, [&](const ExprPtr& argument) { write_expression(out, *argument); });
    out.text(")");
}

void write(SqlWriter& out, const Fetch& node) {
    out.text("FETCH FORWARD ");
    out.text(node.count ? std::to_string(*node.count) : "ALL");
    out.text(" FROM ");
    out.identifier(node.cursor);
}

void write(SqlWriter& out, const Vacuum& node) {
    out.text("VACUUM " + upper(node.mode));
    if (node.table) {
        out.text(" ");
        out.name(*node.table);
    }
    if (node.percent) out.text(" TO " + std::to_string(*node.percent) + " PERCENT");
    out.flag(node.boost, "BOOST");
}

void write(SqlWriter& out, const Analyze& node) {
    out.text(node.compression ? "ANALYZE COMPRESSION" : "ANALYZE");
    out.flag(node.verbose, "VERBOSE");
    if (node.table) {
        out.text(" ");
        out.name(*node.table);
    }
    if (!node.columns.empty()) {
        out.text(" ");
        out.name_list(node.columns);
    }
    if (!node.column_scope.empty()) out.text(" " + upper(node.column_scope));
    if (node.comprows) out.text(" COMPROWS " + std::to_string(*node.comprows));
}

void write(SqlWriter& out, const Cancel& node) {
    out.text("CANCEL ");
    out.number(node.process_id);
    if (node.message.empty()) return;
    out.text(" ");
    out.string(node.message);
}

}  // namespace blueshift::sql
