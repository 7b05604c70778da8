#include "catalog/system/routine_functions.h"

#include <algorithm>

#include <fmt/format.h>
#include <fmt/ranges.h>

#include "base/error.h"
#include "catalog/system/names.h"
#include "catalog/system/routine_rows.h"
#include "catalog/system/rows.h"
#include "functions/registry.h"

namespace blueshift::catalog::system {

namespace {

using Arguments = std::vector<Value>;

std::string builtin_type(const functions::Argument& argument) {
    std::string name = argument.kind == functions::Argument::exact ? format_type(Type{argument.type}) : "\"any\"";
    return argument.variadic ? "VARIADIC " + name : name;
}

std::string builtin_arguments(const functions::Signature& signature) {
    std::vector<std::string> texts;
    for (const functions::Argument& argument : signature.arguments) texts.push_back(builtin_type(argument));
    return fmt::format("{}", fmt::join(texts, ", "));
}

const Routine* routine_of(const SystemContext& context, const Value& oid) {
    return context.catalog.snapshot().routines.find(static_cast<Oid>(oid.as_int()));
}

const functions::Signature* builtin_of(const Value& oid) { return functions::find_oid(static_cast<std::uint32_t>(oid.as_int())); }

}  // namespace

Value regproc_in(const SystemContext& context, const Arguments& arguments) {
    const std::string& text = arguments[0].as_string();
    if (text == "-") return Value(0);
    if (is_number(text)) return Value(std::int64_t{std::stol(text)});
    const std::vector<std::string> parts = name_parts(text.substr(0, text.find('(')));
    if (const auto signatures = functions::find(parts.back()); !signatures.empty()) return Value(signatures[0].oid);
    for (const auto& routine : visible_routines(context)) {
        const bool in_schema = parts.size() < 2 || schema_name(context, routine->schema) == parts[parts.size() - 2];
        if (in_schema && routine->name == parts.back()) return Value(routine->oid);
    }
    throw Error(Code::undefined_function, "function \"{}\" does not exist", text);
}

Value regproc_out(const SystemContext& context, const Arguments& arguments) {
    if (arguments[0].as_int() == 0) return Value("-");
    if (const functions::Signature* signature = builtin_of(arguments[0])) return Value(std::string(signature->row->name));
    const Routine* routine = routine_of(context, arguments[0]);
    if (routine == nullptr) return Value(std::to_string(arguments[0].as_int()));
    const std::string schema = schema_name(context, routine->schema);
    const auto& path = context.catalog.search_path();
    const bool searched = std::find(path.begin(), path.end(), schema) != path.end();
    return Value((searched ? "" : quoted(schema) + ".") + quoted(routine->name));
}

Value pg_get_functiondef(const SystemContext& context, const Arguments& arguments) {
    if (const Routine* routine = routine_of(context, arguments[0])) {
        return Value(routine_definition(*routine, schema_name(context, routine->schema)));
    }
    const functions::Signature* signature = builtin_of(arguments[0]);
    if (signature == nullptr) return {};
    return Value(fmt::format("CREATE OR REPLACE FUNCTION pg_catalog.{}({})\n RETURNS {}\n LANGUAGE internal\nAS '{}'", signature->row->name,
                             builtin_arguments(*signature), pg_get_function_result(context, arguments).as_string(),
                             signature->row->name));
}

Value pg_get_function_arguments(const SystemContext& context, const Arguments& arguments) {
    if (const Routine* routine = routine_of(context, arguments[0])) return Value(routine_arguments(*routine));
    const functions::Signature* signature = builtin_of(arguments[0]);
    return signature == nullptr ? Value() : Value(builtin_arguments(*signature));
}

Value pg_get_function_result(const SystemContext& context, const Arguments& arguments) {
    if (const Routine* routine = routine_of(context, arguments[0])) {
        if (routine->kind == RoutineKind::procedure) return {};
        return Value(format_type(routine->return_type));
    }
    const functions::Signature* signature = builtin_of(arguments[0]);
    if (signature == nullptr) return {};
    const std::string set = signature->row->kind == functions::Kind::set_returning ? "SETOF " : "";
    return Value(set + (signature->result ? format_type(Type{*signature->result}) : "\"any\""));
}

}  // namespace blueshift::catalog::system
