#pragma once
/// Users, groups, roles and grants.  Doc: dg/r_CREATE_USER, dg/r_CREATE_GROUP, dg/r_CREATE_ROLE, dg/r_GRANT
#include <string>

#include "exec/context.h"
#include "sql/ast/access.h"
#include "sql/ast/ddl.h"

namespace blueshift::exec {

std::string create_user(const sql::CreateUser& statement, ExecContext& context);
std::string alter_user(const sql::AlterUser& statement, ExecContext& context);
std::string create_group(const sql::CreateGroup& statement, ExecContext& context);
std::string alter_group(const sql::AlterGroup& statement, ExecContext& context);
void drop_users(const sql::Drop& statement, ExecContext& context);
void drop_groups(const sql::Drop& statement, ExecContext& context);
// roles.cpp
std::string create_role(const sql::CreateRole& statement, ExecContext& context);
std::string alter_role(const sql::AlterRole& statement, ExecContext& context);
void drop_roles(const sql::Drop& statement, ExecContext& context);
/// GRANT and REVOKE of roles, system permissions, ASSUMEROLE, and of SELECT for policies.
std::string grant_role(const sql::GrantRole& statement, ExecContext& context);
// grants.cpp
/// GRANT and REVOKE on objects and in scopes.
std::string grant(const sql::Grant& statement, ExecContext& context);
// default_privileges.cpp
std::string alter_default_privileges(const sql::AlterDefaultPrivileges& statement, ExecContext& context);

}  // namespace blueshift::exec
