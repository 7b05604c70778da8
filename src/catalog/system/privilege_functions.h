#pragma once
/// has_table_privilege and its kind. Users are given by name or id, objects by name or oid, always as text.
/// Doc: dg/r_HAS_TABLE_PRIVILEGE
#include "catalog/system/system.h"

namespace blueshift::catalog::system {

/// (user, relation, privileges): privileges separated by commas mean any of them.
Value has_table_privilege(const SystemContext& context, const std::vector<Value>& arguments);
/// (user, relation, column, privileges).
Value has_column_privilege(const SystemContext& context, const std::vector<Value>& arguments);
Value has_schema_privilege(const SystemContext& context, const std::vector<Value>& arguments);
/// (user, function, privilege): the function by signature or oid.
Value has_function_privilege(const SystemContext& context, const std::vector<Value>& arguments);
Value has_language_privilege(const SystemContext& context, const std::vector<Value>& arguments);
/// (user, role's ARN, command).  Doc: dg/r_HAS_ASSUMEROLE_PRIVILEGE
Value has_assumerole_privilege(const SystemContext& context, const std::vector<Value>& arguments);
/// (role, role granted to it), also through other roles.  Doc: dg/r_ROLE_IS_MEMBER_OF
Value role_is_member_of(const SystemContext& context, const std::vector<Value>& arguments);
/// (user, group or role).  Doc: dg/r_USER_IS_MEMBER_OF
Value user_is_member_of(const SystemContext& context, const std::vector<Value>& arguments);
Value has_database_privilege(const SystemContext& context, const std::vector<Value>& arguments);

}  // namespace blueshift::catalog::system
