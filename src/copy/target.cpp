#include "copy/target.h"

#include <algorithm>

#include "base/error.h"
#include "emit/statement_emitter.h"

namespace blueshift::copy {

namespace {

/// GENERATED ALWAYS: only EXPLICIT_IDS may write it.
bool is_guarded_identity(const catalog::Column& column) { return column.identity && !column.identity->by_default; }

bool contains(const std::vector<const catalog::Column*>& columns, const catalog::Column& column) {
    return std::find(columns.begin(), columns.end(), &column) != columns.end();
}

std::vector<const catalog::Column*> listed_columns(const sql::Copy& statement, const catalog::Relation& relation) {
    std::vector<const catalog::Column*> columns;
    for (const sql::Name& name : statement.columns) {
        const catalog::Column* column = relation.find_column(name.text);
        if (column == nullptr) {
            throw Error(Code::undefined_column, "column \"{}\" of relation \"{}\" does not exist", name.text,
                        relation.name)
                .at(name.span);
        }
        if (contains(columns, *column)) {
            throw Error(Code::duplicate_column, "column \"{}\" specified more than once", name.text).at(name.span);
        }
        columns.push_back(column);
    }
    return columns;
}

}  // namespace

Target make_target(const sql::Copy& statement, std::shared_ptr<const catalog::Relation> relation, bool explicit_ids,
                   const std::function<std::string(const catalog::Column&)>& default_expression) {
    Target target;
    target.relation = std::move(relation);
    target.loaded = listed_columns(statement, *target.relation);
    const bool listed = !target.loaded.empty();
    for (const catalog::Column& column : target.relation->columns) {
        if (!listed && (explicit_ids || !column.identity)) target.loaded.push_back(&column);
        const bool loaded = contains(target.loaded, column);
        if (is_guarded_identity(column) && loaded != explicit_ids) {
            throw loaded ? Error(Code::invalid_parameter_value, "cannot set an identity column to a value")
                               .detail(fmt::format("Column \"{}\" is an identity column.", column.name))
                               .hint("Use EXPLICIT_IDS, or leave the column out of the column list.")
                         : Error(Code::invalid_parameter_value,
                                 "EXPLICIT_IDS needs the identity column \"{}\" in the column list", column.name);
        }
        if (loaded) continue;
        if (column.identity) {
            target.supplied.push_back(
                {&column, fmt::format("nextval('{}')", emit::sequence_name(*target.relation, column))});
        } else if (!column.default_text.empty()) {
            target.supplied.push_back({&column, default_expression(column)});
        }
    }
    return target;
}

}  // namespace blueshift::copy
