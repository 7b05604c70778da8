#pragma once
/// The statements about routines, for the dispatch table in statement.cpp.
#include "sql/ast/ddl.h"
#include "sql/ast/routine.h"
#include "sql/parser/grammar.h"

namespace blueshift::sql {

StatementPtr parse_create_routine(TokenStream& tokens);
StatementPtr parse_alter_routine(TokenStream& tokens);
/// DROP FUNCTION and DROP PROCEDURE, as a Drop.
StatementPtr parse_drop_routine(TokenStream& tokens);
StatementPtr parse_call_statement(TokenStream& tokens);
/// [mode] [name] [mode] type
RoutineParameter parse_routine_parameter(TokenStream& tokens);
/// The types of the input parameters; names and OUT parameters are left out.
std::vector<TypeName> parse_routine_signature(TokenStream& tokens);

}  // namespace blueshift::sql
