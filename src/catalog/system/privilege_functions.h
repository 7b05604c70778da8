#pragma once
/// has_table_privilege and its kind.  Doc: dg/r_HAS_TABLE_PRIVILEGE
#include "catalog/system/system.h"

namespace blueshift::catalog::system {

/// (user, relation, privileges): privileges separated by commas mean any of them.
Value has_table_privilege(const SystemContext& context, const std::vector<Value>& arguments);
/// (user, relation, column, privileges).
Value has_column_privilege(const SystemContext& context, const std::vector<Value>& arguments);
Value has_schema_privilege(const SystemContext& context, const std::vector<Value>& arguments);
/// The same by oid.
Value has_table_privilege_oid(const SystemContext& context, const std::vector<Value>& arguments);
Value has_schema_privilege_oid(const SystemContext& context, const std::vector<Value>& arguments);
/// (user, function, privilege): everybody may execute the built-in functions.
Value has_function_privilege(const SystemContext& context, const std::vector<Value>& arguments);
/// (user, group).  Doc: dg/r_USER_IS_MEMBER_OF
Value user_is_member_of(const SystemContext& context, const std::vector<Value>& arguments);
Value has_database_privilege(const SystemContext& context, const std::vector<Value>& arguments);

}  // namespace blueshift::catalog::system
