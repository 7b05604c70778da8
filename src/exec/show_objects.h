#pragma once
/// SHOW TABLE, SHOW VIEW, SHOW DATABASES, SHOW SCHEMAS … as a table.  Doc: dg/r_SHOW_TABLES and its kind
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "base/span.h"
#include "catalog/view.h"
#include "sql/ast/utility.h"
#include "types/value.h"

namespace blueshift::exec {

/// What a SHOW command asks for, bind parameters already put in.
struct ShowRequest {
    const catalog::CatalogView& view;
    const sql::Show& statement;
    std::vector<std::string> names;            ///< the dotted name, if any
    std::vector<std::string> argument_types;   ///< of a routine, by SQL name
    Span span;
    std::optional<std::string> like;
};

using ShowRows = std::vector<std::vector<Value>>;

struct ShowRow {
    std::string_view what;  ///< the words after SHOW, lower case
    std::vector<std::pair<std::string_view, TypeId>> columns;
    ShowRows (*produce)(const ShowRequest&);
    std::string_view doc;
};

/// Null when `what` is no object command; then it is a setting.
const ShowRow* find_show(std::string_view what);
std::span<const ShowRow> show_rows();
/// The rows of a command, at most as many as LIMIT says.
ShowRows run_show(const ShowRow& row, const ShowRequest& request);

/// CREATE TABLE text of a table, as SHOW TABLE prints it.
std::string table_ddl(const catalog::Relation& relation, const catalog::CatalogView& view);

}  // namespace blueshift::exec
