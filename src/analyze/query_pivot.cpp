/// PIVOT and UNPIVOT, written out: PIVOT as aggregates over CASE, UNPIVOT as a join with the list
/// of columns. Doc: dg/r_FROM_clause-pivot-unpivot-examples
#include <algorithm>

#include "analyze/from_binder.h"
#include "analyze/walk.h"
#include "base/error.h"

namespace blueshift::analyze {

namespace {

constexpr ExprPlace kPivot{.clause = "PIVOT", .aggregates_allowed = true};

const ScopeColumn& source_column(const FromItem& source, const std::string& name, Span span) {
    const auto it = std::find_if(source.columns.begin(), source.columns.end(),
                                 [&](const ScopeColumn& column) { return column.name == name; });
    if (it == source.columns.end()) {
        throw Error(Code::undefined_column, "column \"{}\" does not exist", name).at(span);
    }
    return *it;
}

bool is_column(const ScopeColumn& column, const BoundExpr& expr) {
    return expr.kind == BoundKind::column && as<BoundColumn>(expr).relation == column.relation &&
           as<BoundColumn>(expr).column == column.column;
}

/// Column name of an IN item without alias: the constant as text.
std::string value_name(const sql::Expr& expr) {
    if (expr.kind != sql::ExprKind::literal) return output_name(expr);
    const auto& literal = sql::as<sql::Literal>(expr);
    std::string name = literal.literal == sql::LiteralKind::null ? "null" : literal.text;
    std::transform(name.begin(), name.end(), name.begin(),
                   [](unsigned char c) { return c < 0x80 ? std::tolower(c) : c; });
    return name;
}

std::string pivot_column_name(const sql::SelectItem& value, const sql::SelectItem& aggregate,
                              bool only_aggregate) {
    std::string name = value.alias.text.empty() ? value_name(*value.expr) : value.alias.text;
    if (!aggregate.alias.text.empty()) return name + "_" + aggregate.alias.text;
    return only_aggregate ? name : name + "_" + output_name(*aggregate.expr);
}

/// Binds an aggregate of PIVOT; COUNT(*) as COUNT(1), whose argument can then depend on the row.
std::unique_ptr<BoundAggregate> bind_aggregate(const sql::Expr& expr, Clause& clause) {
    BoundExprPtr bound;
    const bool counts_rows =
        expr.kind == sql::ExprKind::function_call && sql::as<sql::FunctionCall>(expr).star;
    if (counts_rows) {
        sql::FunctionCall count;
        count.name = sql::as<sql::FunctionCall>(expr).name;
        count.span = expr.span;
        auto one = std::make_unique<sql::Literal>();
        one->literal = sql::LiteralKind::integer;
        one->text = "1";
        count.arguments.push_back(std::move(one));
        bound = clause.bind(count);
    } else {
        bound = clause.bind(expr);
    }
    if (bound->kind != BoundKind::aggregate || as<BoundAggregate>(*bound).arguments.empty()) {
        throw Error(Code::syntax_error, "PIVOT needs an aggregate function").at(expr.span);
    }
    return std::unique_ptr<BoundAggregate>(&as<BoundAggregate>(*bound.release()));
}

/// `column` equals the IN item's value, or both are NULL.
BoundExprPtr is_value(const ScopeColumn& column, const sql::Expr& value, Clause& clause,
                      AnalyzeContext& context) {
    BoundExprPtr constant = clause.bind(value);
    BoundExprPtr bound = make_column(column, value.span);
    if (constant->kind == BoundKind::constant && as<BoundConstant>(*constant).value.is_null()) {
        return std::make_unique<BoundIsTest>(BoundTest::null, false, std::move(bound));
    }
    return make_comparison(ComparisonOp::equal, std::move(bound), std::move(constant), value.span,
                           context);
}

}  // namespace

FromItem FromBinder::pivoted(std::unique_ptr<BoundSelect> select, std::vector<std::string> names,
                             const FromItem& source, const sql::PivotClause& clause) {
    auto query = std::make_unique<BoundQuery>();
    for (std::size_t i = 0; i < names.size(); ++i) {
        query->fields.push_back(make_field(std::move(names[i]), *select->outputs[i]));
    }
    query->body = std::move(select);
    const std::string name = clause.alias.text.empty() ? source.tables[0].name : clause.alias.text;
    return visible(make_subquery_from(std::move(query), binder_.new_relation()), name);
}

FromItem FromBinder::pivot(FromItem source, const sql::PivotClause& clause) {
    Scope scope(binder_.catalog(), scope_.outer());
    scope.add(source.tables, source.columns, clause.span);
    Clause names(binder_, scope, kPivot);
    const ScopeColumn& key =
        source_column(source, clause.name_column.text, clause.name_column.span);

    // Columns that are neither in an aggregate nor the key group the rows.
    std::vector<const ScopeColumn*> groups;
    for (const ScopeColumn& column : source.columns)
        groups.push_back(&column);
    std::erase(groups, &key);
    for (const sql::SelectItem& aggregate : clause.aggregates) {
        walk(*bind_aggregate(*aggregate.expr, names), false, [&](const BoundExpr& part) {
            std::erase_if(groups,
                          [&](const ScopeColumn* column) { return is_column(*column, part); });
        });
    }
    auto select = std::make_unique<BoundSelect>();
    std::vector<std::string> output_names;
    select->grouped = true;
    for (const ScopeColumn* column : groups) {
        select->group_by.push_back(make_column(*column, clause.span));
        select->outputs.push_back(make_column(*column, clause.span));
        output_names.emplace_back(column->name);
    }
    for (const sql::SelectItem& value : clause.in) {
        for (const sql::SelectItem& aggregate : clause.aggregates) {
            auto bound = bind_aggregate(*aggregate.expr, names);
            auto chosen = std::make_unique<BoundCase>(bound->arguments[0]->type);
            chosen->whens.push_back({is_value(key, *value.expr, names, binder_.context()),
                                     std::move(bound->arguments[0])});
            bound->arguments[0] = std::move(chosen);
            select->outputs.push_back(std::move(bound));
            output_names.push_back(
                pivot_column_name(value, aggregate, clause.aggregates.size() == 1));
        }
    }
    select->from.push_back(std::move(source.node));
    return pivoted(std::move(select), std::move(output_names), source, clause);
}

FromItem FromBinder::unpivot(FromItem source, const sql::PivotClause& clause) {
    std::vector<const ScopeColumn*> columns;
    std::vector<std::string> labels;
    std::vector<Type> types;
    std::size_t label_bytes = 1;
    for (const sql::SelectItem& item : clause.in) {
        if (item.expr->kind != sql::ExprKind::column_ref) {
            throw Error(Code::syntax_error, "UNPIVOT needs column names in its IN list")
                .at(item.expr->span);
        }
        const std::string& name = sql::as<sql::ColumnRef>(*item.expr).parts.back().text;
        columns.push_back(&source_column(source, name, item.expr->span));
        labels.push_back(item.alias.text.empty() ? name : item.alias.text);
        types.push_back(columns.back()->field->type);
        label_bytes = std::max(label_bytes, labels.back().size());
    }
    const Type value_type = unify_types(types, "UNPIVOT", clause.span);

    // One row for each column: its number and its label.
    auto list = std::make_unique<BoundValuesFrom>();
    list->id = binder_.new_relation();
    list->fields.push_back({.name = "ordinal", .type = Type{TypeId::integer}});
    list->fields.push_back({.name = clause.name_column.text,
                            .type = varchar_type(static_cast<int>(label_bytes)),
                            .blank_free = false});
    for (std::size_t i = 0; i < labels.size(); ++i) {
        auto& row = list->rows.emplace_back();
        row.push_back(
            std::make_unique<BoundConstant>(list->fields[0].type, Value(static_cast<int>(i))));
        row.push_back(std::make_unique<BoundConstant>(list->fields[1].type, Value(labels[i])));
    }
    FromItem choice = visible(std::move(list), {});
    const auto value = [&] {
        auto chosen = std::make_unique<BoundCase>(value_type);
        for (std::size_t i = 0; i < columns.size(); ++i) {
            auto number =
                std::make_unique<BoundConstant>(Type{TypeId::integer}, Value(static_cast<int>(i)));
            chosen->whens.push_back(
                {std::make_unique<BoundComparison>(ComparisonOp::equal,
                                                   make_column(choice.columns[0], clause.span),
                                                   std::move(number)),
                 coerce(make_column(*columns[i], clause.span), value_type,
                        functions::CastContext::implicit, binder_.context())});
        }
        return chosen;
    };

    auto select = std::make_unique<BoundSelect>();
    std::vector<std::string> output_names;
    for (const ScopeColumn& column : source.columns) {
        if (std::find(columns.begin(), columns.end(), &column) != columns.end()) continue;
        select->outputs.push_back(make_column(column, clause.span));
        output_names.emplace_back(column.name);
    }
    select->outputs.push_back(make_column(choice.columns[1], clause.span));
    output_names.push_back(clause.name_column.text);
    select->outputs.push_back(value());
    output_names.push_back(clause.value_column.text);
    if (!clause.include_nulls) {
        select->where = std::make_unique<BoundIsTest>(BoundTest::null, true, value());
    }
    select->from.push_back(std::move(source.node));
    select->from.push_back(std::move(choice.node));
    return pivoted(std::move(select), std::move(output_names), source, clause);
}

}  // namespace blueshift::analyze
