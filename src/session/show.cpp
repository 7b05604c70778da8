/// SHOW of settings and of objects.  Doc: dg/r_SHOW, dg/r_SHOW_TABLE, dg/r_SHOW_VIEW
#include <algorithm>

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
    if (const exec::ShowRow* row = exec::find_show(statement.what)) {
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

void SessionImpl::run_show(const sql::Show& statement, StatementExecution& execution) {
    std::vector<std::vector<Value>> rows;
    if (const exec::ShowRow* row = exec::find_show(statement.what)) {
        std::vector<std::string> names;
        for (const sql::Name& part : statement.name.parts) names.push_back(part.text);
        // Names may come as bind parameters, which are all strings.
        for (std::size_t index = 0; index < statement.name_parameters.size(); ++index) {
            names.push_back(execution.parameters.at(index).as_string());
        }
        const auto view_now = view();
        rows = row->produce(exec::ShowRequest{view_now, names, statement.name.span, statement.like,
                                              statement.limit});
    } else if (statement.what == "all") {
        for (const exec::SettingRow& setting : exec::setting_rows()) {
            if (!setting.hidden) rows.push_back({std::string(setting.name), settings_.get(setting.name)});
        }
    } else {
        rows.push_back({settings_.get(statement.what)});
    }
    return_rows(execution, std::move(rows));
    execution.tag = "SHOW";
}

}  // namespace blueshift::session
