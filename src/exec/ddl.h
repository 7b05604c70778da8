#pragma once
/// CREATE, ALTER, DROP and COMMENT. Each function changes the transaction's catalog and the engine's tables together
/// and returns the command tag. They throw what PostgreSQL throws: duplicate_table (42P07), undefined_table (42P01),
/// invalid_table_definition (42P16), dependent_objects_still_exist (2BP01), insufficient_privilege (42501) …
#include <string>

#include "exec/context.h"
#include "sql/ast/ddl.h"

namespace blueshift::exec {

std::string create_table(const sql::CreateTable& statement, ExecContext& context);
/// Also SELECT … INTO. `query` is the statement's query, already bound.
std::string create_table_as(const sql::CreateTableAs& statement, analyze::BoundQueryPtr query,
                            std::span<const Value> parameters, std::span<const Type> parameter_types,
                            ExecContext& context);
std::string alter_table(const sql::AlterTable& statement, ExecContext& context);
/// The actions of ALTER TABLE on a copy of the relation, which the caller stores.
void apply_alter_actions(const std::vector<sql::AlterTableAction>& actions, catalog::Relation& relation,
                         ExecContext& context);
std::string drop(const sql::Drop& statement, ExecContext& context);
std::string create_schema(const sql::CreateSchema& statement, ExecContext& context);
std::string alter_schema(const sql::AlterSchema& statement, ExecContext& context);
std::string create_database(const sql::CreateDatabase& statement, ExecContext& context);
std::string alter_database(const sql::AlterDatabase& statement, ExecContext& context);
/// `text` is the statement's own text, from which a late-binding view keeps its query as written.
std::string create_view(const sql::CreateView& statement, std::string_view text, ExecContext& context);
std::string comment(const sql::Comment& statement, ExecContext& context);

/// Removes a relation from catalog and engine, without looking at dependencies.
void drop_relation(const catalog::Relation& relation, ExecContext& context);
/// Removes the relation and, with `cascade`, the views that read it; refuses without (2BP01).
void drop_with_dependents(const catalog::Relation& relation, bool cascade, ExecContext& context);

}  // namespace blueshift::exec
