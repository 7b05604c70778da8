#include "exec/routine_ddl.h"

#include <fmt/format.h>

#include "sql/print/print.h"
#include "sql/print/routine.h"

namespace blueshift::exec {

namespace {

std::string argument_text(const catalog::RoutineArgument& argument) {
    std::string text;
    if (argument.mode == catalog::ArgumentMode::out) text = "OUT ";
    if (argument.mode == catalog::ArgumentMode::inout) text = "INOUT ";
    if (!argument.name.empty()) text += sql::quote_identifier(argument.name) + " ";
    return text + format_type(argument.type);
}

/// `$_$` is the vendor's tag; a body that contains it needs another.
std::string quoted_body(const std::string& body) {
    static constexpr std::string_view kTag = "$_$";
    if (body.find(kTag) != std::string::npos || body.ends_with("$_") || body.ends_with('$')) {
        return sql::dollar_quoted(body);
    }
    return fmt::format("{}{}{}", kTag, body, kTag);
}

}  // namespace

std::string procedure_ddl(const catalog::Routine& procedure, const catalog::Snapshot& snapshot) {
    std::string text = "CREATE OR REPLACE PROCEDURE ";
    if (const catalog::Schema* schema = snapshot.schemas.find(procedure.schema)) {
        text += sql::quote_identifier(schema->name) + ".";
    }
    text += sql::quote_identifier(procedure.name) + "(";
    for (std::size_t i = 0; i < procedure.arguments.size(); ++i) {
        if (i > 0) text += ", ";
        text += argument_text(procedure.arguments[i]);
    }
    text += ")\n";
    if (procedure.nonatomic) text += "NONATOMIC\n";
    text += fmt::format("LANGUAGE {}\n", procedure.language);
    if (procedure.security_definer) text += "SECURITY DEFINER\n";
    for (const auto& [name, value] : procedure.settings) text += fmt::format("SET {} TO {}\n", name, sql::quote_literal(value));
    return text + "AS " + quoted_body(procedure.body) + "\n";
}

}  // namespace blueshift::exec
