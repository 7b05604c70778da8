#pragma once
/// The producers of system relations, by file.
#include "catalog/system/system.h"

namespace blueshift::catalog::system {

/// For relations that exist and never have rows here.
std::vector<Row> no_rows(const SystemContext& context);

// monitoring.cpp
std::vector<Row> pg_stat_activity(const SystemContext& context);
std::vector<Row> stl_load_errors(const SystemContext& context);
std::vector<Row> sys_load_error_detail(const SystemContext& context);

}  // namespace blueshift::catalog::system
