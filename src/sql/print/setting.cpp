// SET, RESET and SHOW as text.
#include "sql/lexer/characters.h"
#include "sql/print/statement_writer.h"

namespace blueshift::sql {
namespace {

/// SET TRANSACTION and SET SESSION CHARACTERISTICS hold modes, which are no values.
bool write_modes(SqlWriter& out, const Set& node) {
    if (node.name == "transaction") {
        out.text("SET TRANSACTION ");
    } else if (node.name == "session_characteristics") {
        out.text("SET SESSION CHARACTERISTICS AS TRANSACTION ");
    } else {
        return false;
    }
    out.list(node.values, [&](const std::string& mode) { out.text(upper(mode)); });
    return true;
}

void write_show_name(SqlWriter& out, const Show& node) {
    if (!node.name_parameters.empty()) {
        bool first = true;
        for (const ExprPtr& part : node.name_parameters) {
            out.text(first ? " " : ".");
            first = false;
            if (part->kind == ExprKind::literal) {
                out.text(quote_identifier(as<Literal>(*part).text));
            } else {
                write_expression(out, *part);
            }
        }
    } else if (!node.name.parts.empty()) {
        out.text(" ");
        out.name(node.name);
    }
    if (!node.argument_types) return;
    out.text("(");
    out.list(*node.argument_types, [&](const TypeName& type) { write_type(out, type); });
    out.list(node.argument_parameters, [&](const ExprPtr& type) { write_expression(out, *type); });
    out.text(")");
}

/// SHOW GRANTS FOR names the grantee in place of an object.
void write_show_grantee(SqlWriter& out, const Show& node) {
    if (node.grantee_kind.empty()) return;
    if (node.what != "grants for") out.text(" FOR");
    if (node.grantee_kind == "public") return out.text(" PUBLIC");
    out.text(node.grantee_kind == "role" ? " ROLE " : " ");
    out.identifier(node.grantee);
}

}  // namespace

void write_setting_name(SqlWriter& out, std::string_view name) {
    const bool parts = !name.starts_with('.') && !name.ends_with('.') && name.find("..") == std::string_view::npos;
    while (parts && name.find('.') != std::string_view::npos) {
        const std::size_t dot = name.find('.');
        out.text(quote_identifier(name.substr(0, dot)) + ".");
        name.remove_prefix(dot + 1);
    }
    out.text(quote_identifier(name));
}

void write_setting_values(SqlWriter& out, const std::vector<std::string>& values, bool is_default) {
    out.text(" TO ");
    if (is_default) return out.text("DEFAULT");
    out.list(values, [&](const std::string& value) { out.string(value); });
}

void write(SqlWriter& out, const Set& node) {
    if (write_modes(out, node)) return;
    out.text(node.local ? "SET LOCAL " : "SET ");
    write_setting_name(out, node.name);
    write_setting_values(out, node.values, node.is_default);
}

void write(SqlWriter& out, const Reset& node) {
    out.text("RESET ");
    if (node.name == "all") return out.text("ALL");
    write_setting_name(out, node.name);
}

void write(SqlWriter& out, const Show& node) {
    out.text("SHOW ");
    if (node.setting) return write_setting_name(out, node.what);
    out.text(upper(node.what));
    write_show_name(out, node);
    write_show_grantee(out, node);
    if (!node.from_database.text.empty()) {
        out.text(" FROM DATABASE ");
        out.identifier(node.from_database);
    }
    out.flag(node.partition, "PARTITION");
    if (node.like) {
        out.text(" LIKE ");
        out.string(*node.like);
    }
    write_clause(out, " LIKE ", node.like_parameter);
    if (node.limit) out.text(" LIMIT " + std::to_string(*node.limit));
}

}  // namespace blueshift::sql
