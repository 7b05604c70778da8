#include "analyze/evaluate.h"

#include <algorithm>
#include <string_view>

#include "analyze/constant_fold.h"
#include "types/decimal.h"

namespace blueshift::analyze {

namespace {

std::string_view without_trailing_blanks(std::string_view text) {
    const std::size_t last = text.find_last_not_of(' ');
    return text.substr(0, last == std::string_view::npos ? 0 : last + 1);
}

/// Less than 0, 0 or more than 0; nothing for types whose order is the engine's affair.
std::optional<int> compare(const Value& left, const Value& right, TypeId type) {
    const auto order = [](const auto& a, const auto& b) { return a < b ? -1 : b < a ? 1 : 0; };
    if (is_integer(type) || type == TypeId::date || type == TypeId::time || type == TypeId::timestamp ||
        type == TypeId::timestamptz) {
        return order(left.as_int(), right.as_int());
    }
    if (type == TypeId::boolean) return order(left.as_bool(), right.as_bool());
    if (is_string(type)) {
        return order(without_trailing_blanks(left.as_string()), without_trailing_blanks(right.as_string()));
    }
    if (type != TypeId::decimal) return std::nullopt;
    const int scale = std::max(left.as_decimal().scale, right.as_decimal().scale);
    const auto a = rescale(left.as_decimal().unscaled, left.as_decimal().scale, scale, Rounding::half_away);
    const auto b = rescale(right.as_decimal().unscaled, right.as_decimal().scale, scale, Rounding::half_away);
    if (!a || !b) return std::nullopt;
    return order(*a, *b);
}

class Evaluator {
public:
    Evaluator(std::span<const Value> parameters, const TextSettings& text) : parameters_(parameters), text_(text) {}

    std::optional<Value> value(const BoundExpr& expr) const {
        switch (expr.kind) {
            case BoundKind::constant: return as<BoundConstant>(expr).value;
            case BoundKind::parameter: {
                const auto index = static_cast<std::size_t>(as<BoundParameter>(expr).index - 1);
                if (index >= parameters_.size()) return std::nullopt;
                return parameters_[index];
            }
            case BoundKind::call: return call(as<BoundCall>(expr));
            case BoundKind::cast: return cast(as<BoundCast>(expr));
            case BoundKind::comparison: return comparison(as<BoundComparison>(expr));
            case BoundKind::logical: return logical(as<BoundLogical>(expr));
            case BoundKind::is_test: return is_test(as<BoundIsTest>(expr));
            case BoundKind::in_list: return in_list(as<BoundInList>(expr));
            case BoundKind::case_: return case_of(as<BoundCase>(expr));
            default: return std::nullopt;
        }
    }

private:
    std::optional<Value> call(const BoundCall& expr) const {
        const functions::Row& row = *expr.signature->row;
        if (row.kind != functions::Kind::scalar || expr.arguments.empty() || expr.arguments.size() > 2) {
            return std::nullopt;
        }
        auto folded = std::make_unique<BoundCall>(expr.type, expr.signature);
        bool any_null = false;
        for (const BoundExprPtr& argument : expr.arguments) {
            std::optional<Value> part = value(*argument);
            if (!part) return std::nullopt;
            any_null = any_null || part->is_null();
            folded->arguments.push_back(std::make_unique<BoundConstant>(argument->type, std::move(*part)));
        }
        if (any_null) return row.nulls == functions::Nulls::strict ? std::optional<Value>(Value()) : std::nullopt;
        const BoundExprPtr result = fold_call(std::move(folded));
        if (result->kind != BoundKind::constant) return std::nullopt;
        return as<BoundConstant>(*result).value;
    }

    std::optional<Value> cast(const BoundCast& expr) const {
        if (expr.try_) return std::nullopt;
        std::optional<Value> operand = value(*expr.operand);
        if (!operand || operand->is_null()) return operand;
        if (expr.length_only) return fold_length(std::move(*operand), expr.type, expr.context);
        return fold_cast(*operand, expr.operand->type, expr.type, text_);
    }

    std::optional<Value> comparison(const BoundComparison& expr) const {
        if (expr.op == ComparisonOp::distinct || expr.op == ComparisonOp::not_distinct) return std::nullopt;
        const std::optional<Value> left = value(*expr.left);
        const std::optional<Value> right = left ? value(*expr.right) : std::nullopt;
        if (!right) return std::nullopt;
        if (left->is_null() || right->is_null()) return Value();
        const std::optional<int> order = compare(*left, *right, expr.left->type.id);
        if (!order) return std::nullopt;
        switch (expr.op) {
            case ComparisonOp::equal: return Value(*order == 0);
            case ComparisonOp::not_equal: return Value(*order != 0);
            case ComparisonOp::less: return Value(*order < 0);
            case ComparisonOp::less_equal: return Value(*order <= 0);
            case ComparisonOp::greater: return Value(*order > 0);
            case ComparisonOp::greater_equal: return Value(*order >= 0);
            default: return std::nullopt;
        }
    }

    std::optional<Value> logical(const BoundLogical& expr) const {
        if (expr.op == BoundLogicalOp::not_) {
            const std::optional<Value> operand = value(*expr.arguments[0]);
            if (!operand || operand->is_null()) return operand;
            return Value(!operand->as_bool());
        }
        // One argument of this value decides.
        const bool deciding = expr.op == BoundLogicalOp::or_;
        bool any_null = false;
        for (const BoundExprPtr& argument : expr.arguments) {
            const std::optional<Value> part = value(*argument);
            if (!part) return std::nullopt;
            if (part->is_null()) {
                any_null = true;
            } else if (part->as_bool() == deciding) {
                return Value(deciding);
            }
        }
        return any_null ? Value() : Value(!deciding);
    }

    std::optional<Value> is_test(const BoundIsTest& expr) const {
        const std::optional<Value> operand = value(*expr.operand);
        if (!operand) return std::nullopt;
        bool holds = operand->is_null();
        if (expr.test == BoundTest::true_) holds = !operand->is_null() && operand->as_bool();
        if (expr.test == BoundTest::false_) holds = !operand->is_null() && !operand->as_bool();
        return Value(holds != expr.negated);
    }

    std::optional<Value> in_list(const BoundInList& expr) const {
        const std::optional<Value> operand = value(*expr.operand);
        if (!operand || operand->is_null()) return operand;
        bool any_null = false;
        for (const BoundExprPtr& item : expr.list) {
            const std::optional<Value> part = value(*item);
            if (!part) return std::nullopt;
            if (part->is_null()) {
                any_null = true;
                continue;
            }
            const std::optional<int> order = compare(*operand, *part, expr.operand->type.id);
            if (!order) return std::nullopt;
            if (*order == 0) return Value(!expr.negated);
        }
        return any_null ? Value() : Value(expr.negated);
    }

    std::optional<Value> case_of(const BoundCase& expr) const {
        for (const BoundCase::When& when : expr.whens) {
            const std::optional<Value> condition = value(*when.condition);
            if (!condition) return std::nullopt;
            if (!condition->is_null() && condition->as_bool()) return value(*when.result);
        }
        if (expr.otherwise == nullptr) return Value();
        return value(*expr.otherwise);
    }

    std::span<const Value> parameters_;
    const TextSettings& text_;
};

}  // namespace

std::optional<Value> evaluate_simple(const BoundExpr& expr, std::span<const Value> parameters,
                                     const TextSettings& text) {
    return Evaluator(parameters, text).value(expr);
}

}  // namespace blueshift::analyze
