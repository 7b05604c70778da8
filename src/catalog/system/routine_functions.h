#pragma once
/// Functions about routines: regproc in and out, pg_get_functiondef and its kind.
#include "catalog/system/system.h"

namespace blueshift::catalog::system {

Value regproc_in(const SystemContext& context, const std::vector<Value>& arguments);
Value regproc_out(const SystemContext& context, const std::vector<Value>& arguments);
Value pg_get_functiondef(const SystemContext& context, const std::vector<Value>& arguments);
Value pg_get_function_arguments(const SystemContext& context, const std::vector<Value>& arguments);
Value pg_get_function_result(const SystemContext& context, const std::vector<Value>& arguments);

}  // namespace blueshift::catalog::system
