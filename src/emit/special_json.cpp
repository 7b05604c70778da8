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

/// A path of the engine as it is put together: constant steps become one literal, others are computed.
class PathText {
public:
    void add_constant(std::string_view step) { literal_ += step; }
    void add_computed(std::string_view before, const std::string& expression, std::string_view after) {
        literal_ += before;
        flush();
        parts_.push_back(expression);
        literal_ = after;
    }
    std::string text() {
        flush();
        return parts_.size() == 1 ? parts_[0] : fmt::format("({})", fmt::join(parts_, " || "));
    }

private:
    void flush() {
        if (!literal_.empty()) parts_.push_back(quote_literal(literal_));
        literal_.clear();
    }

    std::string literal_ = "$";
    std::vector<std::string> parts_;
};

/// The value of a constant that is not NULL; null for other expressions.
const Value* constant_value(const BoundExpr& expr) {
    if (expr.kind != BoundKind::constant) return nullptr;
    const Value& value = as<BoundConstant>(expr).value;
    return value.is_null() ? nullptr : &value;
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

/// An array and a value of any type to look for in it.
std::string array_search(Emitter& emitter, const BoundCall& call) {
    const BoundExpr& value = *call.arguments[1];
    std::string text = emitter.expression(value);
    if (value.type.id != TypeId::super) text = fmt::format("coalesce(CAST(to_json({}) AS VARCHAR), 'null')", text);
    return fmt::format("{}, {}", emitter.expression(*call.arguments[0]), text);
}

}  // namespace

std::string emit_super_array_contains(Emitter& emitter, const BoundCall& call) {
    return fmt::format("bs_super_array_contains({}, {})", array_search(emitter, call),
                       call.arguments.size() > 2 ? emitter.expression(*call.arguments[2]) : "TRUE");
}

std::string emit_super_array_position(Emitter& emitter, const BoundCall& call) {
    return fmt::format("bs_super_array_position({})", array_search(emitter, call));
}

std::string emit_super_array_positions(Emitter& emitter, const BoundCall& call) {
    return fmt::format("bs_super_array_positions({})", array_search(emitter, call));
}

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
    PathText path;
    for (std::size_t i = 1; i < key_end; ++i) {
        const BoundExpr& key = *call.arguments[i];
        if (const Value* constant = constant_value(key)) {
            path.add_constant(path_step(constant->as_string()));
        } else {
            path.add_computed(".\"", fmt::format("replace({}, '\"', '\\\"')", emitter.expression(key)), "\"");
        }
    }
    const std::string value = fmt::format("json_extract_string({}, {})", text, path.text());
    if (null_if_invalid.empty()) return value;
    return fmt::format("CASE WHEN NOT {} OR bs_json_valid({}) THEN {} END", null_if_invalid, text, value);
}

std::string emit_super_arithmetic(Emitter& emitter, const BoundCall& call) {
    return fmt::format("bs_super_arithmetic({}, {})", quote_literal(call.signature->row->name),
                       fmt::join(emitter.expressions(call.arguments), ", "));
}

std::string Emitter::super_path(const BoundSuperPath& expr) {
    PathText path;
    for (const BoundSuperPath::Step& step : expr.steps) {
        const Value* constant = step.index ? constant_value(*step.index) : nullptr;
        if (!step.index) {
            path.add_constant(path_step(step.attribute));
        } else if (constant != nullptr && constant->as_int() >= 0) {
            path.add_constant(fmt::format("[{}]", constant->as_int()));
        } else {
            // The engine counts negative indexes from the end; such a path finds nothing here.
            path.add_computed("[", fmt::format("nullif(greatest({}, -1), -1)", expression(*step.index)), "]");
        }
    }
    return fmt::format("CAST(json_extract({}, {}) AS VARCHAR)", expression(*expr.base), path.text());
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
