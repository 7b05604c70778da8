/// The functions that rows call by `@name`. To add one: a function here or in another special_*.cpp and a row below.
#include "emit/special.h"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>

#include "base/error.h"

namespace blueshift::emit {

using namespace analyze;

namespace {

/// Strings compare without trailing blanks, but the first argument is given back as it is.
std::string emit_nullif(Emitter& emitter, const BoundCall& call) {
    const BoundExpr& value = *call.arguments[0];
    const BoundExpr& other = *call.arguments[1];
    if (!is_string(value.type.id) && value.type.id != TypeId::super) {
        return fmt::format("nullif({}, {})", emitter.expression(value), emitter.expression(other));
    }
    return fmt::format("CASE WHEN {} THEN NULL ELSE {} END",
                       emitter.comparison(ComparisonOp::equal, value, other), emitter.expression(value));
}

/// -1, 0 or 1 as the first argument is smaller than, equal to or greater than the second.
std::string emit_compare(Emitter& emitter, const BoundCall& call) {
    const std::string left = emitter.key(*call.arguments[0]);
    const std::string right = emitter.key(*call.arguments[1]);
    return fmt::format("CASE WHEN {0} < {1} THEN -1 WHEN {0} = {1} THEN 0 WHEN {0} > {1} THEN 1 END", left,
                       right);
}

/// The engine counts a start before the first character from the end.  Doc: dg/r_SUBSTRING
std::string emit_substring(Emitter& emitter, const BoundCall& call) {
    const auto at_least = [](const BoundExpr& expr, std::int64_t least) {
        return expr.kind == BoundKind::constant && !as<BoundConstant>(expr).value.is_null() &&
               as<BoundConstant>(expr).value.as_int() >= least;
    };
    const bool plain = at_least(*call.arguments[1], 1) &&
                       (call.arguments.size() < 3 || at_least(*call.arguments[2], 0));
    return fmt::format("{}({})", plain ? "substring" : "bs_substring",
                       fmt::join(emitter.expressions(call.arguments), ", "));
}

/// TO_NUMBER has as many decimal places as its pattern; a pattern that is not a constant gets room for some.
std::string emit_to_number(Emitter& emitter, const BoundCall& call) {
    constexpr int kDefaultScale = 10;
    int scale = kDefaultScale;
    if (call.arguments[1]->kind == BoundKind::constant && !as<BoundConstant>(*call.arguments[1]).value.is_null()) {
        std::string_view pattern = as<BoundConstant>(*call.arguments[1]).value.as_string();
        pattern.remove_prefix(std::min(pattern.find_first_of(".Dd"), pattern.size()));
        scale = static_cast<int>(std::ranges::count_if(pattern, [](char c) { return c == '9' || c == '0'; }));
    }
    return fmt::format("bs_to_number_{}({})", scale, fmt::join(emitter.expressions(call.arguments), ", "));
}

struct ScalarSpecial {
    std::string_view name;
    std::string (*emit)(Emitter&, const BoundCall&);
};

constexpr ScalarSpecial kScalars[] = {
    // clang-format off
    {"@compare",               emit_compare},
    {"@date_part",             emit_date_part},
    {"@date_trunc",            emit_date_trunc},
    {"@dateadd",               emit_dateadd},
    {"@datediff",              emit_datediff},
    {"@decimal_add",           emit_decimal_add},
    {"@decimal_divide",        emit_decimal_divide},
    {"@decimal_modulo",        emit_decimal_modulo},
    {"@decimal_multiply",      emit_decimal_multiply},
    {"@decimal_round",         emit_decimal_round},
    {"@decimal_subtract",      emit_decimal_subtract},
    {"@decimal_trunc",         emit_decimal_trunc},
    {"@divide",                emit_divide},
    {"@extract",               emit_extract},
    {"@ilike",                 emit_ilike},
    {"@json_array",            emit_json_array},
    {"@json_object",           emit_json_object},
    {"@json_path_text",        emit_json_path_text},
    {"@like",                  emit_like},
    {"@modulo",                emit_modulo},
    {"@nullif",                emit_nullif},
    {"@similar_to",            emit_similar_to},
    {"@substring",             emit_substring},
    {"@super_arithmetic",      emit_super_arithmetic},
    {"@super_array_contains",  emit_super_array_contains},
    {"@super_array_position",  emit_super_array_position},
    {"@super_array_positions", emit_super_array_positions},
    {"@to_number",             emit_to_number},
    // clang-format on
};
static_assert(std::ranges::is_sorted(kScalars, {}, &ScalarSpecial::name));

}  // namespace

std::string special(Emitter& emitter, const BoundCall& call) {
    const std::string_view name = call.signature->row->duckdb;
    const auto* row = std::ranges::lower_bound(kScalars, name, {}, &ScalarSpecial::name);
    if (row == std::end(kScalars) || row->name != name) {
        throw Error(Code::feature_not_supported, "function {}() is not supported",
                    call.signature->row->name).at(call.span);
    }
    return row->emit(emitter, call);
}

}  // namespace blueshift::emit
