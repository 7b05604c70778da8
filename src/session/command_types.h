#pragma once
/// What logs and command tags call a statement.
#include <string>
#include <string_view>

#include "session/statement.h"
#include "sql/ast/statement.h"

namespace blueshift::session {

/// SELECT, INSERT, DDL, UTILITY … as sys_query_history.query_type has it.
std::string_view statement_type(const sql::Statement& statement);

/// The log that a statement goes to: queries, which have an id in STL relations, definitions, and everything else.
inline constexpr std::string_view kQueryClass = "QUERY";
inline constexpr std::string_view kDdlClass = "DDL";
inline constexpr std::string_view kUtilityClass = "UTILITY";
std::string_view statement_class(const sql::Statement& statement);

/// The statement's text for logs: without passwords and keys.
std::string logged_text(const Statement& statement);

}  // namespace blueshift::session
