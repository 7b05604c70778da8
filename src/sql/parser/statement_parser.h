#pragma once
/// One function per statement, for the dispatch tables in statement.cpp. Each starts at the statement's first keyword.
#include "sql/ast/ddl.h"
#include "sql/ast/dml.h"
#include "sql/ast/utility.h"
#include "sql/parser/grammar.h"

namespace blueshift::sql {

/// Any statement, with its span set; throws the syntax error when none starts here.
StatementPtr parse_any_statement(TokenStream& tokens);
/// The rest of a statement that is not run: to the semicolon or the end, parentheses balanced.
StatementPtr parse_unsupported(TokenStream& tokens, std::string_view feature);

// dml.cpp
/// SELECT, WITH …, "(" query ")"; behind WITH also UPDATE and DELETE.
StatementPtr parse_query_statement(TokenStream& tokens);
StatementPtr parse_insert(TokenStream& tokens);
StatementPtr parse_update(TokenStream& tokens);
StatementPtr parse_delete(TokenStream& tokens);
StatementPtr parse_merge(TokenStream& tokens);
StatementPtr parse_truncate(TokenStream& tokens);
// copy.cpp, copy_stdio.cpp
StatementPtr parse_copy(TokenStream& tokens);
StatementPtr parse_unload(TokenStream& tokens);
/// From behind FROM STDIN or TO STDOUT; `copy` holds what stood before.
StatementPtr parse_copy_stdio(TokenStream& tokens, std::unique_ptr<CopyStdio> copy);
// create_table.cpp
StatementPtr parse_create_table(TokenStream& tokens);
/// name type attribute*
ColumnDefinition parse_column_definition(TokenStream& tokens);
/// ENCODE word, behind ENCODE
std::string parse_encoding(TokenStream& tokens);
bool at_table_constraint(const TokenStream& tokens);
TableConstraint parse_table_constraint(TokenStream& tokens);
/// Takes one storage attribute when it comes next.
bool accept_table_attribute(TokenStream& tokens, TableAttributes& attributes);
/// (AUTO | EVEN | ALL | KEY), behind DISTSTYLE
DistStyle parse_diststyle(TokenStream& tokens);
// alter_table.cpp
StatementPtr parse_alter_table(TokenStream& tokens);
/// action ("," action)*
std::vector<AlterTableAction> parse_alter_actions(TokenStream& tokens);
// external_schema.cpp, external_table.cpp
StatementPtr parse_create_external_schema(TokenStream& tokens);
StatementPtr parse_alter_external_schema(TokenStream& tokens);
StatementPtr parse_create_external_table(TokenStream& tokens);
/// Tells whether an action that only external tables know comes next; the other takes it.
bool at_external_action(const TokenStream& tokens);
AlterTableAction parse_external_action(TokenStream& tokens);
// materialized_view.cpp
StatementPtr parse_create_materialized_view(TokenStream& tokens);
StatementPtr parse_alter_materialized_view(TokenStream& tokens);
StatementPtr parse_refresh_materialized_view(TokenStream& tokens);
// view.cpp
StatementPtr parse_create_view(TokenStream& tokens);
StatementPtr parse_drop(TokenStream& tokens);
StatementPtr parse_comment(TokenStream& tokens);
// schema.cpp
StatementPtr parse_create_schema(TokenStream& tokens);
StatementPtr parse_alter_schema(TokenStream& tokens);
StatementPtr parse_create_database(TokenStream& tokens);
StatementPtr parse_alter_database(TokenStream& tokens);
/// Takes COLLATE and its argument when it comes next.
std::optional<bool> accept_collate(TokenStream& tokens);
// user.cpp
StatementPtr parse_create_user(TokenStream& tokens);
StatementPtr parse_alter_user(TokenStream& tokens);
StatementPtr parse_create_group(TokenStream& tokens);
StatementPtr parse_alter_group(TokenStream& tokens);
/// UNLIMITED (-1) or a number
std::int64_t parse_limit_count(TokenStream& tokens);
// grant.cpp
StatementPtr parse_grant(TokenStream& tokens);
// setting.cpp, show.cpp
StatementPtr parse_set(TokenStream& tokens);
StatementPtr parse_reset(TokenStream& tokens);
StatementPtr parse_use(TokenStream& tokens);
StatementPtr parse_show(TokenStream& tokens);
/// name ("." name)*
std::string parse_setting_name(TokenStream& tokens);
/// (TO | "=") (DEFAULT | value ("," value)*); false for DEFAULT
bool parse_setting_values(TokenStream& tokens, std::vector<std::string>& values);
// transaction.cpp
StatementPtr parse_begin(TokenStream& tokens);
StatementPtr parse_commit(TokenStream& tokens);
StatementPtr parse_rollback(TokenStream& tokens);
StatementPtr parse_lock(TokenStream& tokens);
StatementPtr parse_cancel(TokenStream& tokens);
/// SERIALIZABLE | SNAPSHOT | READ COMMITTED | READ UNCOMMITTED | REPEATABLE READ, in lower case
std::string parse_isolation_level(TokenStream& tokens);
// prepared.cpp
StatementPtr parse_prepare(TokenStream& tokens);
StatementPtr parse_execute(TokenStream& tokens);
StatementPtr parse_deallocate(TokenStream& tokens);
StatementPtr parse_declare_cursor(TokenStream& tokens);
StatementPtr parse_fetch(TokenStream& tokens);
StatementPtr parse_close_cursor(TokenStream& tokens);
// maintenance.cpp
StatementPtr parse_explain(TokenStream& tokens);
StatementPtr parse_vacuum(TokenStream& tokens);
StatementPtr parse_analyze(TokenStream& tokens);

}  // namespace blueshift::sql
