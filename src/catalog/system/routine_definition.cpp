/// A routine as the statement that makes it.  Doc: dg/r_SHOW_PROCEDURE
#include <fmt/format.h>
#include <fmt/ranges.h>

#include "catalog/system/routine_rows.h"
#include "catalog/system/rows.h"

namespace blueshift::catalog::system {

namespace {

std::string_view mode_word(ArgumentMode mode) {
    return mode == ArgumentMode::in ? "" : mode == ArgumentMode::out ? "OUT " : "INOUT ";
}

std::string_view volatility_word(Volatility volatility) {
    switch (volatility) {
        case Volatility::volatile_: return "VOLATILE";
        case Volatility::stable: return "STABLE";
        case Volatility::immutable: break;
    }
    return "IMMUTABLE";
}

/// A dollar quote that the body does not contain, nor begin at its end: the vendor's, when it can be.
std::string dollar_quote(const std::string& body) {
    std::string tag = "$_$";
    for (int number = 1; (body + tag).find(tag) != body.size(); ++number) tag = fmt::format("$_{}$", number);
    return tag;
}

}  // namespace

std::string routine_arguments(const Routine& routine) {
    std::vector<std::string> texts;
    for (const RoutineArgument& argument : routine.arguments) {
        const std::string name = argument.name.empty() ? std::string() : quoted(argument.name) + " ";
        texts.push_back(fmt::format("{}{}{}", mode_word(argument.mode), name, format_type(argument.type)));
    }
    return fmt::format("{}", fmt::join(texts, ", "));
}

std::string routine_definition(const Routine& routine, const std::string& schema) {
    const bool function = routine.kind == RoutineKind::function;
    std::string text = fmt::format("CREATE OR REPLACE {} {}.{}({})\n", function ? "FUNCTION" : "PROCEDURE", quoted(schema),
                                   quoted(routine.name), routine_arguments(routine));
    const std::string quote = dollar_quote(routine.body);
    if (function) {
        return text + fmt::format("RETURNS {}\n{}\nAS {}{}{} LANGUAGE {};", format_type(routine.return_type),
                                  volatility_word(routine.volatility), quote, routine.body, quote, routine.language);
    }
    if (routine.nonatomic) text += "NONATOMIC\n";
    text += fmt::format("LANGUAGE {}\n", routine.language);
    if (routine.security_definer) text += "SECURITY DEFINER\n";
    for (const auto& [name, value] : routine.settings) text += fmt::format("SET {} TO {}\n", name, value);
    return text + fmt::format("AS {}{}{}\n", quote, routine.body, quote);
}

}  // namespace blueshift::catalog::system
