/// Comparisons, IN, and subqueries that compare.
#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>

#include "emit/emitter.h"

namespace blueshift::emit {

using namespace analyze;

namespace {

std::string without_trailing_blanks(const std::string& text) {
    const std::size_t last = text.find_last_not_of(' ');
    return last == std::string::npos ? std::string() : text.substr(0, last + 1);
}

}  // namespace

std::string key_form(std::string text, bool trim, bool fold) {
    if (trim) text = fmt::format("rtrim({}, ' ')", text);
    if (fold) text = fmt::format("lower({})", text);
    return text;
}

std::string Emitter::key(const BoundExpr& expr, bool fold_case) {
    if (!is_string(expr.type.id)) return expression(expr);
    if (!groups_.empty() && groups_.find(expr).select != nullptr) {
        const GroupScopes::Suspend over_rows(groups_);
        return raw_key(expr, fold_case);
    }
    return raw_key(expr, fold_case);
}

std::string Emitter::raw_key(const BoundExpr& expr, bool fold_case) {
    const bool fold = fold_case || traits_.case_insensitive(expr);
    if (expr.kind == BoundKind::constant && !as<BoundConstant>(expr).value.is_null()) {
        const std::string& text = as<BoundConstant>(expr).value.as_string();
        return key_form(quote_literal(without_trailing_blanks(text)), false, fold);
    }
    std::string text = expression(expr);
    return key_form(std::move(text), !traits_.blank_free(expr), fold);
}

std::string Emitter::comparison(ComparisonOp op, const BoundExpr& left, const BoundExpr& right) {
    if (left.kind == BoundKind::row && right.kind == BoundKind::row) {
        return row_comparison(op, as<BoundRow>(left), as<BoundRow>(right));
    }
    if (left.type.id == TypeId::super && right.type.id == TypeId::super) {
        return fmt::format("(bs_super_compare({}, {}) {} 0)", expression(left), expression(right),
                           comparison_symbol(op));
    }
    const bool fold = traits_.case_insensitive(left) || traits_.case_insensitive(right);
    return fmt::format("({} {} {})", key(left, fold), comparison_symbol(op), key(right, fold));
}

std::string Emitter::row_comparison(ComparisonOp op, const BoundRow& left, const BoundRow& right) {
    const std::size_t count = left.items.size();
    const auto items = [&](std::size_t i, ComparisonOp item_op) {
        return comparison(item_op, *left.items[i], *right.items[i]);
    };
    std::vector<std::string> parts;
    switch (op) {
        case ComparisonOp::equal:
        case ComparisonOp::not_distinct:
            for (std::size_t i = 0; i < count; ++i) parts.push_back(items(i, op));
            return fmt::format("({})", fmt::join(parts, " AND "));
        case ComparisonOp::not_equal:
        case ComparisonOp::distinct:
            for (std::size_t i = 0; i < count; ++i) parts.push_back(items(i, op));
            return fmt::format("({})", fmt::join(parts, " OR "));
        default: break;
    }
    // (a, b) < (c, d): a < c OR (a = c AND b < d); only the last pair may be equal for <= and >=.
    const bool less = op == ComparisonOp::less || op == ComparisonOp::less_equal;
    const ComparisonOp strict = less ? ComparisonOp::less : ComparisonOp::greater;
    std::string text = items(count - 1, op);
    for (std::size_t i = count - 1; i-- > 0;) {
        text = fmt::format("({} OR ({} AND {}))", items(i, strict), items(i, ComparisonOp::equal), text);
    }
    return text;
}

std::string Emitter::in_list(const BoundInList& expr) {
    if (expr.operand->kind == BoundKind::row || expr.operand->type.id == TypeId::super) {
        std::vector<std::string> parts;
        for (const BoundExprPtr& item : expr.list) {
            parts.push_back(comparison(ComparisonOp::equal, *expr.operand, *item));
        }
        return fmt::format("({}({}))", expr.negated ? "NOT " : "", fmt::join(parts, " OR "));
    }
    const bool fold = traits_.case_insensitive(*expr.operand);
    std::vector<std::string> items;
    for (const BoundExprPtr& item : expr.list) items.push_back(key(*item, fold));
    return fmt::format("({} {}IN ({}))", key(*expr.operand, fold), expr.negated ? "NOT " : "",
                       fmt::join(items, ", "));
}

std::string Emitter::subquery(const BoundSubquery& expr) {
    switch (expr.subquery) {
        case SubqueryKind::scalar: return fmt::format("({})", query(*expr.query));
        case SubqueryKind::exists:
            return fmt::format("({}EXISTS ({}))", expr.negated ? "NOT " : "", query(*expr.query));
        case SubqueryKind::in:
        case SubqueryKind::any:
        case SubqueryKind::all:
            return expr.operands.size() > 1 ? row_in_subquery(expr) : quantified(expr);
    }
    return {};
}

std::string Emitter::quantified(const BoundSubquery& expr) {
    std::string inner = query(*expr.query);
    const bool fold =
        traits_.case_insensitive(*expr.operands[0]) || traits_.case_insensitive(*expr.query, 0);
    if (!traits_.blank_free(*expr.query, 0) || fold) {
        inner = fmt::format("SELECT {} FROM ({}) AS s(k0)",
                            key_form("k0", !traits_.blank_free(*expr.query, 0), fold), inner);
    }
    const std::string operand = key(*expr.operands[0], fold);
    if (expr.subquery == SubqueryKind::in) {
        return fmt::format("({} {}IN ({}))", operand, expr.negated ? "NOT " : "", inner);
    }
    return fmt::format("({}({} {} {} ({})))", expr.negated ? "NOT " : "", operand,
                       comparison_symbol(expr.op),
                       expr.subquery == SubqueryKind::any ? "ANY" : "ALL", inner);
}

std::string Emitter::row_in_subquery(const BoundSubquery& expr) {
    const std::string inner = query(*expr.query);
    std::vector<std::string> operands;
    std::vector<std::string> columns;
    std::vector<std::string> equalities;
    for (std::size_t i = 0; i < expr.operands.size(); ++i) {
        const bool fold =
            traits_.case_insensitive(*expr.operands[i]) || traits_.case_insensitive(*expr.query, i);
        operands.push_back(key(*expr.operands[i], fold));
        columns.push_back(
            key_form(fmt::format("s.k{}", i), !traits_.blank_free(*expr.query, i), fold));
        equalities.push_back(fmt::format("({} = {})", operands.back(), columns.back()));
    }
    const std::string source = fmt::format("({}) AS s({})", inner, column_names(expr.operands.size()));
    // `<> ALL` is NOT IN, `= ANY` is IN.
    const bool negated = expr.negated != (expr.subquery == SubqueryKind::all);
    if (negated) {
        // True only when every row is known to differ.
        return fmt::format("(NOT EXISTS (SELECT 1 FROM {} WHERE ({}) IS NOT FALSE))", source,
                           fmt::join(equalities, " AND "));
    }
    if (expr.correlated) {
        return fmt::format("(EXISTS (SELECT 1 FROM {} WHERE {}))", source, fmt::join(equalities, " AND "));
    }
    return fmt::format("(({}) IN (SELECT {} FROM {}))", fmt::join(operands, ", "),
                       fmt::join(columns, ", "), source);
}

}  // namespace blueshift::emit
