/// Scalar expressions.
#include <fmt/format.h>
#include <fmt/ranges.h>

#include "base/error.h"
#include "emit/emitter.h"
#include "emit/special.h"

namespace blueshift::emit {

using namespace analyze;

namespace {

/// True for a decimal type that holds every value of the other, at the same scale and in integers of the same width.
bool keeps_digits(Type from, Type to) {
    constexpr int kNarrowDigits = 18;
    return from.id == TypeId::decimal && to.id == TypeId::decimal &&
           decimal_scale(from) == decimal_scale(to) && decimal_precision(from) <= decimal_precision(to) &&
           (decimal_precision(to) <= kNarrowDigits || decimal_precision(from) > kNarrowDigits);
}

}  // namespace

std::string Emitter::expression(const BoundExpr& expr) {
    if (!groups_.empty() && is_string(expr.type.id)) {
        // A group of strings that differ in trailing blanks: the engine groups by the trimmed value, so the value shown is one
        // of the group's.
        const GroupScopes::Found found = groups_.find(expr);
        if (found.select != nullptr) {
            const GroupScopes::Suspend over_rows(groups_);
            const std::string plain = dispatch(expr);
            std::string grouped = key(expr);
            if (grouped == plain || !found.innermost || !found.select->grouping_sets.empty()) return grouped;
            return fmt::format("any_value({})", plain);
        }
    }
    return dispatch(expr);
}

std::string Emitter::dispatch(const BoundExpr& expr) {
    switch (expr.kind) {
        case BoundKind::constant: return emit_constant(expr.type, as<BoundConstant>(expr).value);
        case BoundKind::parameter: return parameter(as<BoundParameter>(expr));
        case BoundKind::column: return column(as<BoundColumn>(expr));
        case BoundKind::call: return call(as<BoundCall>(expr));
        case BoundKind::cast: return cast(as<BoundCast>(expr));
        case BoundKind::comparison: {
            const auto& comparison = as<BoundComparison>(expr);
            return this->comparison(comparison.op, *comparison.left, *comparison.right);
        }
        case BoundKind::logical: return logical(as<BoundLogical>(expr));
        case BoundKind::is_test: return is_test(as<BoundIsTest>(expr));
        case BoundKind::case_: return case_expression(as<BoundCase>(expr));
        case BoundKind::in_list: return in_list(as<BoundInList>(expr));
        case BoundKind::subquery: return subquery(as<BoundSubquery>(expr));
        case BoundKind::aggregate: return aggregate(as<BoundAggregate>(expr));
        case BoundKind::window: return window(as<BoundWindow>(expr));
        case BoundKind::super_path: return super_path(as<BoundSuperPath>(expr));
        case BoundKind::grouping:
            return fmt::format("GROUPING({})", fmt::join(grouping_keys(as<BoundGrouping>(expr)), ", "));
        case BoundKind::row:
            throw Error(Code::feature_not_supported, "a row is not supported here").at(expr.span);
    }
    return {};
}

std::vector<std::string> Emitter::expressions(const std::vector<BoundExprPtr>& list) {
    std::vector<std::string> texts;
    texts.reserve(list.size());
    for (const BoundExprPtr& expr : list) texts.push_back(expression(*expr));
    return texts;
}

std::vector<std::string> Emitter::grouping_keys(const BoundGrouping& expr) {
    const GroupScopes::Suspend over_rows(groups_);
    std::vector<std::string> keys;
    for (const BoundExprPtr& argument : expr.arguments) keys.push_back(key(*argument));
    return keys;
}

std::string Emitter::parameter(const BoundParameter& parameter) {
    return fmt::format("CAST(${} AS {})", parameter.index, engine_type(parameter.type));
}

std::string Emitter::column(const BoundColumn& column) {
    const auto table = tables_.find(column.relation);
    if (table == tables_.end()) return fmt::format("r{}.k{}", column.relation, column.column);
    const catalog::Relation& relation = *table->second->relation;
    // The row number, by which security/ finds the rows that a statement may change.
    if (column.column < 0) return fmt::format("r{}.rowid", column.relation);
    const catalog::Column& stored = relation.columns[static_cast<std::size_t>(column.column)];
    if (relation.kind == catalog::RelationKind::system) {
        return fmt::format("r{}.{}", column.relation, quote_identifier(stored.name));
    }
    return fmt::format("r{}.c{}", column.relation, stored.number);
}

std::string Emitter::call(const BoundCall& call) {
    const functions::Row& row = *call.signature->row;
    if (row.duckdb.starts_with('@')) return special(*this, call);
    return expand(row.duckdb, {.result = call.type, .arguments = expressions(call.arguments)});
}

std::string Emitter::cast(const BoundCast& cast) {
    const std::string operand = expression(*cast.operand);
    std::string_view text;
    if (cast.length_only) {
        if (keeps_digits(cast.operand->type, cast.type)) return operand;
        const functions::LengthCastRow* row = functions::find_length_cast(cast.type.id);
        if (row == nullptr) return operand;
        text = cast.context == functions::CastContext::explicit_ ? row->explicit_duckdb
                                                                 : row->assignment_duckdb;
    } else if (const functions::CastRow* row =
                   functions::find_cast(cast.operand->type.id, cast.type.id)) {
        text = row->duckdb;
    }
    if (text == "=") return operand;
    if (text.empty()) {
        return fmt::format("{}({} AS {})", cast.try_ ? "TRY_CAST" : "CAST", operand,
                           engine_type(cast.type));
    }
    const std::string expanded = expand(text, {.result = cast.type, .arguments = {operand}});
    return cast.try_ ? fmt::format("TRY({})", expanded) : expanded;
}

std::string Emitter::logical(const BoundLogical& logical) {
    const std::vector<std::string> arguments = expressions(logical.arguments);
    switch (logical.op) {
        case BoundLogicalOp::and_: return fmt::format("({})", fmt::join(arguments, " AND "));
        case BoundLogicalOp::or_: return fmt::format("({})", fmt::join(arguments, " OR "));
        case BoundLogicalOp::not_: return fmt::format("(NOT {})", arguments[0]);
    }
    return {};
}

std::string Emitter::is_test(const BoundIsTest& test) {
    std::string_view word = "NULL";
    if (test.test == BoundTest::true_) word = "TRUE";
    if (test.test == BoundTest::false_) word = "FALSE";
    const std::string operand = expression(*test.operand);
    if (test.test == BoundTest::null && test.operand->type.id == TypeId::super) {
        // JSON's null is one of the texts that a SUPER may have.
        return fmt::format("(({0} IS NULL OR {0} = 'null') = {1})", operand, test.negated ? "FALSE" : "TRUE");
    }
    return fmt::format("({} IS {}{})", operand, test.negated ? "NOT " : "", word);
}

std::string Emitter::case_expression(const BoundCase& expr) {
    std::string text = "CASE";
    for (const BoundCase::When& when : expr.whens) {
        text += fmt::format(" WHEN {} THEN {}", expression(*when.condition), expression(*when.result));
    }
    if (expr.otherwise) text += " ELSE " + expression(*expr.otherwise);
    return text + " END";
}

}  // namespace blueshift::emit
