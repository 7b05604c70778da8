#pragma once
/// has_table_privilege and its kind.  Doc: dg/r_HAS_TABLE_PRIVILEGE
#include "catalog/system/system.h"

namespace blueshift::catalog::system {

/// (user, relation, privileges): privileges separated by commas mean any of them.
Value has_table_privilege(const SystemContext& context, const std::vector<Value>& arguments);
/// (user, relation, column, privileges).
Value has_column_privilege(const SystemContext& context, const std::vector<Value>& arguments);
Value has_schema_privilege(const SystemContext& context, const std::vector<Value>& arguments);
Value has_database_privilege(const SystemContext& context, const std::vector<Value>& arguments);

}  // namespace blueshift::catalog::system
