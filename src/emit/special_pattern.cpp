/// LIKE, ILIKE and SIMILAR TO.  Doc: dg/r_patternmatching_condition_like, dg/pattern-matching-conditions-similar-to
#include <fmt/format.h>

#include "emit/special.h"

namespace blueshift::emit {

using namespace analyze;

namespace {

/// The text of a constant that is not NULL; null for other expressions.
const std::string* constant_text(const BoundExpr& expr) {
    if (expr.kind != BoundKind::constant) return nullptr;
    const Value& value = as<BoundConstant>(expr).value;
    return value.is_null() ? nullptr : &value.as_string();
}

std::string like(Emitter& emitter, const BoundCall& call, std::string_view symbol) {
    const std::string text = emitter.expression(*call.arguments[0]);
    const std::string pattern = emitter.expression(*call.arguments[1]);
    if (call.arguments.size() > 2) {
        return fmt::format("({} {} {} ESCAPE {})", text, symbol, pattern,
                           emitter.expression(*call.arguments[2]));
    }
    // The engine has no escape character by default, and searches faster without one.
    const std::string* constant = constant_text(*call.arguments[1]);
    if (constant != nullptr && constant->find('\\') == std::string::npos) {
        return fmt::format("({} {} {})", text, symbol, pattern);
    }
    return fmt::format("({} {} {} ESCAPE '\\')", text, symbol, pattern);
}

}  // namespace

std::string emit_like(Emitter& emitter, const BoundCall& call) {
    const bool fold = emitter.traits().case_insensitive(*call.arguments[0]);
    return like(emitter, call, fold ? "ILIKE" : "LIKE");
}

std::string emit_ilike(Emitter& emitter, const BoundCall& call) { return like(emitter, call, "ILIKE"); }

std::string emit_similar_to(Emitter& emitter, const BoundCall& call) {
    const std::string text = emitter.expression(*call.arguments[0]);
    const std::string pattern = emitter.expression(*call.arguments[1]);
    const std::string escape =
        call.arguments.size() > 2 ? emitter.expression(*call.arguments[2]) : "'\\'";
    // A constant pattern is folded to a regular expression once, which the engine then compiles once.
    return fmt::format("regexp_full_match({}, bs_similar_to_regex({}, {}), 's')", text, pattern, escape);
}

}  // namespace blueshift::emit
