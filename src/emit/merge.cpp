/// MERGE.  Doc: dg/r_MERGE
#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>

#include "emit/statement_emitter.h"

namespace blueshift::emit {

using namespace analyze;

/// Redshift refuses to change one row twice, which the engine would do.
std::string StatementEmitter::multiple_match_check(const BoundMerge& merge) {
    return fmt::format(
        "SELECT error('found multiple matches to update the same tuple') FROM {} JOIN {} ON {} "
        "GROUP BY r{}.rowid HAVING count(*) > 1 LIMIT 1",
        emitter_.from_item(*merge.target), emitter_.from_item(*merge.source),
        emitter_.expression(*merge.on), merge.target->id);
}

std::string StatementEmitter::merge_insert_values(const BoundMerge& merge,
                                                  std::vector<std::string>& columns) {
    const catalog::Relation& relation = *merge.target->relation;
    std::vector<std::string> values;
    for (std::size_t i = 0; i < relation.columns.size(); ++i) {
        const catalog::Column& column = relation.columns[i];
        const auto given = std::ranges::find(merge.insert, column.number, &BoundAssignment::column_number);
        if (given != merge.insert.end()) {
            values.push_back(stored(*given->value, relation, column));
        } else if (i < merge.insert_targets.size() &&
                   merge.insert_targets[i].source != BoundTarget::null) {
            values.push_back(target_value(merge.insert_targets[i], relation, column));
        } else {
            continue;
        }
        columns.push_back(column_name(column));
    }
    return fmt::format("{}", fmt::join(values, ", "));
}

std::vector<std::string> StatementEmitter::merge(const BoundMerge& merge) {
    emitter_.register_item(*merge.target);
    emitter_.register_item(*merge.source);
    const std::string target = emitter_.from_item(*merge.target);
    const std::string source = emitter_.from_item(*merge.source);
    const std::string on = emitter_.expression(*merge.on);
    const catalog::Relation& relation = *merge.target->relation;
    std::vector<std::string> columns;
    const std::string values = merge_insert_values(merge, columns);
    const std::string column_list = fmt::format("{}", fmt::join(columns, ", "));
    if (merge.remove_duplicates) {
        // Every distinct row of the source replaces the rows that it matches.
        return {fmt::format("DELETE FROM {} USING {} WHERE {}", target, source, on),
                fmt::format("INSERT INTO {} ({}) SELECT DISTINCT {} FROM {}", emitter_.table_name(relation),
                            column_list, values, source)};
    }
    std::string text = fmt::format("MERGE INTO {} USING {} ON {}", target, source, on);
    if (merge.matched_delete) {
        text += " WHEN MATCHED THEN DELETE";
    } else if (!merge.matched_update.empty()) {
        text += " WHEN MATCHED THEN UPDATE SET " + assignments(merge.matched_update, relation);
    }
    if (!columns.empty()) {
        text += fmt::format(" WHEN NOT MATCHED THEN INSERT ({}) VALUES ({})", column_list, values);
    }
    return {multiple_match_check(merge), std::move(text)};
}

}  // namespace blueshift::emit
