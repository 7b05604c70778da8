#pragma once
/// What logs and command tags call a statement.
#include <string>
#include <string_view>

#include "session/statement.h"
#include "sql/ast/statement.h"

namespace blueshift::session {

/// SELECT, INSERT, DDL, UTILITY … as sys_query_history.query_type has it.
std::string_view statement_type(sql::StatementKind kind);

/// The statement's text for logs: without passwords and keys.
std::string logged_text(const Statement& statement);

}  // namespace blueshift::session
