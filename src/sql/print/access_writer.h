#pragma once
/// Writers of roles, grants and policies, for the switch in statement.cpp.
#include "sql/ast/access.h"
#include "sql/ast/policy.h"
#include "sql/print/sql_writer.h"

namespace blueshift::sql {

// access.cpp
void write_grantee(SqlWriter& out, const Grant::Grantee& grantee);
// role.cpp
void write(SqlWriter& out, const CreateRole& node);
void write(SqlWriter& out, const AlterRole& node);
void write(SqlWriter& out, const GrantRole& node);
void write(SqlWriter& out, const AlterDefaultPrivileges& node);
void write(SqlWriter& out, const AlterSystem& node);
// policy.cpp
void write(SqlWriter& out, const CreatePolicy& node);
void write(SqlWriter& out, const AlterPolicy& node);
void write(SqlWriter& out, const AttachPolicy& node);

}  // namespace blueshift::sql
