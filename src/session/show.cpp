/// SHOW of settings and of objects.  Doc: dg/r_SHOW, dg/r_SHOW_TABLE, dg/r_SHOW_VIEW
#include "base/error.h"
#include "exec/show_objects.h"
#include "session/session_impl.h"
#include "sql/ast/utility.h"

namespace blueshift::session {

namespace {

ResultColumn column(std::string name) {
    ResultColumn result;
    result.name = std::move(name);
    result.type = Type{TypeId::varchar};
    return result;
}

}  // namespace

std::vector<ResultColumn> SessionImpl::show_columns(const sql::Show& statement) const {
    if (const exec::ShowRow* row = exec::find_show(statement.what); row != nullptr && !statement.setting) {
        std::vector<ResultColumn> columns;
        for (const auto& [name, type] : row->columns) {
            columns.push_back(column(std::string(name)));
            columns.back().type = Type{type};
        }
        return columns;
    }
    if (statement.what == "all") return {column("name"), column("setting")};
    const exec::SettingRow* row = exec::find_setting(statement.what);
    if (row == nullptr) return {column(statement.what)};
    return {column(std::string(row->reported_name.empty() ? row->name : row->reported_name))};
}

namespace {

/// A bind parameter's text, or the name that stands there.
std::string bound_text(const sql::Expr& part, const StatementExecution& execution) {
    if (part.kind != sql::ExprKind::parameter) return sql::as<sql::Literal>(part).text;
    const Value& value = execution.parameters.at(static_cast<std::size_t>(sql::as<sql::Parameter>(part).index - 1));
    if (value.is_null()) throw Error(Code::null_value_not_allowed, "a name must not be NULL").at(part.span);
    return value.as_string();
}

/// Argument types are names, or parameters written `$n`.
std::string type_text(const sql::TypeName& type, const StatementExecution& execution) {
    if (!type.name.starts_with('$')) return type.array ? type.name + "[]" : type.name;
    return execution.parameters.at(static_cast<std::size_t>(std::stoi(type.name.substr(1)) - 1)).as_string();
}

}  // namespace

void SessionImpl::run_show_objects(const sql::Show& statement, const exec::ShowRow& row, StatementExecution& execution) {
    const auto view_now = view();
    exec::ShowRequest request{view_now, statement, {}, {}, statement.name.span, statement.like};
    for (const sql::Name& part : statement.name.parts) request.names.push_back(part.text);
    for (const auto& part : statement.name_parameters) request.names.push_back(bound_text(*part, execution));
    for (const sql::TypeName& type : statement.argument_types.value_or(std::vector<sql::TypeName>())) {
        request.argument_types.push_back(type_text(type, execution));
    }
    if (statement.like_parameter != nullptr) request.like = bound_text(*statement.like_parameter, execution);
    return_rows(execution, exec::run_show(row, request));
}

void SessionImpl::run_show(const sql::Show& statement, StatementExecution& execution) {
    execution.tag = "SHOW";
    if (const exec::ShowRow* row = exec::find_show(statement.what); row != nullptr && !statement.setting) {
        return run_show_objects(statement, *row, execution);
    }
    std::vector<std::vector<Value>> rows;
    if (statement.what == "all") {
        for (const exec::SettingRow& setting : exec::setting_rows()) {
            if (!setting.hidden) rows.push_back({std::string(setting.name), settings_.get(setting.name)});
        }
    } else if (!statement.setting) {
        throw Error(Code::feature_not_supported, "SHOW {} is not supported", statement.what);
    } else {
        rows.push_back({settings_.get(statement.what)});
    }
    return_rows(execution, std::move(rows));
}

}  // namespace blueshift::session
