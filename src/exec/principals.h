#pragma once
/// Users, groups and grants.  Doc: dg/r_CREATE_USER, dg/r_CREATE_GROUP, dg/r_GRANT
#include <string>

#include "exec/context.h"
#include "sql/ast/ddl.h"
#include "sql/ast/utility.h"

namespace blueshift::exec {

std::string create_user(const sql::CreateUser& statement, ExecContext& context);
std::string alter_user(const sql::AlterUser& statement, ExecContext& context);
std::string create_group(const sql::CreateGroup& statement, ExecContext& context);
std::string alter_group(const sql::AlterGroup& statement, ExecContext& context);
void drop_users(const sql::Drop& statement, ExecContext& context);
void drop_groups(const sql::Drop& statement, ExecContext& context);
/// GRANT and REVOKE on relations, columns, schemas and databases.
std::string grant(const sql::Grant& statement, ExecContext& context);

}  // namespace blueshift::exec
