// Names of unaliased select items, which drivers and tools read.  Doc: dg/r_SELECT_list
#include <algorithm>

#include "analyze/expr_binder.h"

namespace blueshift::analyze {

namespace {

constexpr std::string_view kNoName = "?column?";

struct FunctionName {
    std::string_view function;
    std::string_view shown;
};

// Functions whose column is named unlike themselves. To add one: a row, sorted; a line in output_name_test.cpp.
// clang-format off
constexpr FunctionName kFunctionNames[] = {
    {"current_date",      "date"},
    {"current_time",      "timetz"},
    {"current_timestamp", "timestamptz"},
    {"dateadd",           "date_add"},
    {"datediff",          "date_diff"},
    {"date_part",         "pgdate_part"},
    {"decode",            "case"},
    {"extract",           "date_part"},
    {"isnull",            "coalesce"},
    {"localtime",         "time"},
    {"localtimestamp",    "timestamp"},
    {"nvl",               "coalesce"},
    {"nvl2",              "case"},
    {"sysdate",           "timestamp"},
    {"user",              "current_user"},
};
// clang-format on

std::string function_name(const sql::FunctionCall& call) {
    const std::string& name = call.name.object();
    if (name == "nullif" && !call.arguments.empty()) {
        const std::string first = output_name(*call.arguments.front());
        return first == kNoName ? name : first;
    }
    const auto* row = std::ranges::find(kFunctionNames, name, &FunctionName::function);
    return row == std::end(kFunctionNames) ? name : std::string(row->shown);
}

/// A cast is named like what it converts; where that has no name, by the outermost type.
std::string cast_name(const sql::Cast& cast) {
    const sql::Expr* source = cast.operand.get();
    while (source->kind == sql::ExprKind::cast) source = sql::as<sql::Cast>(*source).operand.get();
    const std::string name = output_name(*source);
    if (name != kNoName && source->kind != sql::ExprKind::case_) return name;
    if (cast.type.name == "text") return "text";
    return std::string(type_info(resolve_type(cast.type).id).typname);
}

}  // namespace

std::string output_name(const sql::Expr& expr) {
    switch (expr.kind) {
        case sql::ExprKind::column_ref:
            return sql::as<sql::ColumnRef>(expr).parts.back().text;
        case sql::ExprKind::function_call:
            return function_name(sql::as<sql::FunctionCall>(expr));
        case sql::ExprKind::cast:
            return cast_name(sql::as<sql::Cast>(expr));
        case sql::ExprKind::case_:
            return "case";
        case sql::ExprKind::interval_literal:
            return "interval";
        case sql::ExprKind::array:
            return "array";
        case sql::ExprKind::subscript: {
            const auto& subscript = sql::as<sql::Subscript>(expr);
            return subscript.index ? output_name(*subscript.base) : subscript.attribute.text;
        }
        case sql::ExprKind::prior:
            return output_name(*sql::as<sql::Prior>(expr).operand);
        default:
            return std::string(kNoName);
    }
}

}  // namespace blueshift::analyze
