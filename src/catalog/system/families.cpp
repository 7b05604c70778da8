#include "catalog/system/families.h"

#include <algorithm>

#include "catalog/system/producers.h"

namespace blueshift::catalog::system {

std::vector<SystemColumn> columns(std::string_view text) {
    std::vector<SystemColumn> found;
    while (!text.empty()) {
        text.remove_prefix(std::min(text.find_first_not_of(" \n"), text.size()));
        std::size_t end = 0;
        // A comma inside a modifier, as in numeric(10,4), is none between columns.
        for (int depth = 0; end < text.size() && (depth > 0 || text[end] != ','); ++end) {
            depth += text[end] == '(' ? 1 : text[end] == ')' ? -1 : 0;
        }
        const std::string_view column = text.substr(0, end);
        const std::size_t blank = column.find(' ');
        found.push_back({column.substr(0, blank), column.substr(blank + 1)});
        text.remove_prefix(std::min(end + 1, text.size()));
    }
    return found;
}

SystemRelation produced(std::string_view name, std::string_view column_list, Producer producer, std::string_view doc) {
    return {.schema = "pg_catalog", .name = name, .columns = columns(column_list), .producer = producer, .sql = {}, .doc = doc};
}

std::vector<Row> no_rows(const SystemContext&) { return {}; }

SystemRelation empty(std::string_view name, std::string_view column_list, std::string_view doc) {
    return produced(name, column_list, no_rows, doc);
}

SystemRelation derived(std::string_view name, std::string_view column_list, std::string_view sql, std::string_view doc) {
    return {.schema = "pg_catalog", .name = name, .columns = columns(column_list), .sql = sql, .doc = doc};
}

SystemRelation superuser_only(SystemRelation relation) {
    relation.superuser_only = true;
    return relation;
}

SystemRelation standard(std::string_view name, std::string_view column_list, Producer producer) {
    return {.schema = "information_schema", .name = name, .columns = columns(column_list), .producer = producer, .sql = {},
            .doc = "dg/c_intro_catalog_views"};
}

}  // namespace blueshift::catalog::system
