/// Arithmetic that differs from the engine's: divisors may be zero, decimals have Redshift's scales.
/// Doc: dg/r_numeric_computations201
#include <fmt/format.h>

#include <algorithm>

#include "emit/special.h"

namespace blueshift::emit {

using namespace analyze;

namespace {

/// Digits of a decimal that the engine keeps in 64 bits.
constexpr int kNarrowDigits = 18;
/// Results with so many decimal places are computed in 64 bits, which leaves twelve digits before the point.
constexpr int kNarrowScaleMax = 6;

/// Redshift's decimal + - * have the engine's scale. The engine computes in 64 bits when both operands fit, several times
/// faster than in 128, and fails when a result does not. Where that is not far-fetched, one operand is widened.
std::string decimal_arithmetic(Emitter& emitter, const BoundCall& call, std::string_view symbol) {
    const std::vector<std::string> arguments = emitter.expressions(call.arguments);
    const bool narrow_operands = std::ranges::all_of(call.arguments, [](const BoundExprPtr& argument) {
        return decimal_precision(argument->type) <= kNarrowDigits;
    });
    const bool may_overflow = narrow_operands && decimal_precision(call.type) > kNarrowDigits &&
                              decimal_scale(call.type) > kNarrowScaleMax;
    if (!may_overflow) return fmt::format("({} {} {})", arguments[0], symbol, arguments[1]);
    return fmt::format("(CAST({} AS DECIMAL({},{})) {} {})", arguments[0], kDecimalPrecisionMax,
                       decimal_scale(call.arguments[0]->type), symbol, arguments[1]);
}

/// True for an integer constant by which any value of its type can be divided: not 0, and not -1, whose quotient may overflow.
bool is_plain_divisor(const BoundExpr& expr) {
    if (expr.kind != BoundKind::constant || !is_integer(expr.type.id)) return false;
    const Value& value = as<BoundConstant>(expr).value;
    return !value.is_null() && value.as_int() != 0 && value.as_int() != -1;
}

std::string integer_arithmetic(Emitter& emitter, const BoundCall& call, std::string_view symbol,
                               std::string_view native) {
    const std::vector<std::string> arguments = emitter.expressions(call.arguments);
    if (is_plain_divisor(*call.arguments[1])) {
        return fmt::format("({} {} {})", arguments[0], symbol, arguments[1]);
    }
    return fmt::format("{}({}, {})", native, arguments[0], arguments[1]);
}

/// ROUND and TRUNC to a constant number of places give the engine's own result; otherwise the scale stays.
std::string to_places(Emitter& emitter, const BoundCall& call, std::string_view function,
                      std::string_view native) {
    const std::vector<std::string> arguments = emitter.expressions(call.arguments);
    if (call.arguments[1]->kind == BoundKind::constant) {
        return fmt::format("{}({}, {})", function, arguments[0], arguments[1]);
    }
    return fmt::format("{}_{}({}, {})", native, decimal_scale(call.type), arguments[0], arguments[1]);
}

std::string scaled(Emitter& emitter, const BoundCall& call, std::string_view native) {
    const std::vector<std::string> arguments = emitter.expressions(call.arguments);
    return fmt::format("{}_{}({}, {})", native, decimal_scale(call.type), arguments[0], arguments[1]);
}

}  // namespace

std::string emit_decimal_add(Emitter& emitter, const BoundCall& call) {
    return decimal_arithmetic(emitter, call, "+");
}

std::string emit_decimal_subtract(Emitter& emitter, const BoundCall& call) {
    return decimal_arithmetic(emitter, call, "-");
}

std::string emit_decimal_multiply(Emitter& emitter, const BoundCall& call) {
    return decimal_arithmetic(emitter, call, "*");
}

std::string emit_decimal_divide(Emitter& emitter, const BoundCall& call) {
    return scaled(emitter, call, "bs_decdiv");
}

std::string emit_decimal_modulo(Emitter& emitter, const BoundCall& call) {
    return scaled(emitter, call, "bs_decmod");
}

std::string emit_decimal_round(Emitter& emitter, const BoundCall& call) {
    return to_places(emitter, call, "round", "bs_round_dec");
}

std::string emit_decimal_trunc(Emitter& emitter, const BoundCall& call) {
    return to_places(emitter, call, "trunc", "bs_trunc_dec");
}

std::string emit_divide(Emitter& emitter, const BoundCall& call) {
    return integer_arithmetic(emitter, call, "//", "bs_div");
}

std::string emit_modulo(Emitter& emitter, const BoundCall& call) {
    return integer_arithmetic(emitter, call, "%", "bs_mod");
}

}  // namespace blueshift::emit
