/// JSON texts and SUPER values, which lie in the engine as JSON texts.  Doc: dg/super-overview
#include <fmt/format.h>
#include <fmt/ranges.h>

#include "emit/special.h"

namespace blueshift::emit {

using namespace analyze;

namespace {

/// A key as a step of the engine's JSON paths.
std::string path_step(std::string_view key) {
    std::string step = ".\"";
    for (const char c : key) {
        if (c == '"' || c == '\\') step += '\\';
        step += c;
    }
    return step += '"';
}

/// A value as the engine's JSON functions take it: the text of a SUPER is JSON already.
std::string json_argument(Emitter& emitter, const BoundExpr& expr) {
    std::string text = emitter.expression(expr);
    return expr.type.id == TypeId::super ? fmt::format("CAST({} AS JSON)", text) : text;
}

std::string json_call(Emitter& emitter, const BoundCall& call, std::string_view function) {
    std::vector<std::string> arguments;
    for (const BoundExprPtr& argument : call.arguments) {
        arguments.push_back(json_argument(emitter, *argument));
    }
    return fmt::format("CAST({}({}) AS VARCHAR)", function, fmt::join(arguments, ", "));
}

}  // namespace

std::string emit_json_array(Emitter& emitter, const BoundCall& call) {
    return json_call(emitter, call, "json_array");
}

std::string emit_json_object(Emitter& emitter, const BoundCall& call) {
    return json_call(emitter, call, "json_object");
}

/// JSON_EXTRACT_PATH_TEXT(text, key, … [, null_if_invalid]).
std::string emit_json_path_text(Emitter& emitter, const BoundCall& call) {
    const std::string text = emitter.expression(*call.arguments[0]);
    std::size_t key_end = call.arguments.size();
    std::string null_if_invalid;
    if (call.arguments.back()->type.id == TypeId::boolean) {
        null_if_invalid = emitter.expression(*call.arguments[--key_end]);
    }
    std::string path;
    for (std::size_t i = 1; i < key_end; ++i) {
        const BoundExpr& key = *call.arguments[i];
        if (key.kind == BoundKind::constant && !as<BoundConstant>(key).value.is_null()) {
            path += (i == 1 ? "" : " || ") + quote_literal(path_step(as<BoundConstant>(key).value.as_string()));
        } else {
            path += fmt::format("{}'.\"' || replace({}, '\"', '\\\"') || '\"'", i == 1 ? "" : " || ",
                                emitter.expression(key));
        }
    }
    const std::string value = fmt::format("json_extract_string({}, '$' || {})", text, path);
    if (null_if_invalid.empty()) return value;
    return fmt::format("CASE WHEN NOT {} OR json_valid({}) THEN {} END", null_if_invalid, text, value);
}

std::string emit_super_arithmetic(Emitter& emitter, const BoundCall& call) {
    return fmt::format("bs_super_arithmetic({}, {})", quote_literal(call.signature->row->name),
                       fmt::join(emitter.expressions(call.arguments), ", "));
}

std::string Emitter::super_path(const BoundSuperPath& expr) {
    std::string path = "'$'";
    for (const BoundSuperPath::Step& step : expr.steps) {
        path += " || ";
        // The engine counts negative indexes from the end; such a path finds nothing here.
        path += step.index ? fmt::format("'[' || nullif(greatest({}, -1), -1) || ']'", expression(*step.index))
                           : quote_literal(path_step(step.attribute));
    }
    return fmt::format("CAST(json_extract({}, {}) AS VARCHAR)", expression(*expr.base), path);
}

std::string Emitter::unnest(const BoundUnnest& item) {
    const std::string value = expression(*item.value);
    if (item.object) {
        // Both lists are in the order of the object's keys.
        std::string text = fmt::format("SELECT CAST(unnest(json_extract({}, '$.*')) AS VARCHAR)", value);
        return item.fields.size() < 2 ? text : text + fmt::format(", unnest(json_keys({}))", value);
    }
    // What is not an array gives itself, once.
    const std::string list = fmt::format(
        "CASE WHEN json_type({0}) = 'ARRAY' THEN CAST(json_extract({0}, '$[*]') AS VARCHAR[]) "
        "WHEN {0} IS NOT NULL THEN [{0}] END", value);
    std::string text = fmt::format("SELECT unnest({})", list);
    return item.fields.size() < 2 ? text : text + fmt::format(", unnest(range(len({})))", list);
}

}  // namespace blueshift::emit
