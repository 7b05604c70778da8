// Row-level security and masking policies as text.
#include "sql/print/access_writer.h"

namespace blueshift::sql {
namespace {

std::string_view policy_words(PolicyKind kind) { return kind == PolicyKind::rls ? "RLS POLICY " : "MASKING POLICY "; }

void write_using(SqlWriter& out, const std::vector<ExprPtr>& expressions) {
    out.text(" USING (");
    out.list(expressions, [&](const ExprPtr& expression) { write_expression(out, *expression); });
    out.text(")");
}

/// Paths may have more parts than names of tables.
void write_paths(SqlWriter& out, const std::vector<QualifiedName>& paths) {
    out.text("(");
    out.list(paths, [&](const QualifiedName& path) {
        for (std::size_t part = 0; part < path.parts.size(); ++part) {
            if (part > 0) out.text(".");
            out.identifier(path.parts[part]);
        }
    });
    out.text(")");
}

}  // namespace

void write(SqlWriter& out, const CreatePolicy& node) {
    out.text("CREATE ");
    out.text(policy_words(node.policy));
    if (node.if_not_exists) out.text("IF NOT EXISTS ");
    out.name(node.name);
    if (!node.columns.empty()) {
        out.text(" WITH (");
        out.list(node.columns, [&](const PolicyColumnDefinition& column) {
            out.identifier(column.name);
            out.text(" ");
            write_type(out, column.type);
        });
        out.text(")");
    }
    write_alias(out, node.alias);
    write_using(out, node.expressions);
}

void write(SqlWriter& out, const AlterPolicy& node) {
    out.text("ALTER ");
    out.text(policy_words(node.policy));
    out.name(node.name);
    write_using(out, node.expressions);
}

void write(SqlWriter& out, const AttachPolicy& node) {
    out.text(node.detach ? "DETACH " : "ATTACH ");
    out.text(policy_words(node.policy));
    out.name(node.name);
    out.text(" ON ");
    out.list(node.tables, [&](const QualifiedName& table) { out.name(table); });
    if (!node.outputs.empty()) {
        out.text(" ");
        write_paths(out, node.outputs);
    }
    if (!node.inputs.empty()) {
        out.text(" USING ");
        write_paths(out, node.inputs);
    }
    out.text(node.detach ? " FROM " : " TO ");
    out.list(node.grantees, [&](const Grant::Grantee& grantee) { write_grantee(out, grantee); });
    if (node.priority) out.text(" PRIORITY " + std::to_string(*node.priority));
}

}  // namespace blueshift::sql
