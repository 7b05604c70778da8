#include <fmt/format.h>

#include <algorithm>

#include "plan/plan_node.h"
#include "types/text.h"

namespace blueshift::plan {

namespace {

using namespace analyze;

std::string_view symbol(ComparisonOp op) {
    switch (op) {
        case ComparisonOp::equal: return "=";
        case ComparisonOp::not_equal: return "<>";
        case ComparisonOp::less: return "<";
        case ComparisonOp::less_equal: return "<=";
        case ComparisonOp::greater: return ">";
        case ComparisonOp::greater_equal: return ">=";
        case ComparisonOp::distinct: return "IS DISTINCT FROM";
        case ComparisonOp::not_distinct: return "IS NOT DISTINCT FROM";
    }
    return "=";
}

std::string join(const std::vector<BoundExprPtr>& items, std::string_view separator, const ColumnNames& names) {
    std::string text;
    for (const BoundExprPtr& item : items) {
        text += (text.empty() ? "" : std::string(separator)) + describe(*item, names);
    }
    return text;
}

std::string describe_constant(const BoundConstant& constant) {
    if (constant.value.is_null()) return "NULL";
    const std::string text = value_to_text(constant.type, constant.value, TextSettings{});
    if (is_numeric(constant.type.id)) return text;
    if (constant.type.id == TypeId::boolean) return text == "t" ? "true" : "false";
    return fmt::format("'{}'::{}", text, is_string(constant.type.id) ? "text" : format_type(Type{constant.type.id}));
}

std::string describe_call(const BoundCall& call, const ColumnNames& names) {
    const std::string name(call.signature->row->name);
    const bool is_operator = !name.empty() && name.find_first_of("+-*/<>=~!@#%^&|?") == 0;
    if (is_operator && call.arguments.size() == 2) return "(" + join(call.arguments, " " + name + " ", names) + ")";
    if (is_operator) return "(" + name + " " + join(call.arguments, ", ", names) + ")";
    return name + "(" + join(call.arguments, ", ", names) + ")";
}

std::string describe_subquery(const BoundSubquery& subquery, const ColumnNames& names) {
    switch (subquery.subquery) {
        case SubqueryKind::scalar: return "(subplan)";
        case SubqueryKind::exists: return subquery.negated ? "(NOT EXISTS (subplan))" : "(EXISTS (subplan))";
        case SubqueryKind::in:
            return "(" + join(subquery.operands, ", ", names) + (subquery.negated ? " NOT IN" : " IN") + " (subplan))";
        case SubqueryKind::any:
        case SubqueryKind::all:
            return "(" + join(subquery.operands, ", ", names) + " " + std::string(symbol(subquery.op)) +
                   (subquery.subquery == SubqueryKind::any ? " ANY" : " ALL") + " (subplan))";
    }
    return "(subplan)";
}

std::string describe_logical(const BoundLogical& logical, const ColumnNames& names) {
    if (logical.op == BoundLogicalOp::not_) return "(NOT " + describe(*logical.arguments[0], names) + ")";
    return "(" + join(logical.arguments, logical.op == BoundLogicalOp::and_ ? " AND " : " OR ", names) + ")";
}

std::string describe_test(const BoundIsTest& test, const ColumnNames& names) {
    static constexpr std::string_view kWords[] = {"NULL", "TRUE", "FALSE", "UNKNOWN"};
    return "(" + describe(*test.operand, names) + (test.negated ? " IS NOT " : " IS ") +
           std::string(kWords[static_cast<int>(test.test)]) + ")";
}

}  // namespace

std::string describe(const BoundExpr& expr, const ColumnNames& names) {
    switch (expr.kind) {
        case BoundKind::constant: return describe_constant(as<BoundConstant>(expr));
        case BoundKind::parameter: return fmt::format("${}", as<BoundParameter>(expr).index);
        case BoundKind::column: return names(as<BoundColumn>(expr));
        case BoundKind::call: return describe_call(as<BoundCall>(expr), names);
        case BoundKind::cast: {
            const auto& cast = as<BoundCast>(expr);
            const std::string operand = describe(*cast.operand, names);
            if (cast.context == functions::CastContext::implicit || cast.length_only) return operand;
            return "(" + operand + ")::" + format_type(cast.type);
        }
        case BoundKind::comparison: {
            const auto& comparison = as<BoundComparison>(expr);
            return "(" + describe(*comparison.left, names) + " " + std::string(symbol(comparison.op)) + " " +
                   describe(*comparison.right, names) + ")";
        }
        case BoundKind::logical: return describe_logical(as<BoundLogical>(expr), names);
        case BoundKind::is_test: return describe_test(as<BoundIsTest>(expr), names);
        case BoundKind::case_: return "CASE";
        case BoundKind::in_list: {
            const auto& in = as<BoundInList>(expr);
            return "(" + describe(*in.operand, names) + (in.negated ? " NOT IN (" : " IN (") + join(in.list, ", ", names) + "))";
        }
        case BoundKind::subquery: return describe_subquery(as<BoundSubquery>(expr), names);
        case BoundKind::aggregate: {
            const auto& aggregate = as<BoundAggregate>(expr);
            return std::string(aggregate.signature->row->name) + "(" + (aggregate.distinct ? "DISTINCT " : "") +
                   (aggregate.star ? "*" : join(aggregate.arguments, ", ", names)) + ")";
        }
        case BoundKind::window: {
            const auto& window = as<BoundWindow>(expr);
            return std::string(window.signature->row->name) + "(" + join(window.arguments, ", ", names) + ")";
        }
        case BoundKind::row: return "ROW(" + join(as<BoundRow>(expr).items, ", ", names) + ")";
        case BoundKind::super_path: return describe(*as<BoundSuperPath>(expr).base, names);
        case BoundKind::grouping: return "GROUPING(" + join(as<BoundGrouping>(expr).arguments, ", ", names) + ")";
    }
    return {};
}

std::string describe_all(const std::vector<const BoundExpr*>& conditions, const ColumnNames& names) {
    std::string text;
    for (const BoundExpr* condition : conditions) text += (text.empty() ? "" : " AND ") + describe(*condition, names);
    return conditions.size() > 1 ? "(" + text + ")" : text;
}

}  // namespace blueshift::plan
