#pragma once
/// Row-level security and masking policies.  Doc: dg/t_rls, dg/t_ddm
#include <string>

#include "exec/context.h"
#include "sql/ast/ddl.h"
#include "sql/ast/policy.h"

namespace blueshift::exec {

std::string create_policy(const sql::CreatePolicy& statement, ExecContext& context);
std::string alter_policy(const sql::AlterPolicy& statement, ExecContext& context);
std::string attach_policy(const sql::AttachPolicy& statement, ExecContext& context);
void drop_rls_policies(const sql::Drop& statement, ExecContext& context);
void drop_masking_policies(const sql::Drop& statement, ExecContext& context);

/// ALTER … ROW LEVEL SECURITY and MASKING … FOR DATASHARES.
bool is_policy_switch(const sql::AlterTableAction& action);
void switch_policies(const sql::AlterTableAction& action, catalog::Relation& relation, ExecContext& context);

/// A relation's attachments go with it.
void forget_attachments(catalog::Oid relation, ExecContext& context);

}  // namespace blueshift::exec
