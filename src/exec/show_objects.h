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
#include "types/value.h"

namespace blueshift::exec {

/// What a SHOW command asks for.
struct ShowRequest {
    const catalog::CatalogView& view;
    std::vector<std::string> names;  ///< the dotted name, if any
    Span span;
    std::optional<std::string> like;
    std::optional<std::int64_t> limit;
};

struct ShowRow {
    std::string_view what;  ///< the words after SHOW, lower case
    std::vector<std::pair<std::string_view, TypeId>> columns;
    std::vector<std::vector<Value>> (*produce)(const ShowRequest&);
    std::string_view doc;
};

/// Null when `what` is no object command; then it is a setting.
const ShowRow* find_show(std::string_view what);
std::span<const ShowRow> show_rows();

/// CREATE TABLE text of a table, as SHOW TABLE prints it.
std::string table_ddl(const catalog::Relation& relation, const catalog::CatalogView& view);

}  // namespace blueshift::exec
