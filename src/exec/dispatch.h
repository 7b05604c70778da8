#pragma once
/// Finds the function for a command.
#include <optional>
#include <string>

#include "exec/context.h"
#include "sql/ast/statement.h"

namespace blueshift::exec {

/// Runs a command that changes the catalog. Returns its tag; nothing when the statement is of another kind.
/// `text` is the statement's own text.
std::optional<std::string> run_ddl(const sql::Statement& statement, std::string_view text, ExecContext& context);

/// Runs an element of CREATE SCHEMA: a CREATE TABLE, CREATE VIEW or GRANT whose unqualified name goes into `schema`.
void create_in_schema(sql::Statement& statement, const std::string& schema, ExecContext& context);

}  // namespace blueshift::exec
