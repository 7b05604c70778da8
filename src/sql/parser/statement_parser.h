#pragma once
/// One function per statement, for the dispatch table in parser.cpp. Each starts at the statement's first keyword.
#include "sql/ast/ddl.h"
#include "sql/ast/dml.h"
#include "sql/ast/utility.h"
#include "sql/parser/grammar.h"

namespace blueshift::sql {

/// Any statement; throws the syntax error when none starts here.
StatementPtr parse_any_statement(TokenStream& tokens);

StatementPtr parse_select_statement(TokenStream& tokens);

}  // namespace blueshift::sql
