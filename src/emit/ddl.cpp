/// The engine's tables and sequences.
#include <fmt/format.h>
#include <fmt/ranges.h>

#include "catalog/view.h"
#include "emit/statement_emitter.h"

namespace blueshift::emit {

std::string column_name(const catalog::Column& column) { return fmt::format("c{}", column.number); }

std::string sequence_name(const catalog::Relation& relation, const catalog::Column& column) {
    const std::string name = fmt::format("s{}_{}", relation.oid, column.number);
    const std::string schema = catalog::engine_name(relation).schema;
    return schema.empty() ? name : schema + "." + name;
}

std::vector<std::string> emit_create_table(const catalog::Relation& relation) {
    const std::string_view temporary = relation.temporary ? "TEMP " : "";
    std::vector<std::string> statements;
    std::vector<std::string> columns;
    for (const catalog::Column& column : relation.columns) {
        columns.push_back(fmt::format("{} {}{}", column_name(column), engine_type(column.type),
                                      column.not_null ? " NOT NULL" : ""));
        if (!column.identity) continue;
        // Counts down as far as up: the engine's bounds depend on the direction otherwise.
        statements.push_back(fmt::format(
            "CREATE {}SEQUENCE {} INCREMENT BY {} MINVALUE -9223372036854775808 MAXVALUE 9223372036854775807 START WITH {}", temporary,
            sequence_name(relation, column), column.identity->step, column.identity->seed));
    }
    const catalog::EngineName name = catalog::engine_name(relation);
    statements.push_back(fmt::format("CREATE {}TABLE {}{}{} ({})", temporary, name.schema,
                                     name.schema.empty() ? "" : ".", name.table, fmt::join(columns, ", ")));
    return statements;
}

}  // namespace blueshift::emit
