#include "analyze/expr_fixture.h"

#include <fmt/format.h>

#include "base/error.h"
#include "sql/parser/parser.h"

namespace blueshift::analyze {

namespace {

catalog::CatalogView empty_catalog() {
    return catalog::CatalogView({.snapshot = std::make_shared<catalog::Snapshot>()});
}

}  // namespace

ExprTest::ExprTest() : catalog_(empty_catalog()) {
    columns_ = {
        {"i2", {TypeId::smallint}},      {"i4", {TypeId::integer}},    {"i8", {TypeId::bigint}},
        {"dec", decimal_type(8, 2)},     {"wide", decimal_type(38, 19)}, {"f4", {TypeId::real}},
        {"f8", {TypeId::double_}},       {"flag", {TypeId::boolean}},  {"vc", varchar_type(10)},
        {"ch", char_type(5)},            {"day", {TypeId::date}},      {"tod", {TypeId::time}},
        {"todz", {TypeId::timetz}},      {"ts", {TypeId::timestamp}},  {"tz", {TypeId::timestamptz}},
        {"iv", {TypeId::interval}},      {"ym", {TypeId::interval_ym}}, {"ds", {TypeId::interval_ds}},
        {"doc", {TypeId::super}},        {"bytes", {TypeId::varbyte}}, {"id", {TypeId::oid}},
        {"names", {TypeId::name_array}}, {"nm", {TypeId::name}},       {"keys", {TypeId::int2vector}},
    };
}

BoundExprPtr ExprTest::resolve(const std::vector<sql::Name>& parts, Span span) {
    const auto found = columns_.find(parts.back().text);
    if (found == columns_.end()) {
        throw Error(Code::undefined_column, "column \"{}\" does not exist", parts.back().text).at(span);
    }
    const auto number = static_cast<int>(std::distance(columns_.begin(), found));
    auto column = std::make_unique<BoundColumn>(found->second, 1, number);
    column->name = found->first;
    return column;
}

SubqueryBinder::Result ExprTest::bind_subquery(const sql::Query&) {
    auto query = std::make_unique<BoundQuery>();
    for (const Type type : subquery_types_) query->fields.push_back({.name = "x", .type = type});
    query->body = std::make_unique<BoundValues>();
    return {std::move(query), false};
}

BoundQueryPtr ExprTest::coerce_outputs(BoundQueryPtr query, const std::vector<Type>& types) {
    converted_to_ = types;
    return query;
}

BoundExprPtr ExprTest::bind_with(const std::string& text,
                                 BoundExprPtr (ExprBinder::*how)(const sql::Expr&)) {
    const sql::ExprPtr expr = sql::parse_expression(text, {});
    AnalyzeContext context{.catalog = catalog_, .text = text_, .parameter_types = parameter_types_};
    ExprBinder binder(context, *this, *this, place_);
    BoundExprPtr bound = (binder.*how)(*expr);
    parameter_types_ = context.parameter_types;
    return bound;
}

BoundExprPtr ExprTest::bind(const std::string& text) { return bind_with(text, &ExprBinder::bind); }

std::string ExprTest::type_of(const std::string& text) { return format_type(bind(text)->type); }

std::string ExprTest::constant_of(const std::string& text) {
    const BoundExprPtr bound = bind(text);
    if (bound->kind != BoundKind::constant) return fmt::format("kind {}", static_cast<int>(bound->kind));
    const Value& value = as<BoundConstant>(*bound).value;
    return format_type(bound->type) + ": " +
           (value.is_null() ? "NULL" : value_to_text(bound->type, value, text_));
}

std::string ExprTest::error_of(const std::string& text) {
    try {
        bind(text);
    } catch (const Error& error) {
        std::string out = std::string(sqlstate(error.code())) + " " + error.message();
        if (error.position()) out += fmt::format(" @{}", error.position()->begin + 1);
        return out;
    }
    return {};
}

std::string ExprTest::hint_of(const std::string& text) {
    try {
        bind(text);
    } catch (const Error& error) {
        return error.hint();
    }
    return {};
}

std::string ExprTest::condition(const std::string& text) {
    place_.clause = "WHERE";
    try {
        return format_type(bind_with(text, &ExprBinder::bind_condition)->type);
    } catch (const Error& error) {
        return std::string(sqlstate(error.code())) + " " + error.message();
    }
}

}  // namespace blueshift::analyze
