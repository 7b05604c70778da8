/// SHOW of settings and of objects.  Doc: dg/r_SHOW, dg/r_SHOW_TABLE, dg/r_SHOW_VIEW
#include <algorithm>

#include "analyze/analyzer.h"
#include "base/error.h"
#include "exec/show_objects.h"
#include "session/session_impl.h"
#include "sql/ast/utility.h"
#include "sql/lexer/characters.h"
#include "sql/parser/parser.h"

namespace blueshift::session {

namespace {

ResultColumn column(std::string name) {
    ResultColumn result;
    result.name = std::move(name);
    result.type = Type{TypeId::varchar};
    return result;
}

/// Text of a part that drivers may give as a bind parameter, all of which are strings here.
std::string part_text(const sql::Expr& part, const std::vector<Value>& parameters) {
    if (part.kind == sql::ExprKind::literal) return sql::as<sql::Literal>(part).text;
    const Value& value = parameters.at(static_cast<std::size_t>(sql::as<sql::Parameter>(part).index) - 1);
    return value.is_null() ? std::string() : value.as_string();
}

std::vector<std::string> object_name(const sql::Show& statement, const std::vector<Value>& parameters) {
    std::vector<std::string> names;
    for (const sql::Name& part : statement.name.parts) names.push_back(part.text);
    for (const auto& part : statement.name_parameters) names.push_back(part_text(*part, parameters));
    return names;
}

std::optional<std::vector<Type>> argument_types(const sql::Show& statement, const std::vector<Value>& parameters,
                                                const sql::ParseOptions& options) {
    if (!statement.argument_types) return std::nullopt;
    std::vector<Type> types;
    for (const sql::TypeName& type : *statement.argument_types) types.push_back(analyze::resolve_type(type));
    for (const auto& part : statement.argument_parameters) {
        types.push_back(analyze::resolve_type(sql::parse_type_name(part_text(*part, parameters), options)));
    }
    return types;
}

}  // namespace

std::vector<ResultColumn> SessionImpl::show_columns(const sql::Show& statement) const {
    if (const exec::ShowRow* row = exec::find_show(statement.what)) {
        std::vector<ResultColumn> columns;
        for (const auto& [name, type] : row->columns) {
            columns.push_back(column(std::string(name)));
            columns.back().type = Type{type};
        }
        return columns;
    }
    if (statement.what == "all") return {column("name"), column("setting")};
    if (statement.setting && statement.what == "use") return {column("Use Database")};
    const exec::SettingRow* row = exec::find_setting(statement.what);
    if (row == nullptr) return {column(statement.what)};
    return {column(std::string(row->reported_name.empty() ? row->name : row->reported_name))};
}

void SessionImpl::run_show(const sql::Show& statement, StatementExecution& execution) {
    std::vector<std::vector<Value>> rows;
    if (const exec::ShowRow* row = exec::find_show(statement.what)) {
        const sql::ParseOptions options{settings_.is_on("enable_case_sensitive_identifier")};
        auto like = statement.like;
        if (statement.like_parameter) like = part_text(*statement.like_parameter, execution.parameters);
        const auto view_now = view();
        rows = row->produce(exec::ShowRequest{view_now, object_name(statement, execution.parameters),
                                              statement.name.span, std::move(like), statement.limit,
                                              argument_types(statement, execution.parameters, options), &statement});
    } else if (statement.what == "all") {
        for (const exec::SettingRow& setting : exec::setting_rows()) {
            if (!setting.hidden) rows.push_back({std::string(setting.name), settings_.get(setting.name)});
        }
    } else if (!statement.setting) {
        throw Error(Code::feature_not_supported, "SHOW {} is not supported", sql::upper(statement.what));
    } else if (statement.what == "use") {
        rows.push_back({used_database_ ? Value(view().database().name) : Value()});
    } else {
        rows.push_back({settings_.get(statement.what)});
    }
    return_rows(execution, std::move(rows));
    execution.tag = "SHOW";
}

}  // namespace blueshift::session
