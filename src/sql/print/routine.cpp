#include "sql/print/routine.h"

#include <algorithm>

#include "sql/print/statement_writer.h"

namespace blueshift::sql {
namespace {

std::string_view mode_word(ParameterMode mode) {
    switch (mode) {
        case ParameterMode::in: return "";
        case ParameterMode::out: return "OUT ";
        case ParameterMode::inout: return "INOUT ";
    }
    return "";
}

void write_parameter(SqlWriter& out, const RoutineParameter& parameter) {
    out.text(mode_word(parameter.mode));
    if (!parameter.name.text.empty()) {
        out.identifier(parameter.name);
        out.text(" ");
    }
    write_type(out, parameter.type);
}

std::string capitals(std::string text) {
    std::transform(text.begin(), text.end(), text.begin(),
                   [](char c) { return c >= 'a' && c <= 'z' ? static_cast<char>(c - 32) : c; });
    return text;
}

std::string_view routine_word(bool procedure) { return procedure ? "PROCEDURE " : "FUNCTION "; }

}  // namespace

std::string dollar_quoted(std::string_view body) {
    std::string tag = "$$";
    // A body that ends with the dollar sign would run into the plain tag.
    const bool runs_in = body.ends_with('$');
    for (int number = 1; (runs_in && number == 1) || body.find(tag) != std::string_view::npos; ++number) {
        tag = "$body" + std::to_string(number) + "$";
    }
    return tag + std::string(body) + tag;
}

void write_routine_names(SqlWriter& out, const std::vector<QualifiedName>& names,
                         const std::vector<std::vector<TypeName>>& signatures) {
    for (std::size_t i = 0; i < names.size(); ++i) {
        if (i > 0) out.text(", ");
        out.name(names[i]);
        out.text("(");
        out.list(signatures[i], [&](const TypeName& type) { write_type(out, type); });
        out.text(")");
    }
}

void write(SqlWriter& out, const CreateRoutine& node) {
    out.text(node.or_replace ? "CREATE OR REPLACE " : "CREATE ");
    out.text(routine_word(node.procedure));
    out.name(node.name);
    out.text("(");
    out.list(node.parameters, [&](const RoutineParameter& parameter) { write_parameter(out, parameter); });
    out.text(")");
    if (!node.procedure) {
        out.text(" RETURNS ");
        write_type(out, node.return_type);
        out.flag(!node.volatility.empty(), capitals(node.volatility));
    }
    out.flag(node.nonatomic, "NONATOMIC");
    out.text(" AS ");
    out.text(dollar_quoted(node.body));
    out.text(" LANGUAGE ");
    out.text(quote_identifier(node.language));
    if (node.security_definer) out.text(*node.security_definer ? " SECURITY DEFINER" : " SECURITY INVOKER");
    if (node.set_name.empty()) return;
    out.text(" SET ");
    write_setting_name(out, node.set_name);
    write_setting_values(out, node.set_values, false);
}

void write(SqlWriter& out, const AlterRoutine& node) {
    out.text("ALTER ");
    out.text(routine_word(node.procedure));
    write_routine_names(out, {node.name}, {node.signature});
    if (!node.new_name.text.empty()) {
        out.text(" RENAME TO ");
        return out.identifier(node.new_name);
    }
    out.text(" OWNER TO ");
    if (node.new_owner.quoted) return out.identifier(node.new_owner);
    out.text(capitals(node.new_owner.text));
}

void write(SqlWriter& out, const Call& node) {
    out.text("CALL ");
    out.name(node.name);
    out.text("(");
    out.list(node.arguments, [&](const ExprPtr& argument) { write_expression(out, *argument); });
    out.text(")");
}

}  // namespace blueshift::sql
