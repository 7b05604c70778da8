#pragma once
/// The producers of system relations, by file.
#include "catalog/system/system.h"

namespace blueshift::catalog::system {

/// For relations that exist and never have rows here.
std::vector<Row> no_rows(const SystemContext& context);

// monitoring.cpp
std::vector<Row> pg_stat_activity(const SystemContext& context);
std::vector<Row> stv_sessions(const SystemContext& context);
std::vector<Row> stv_recents(const SystemContext& context);
std::vector<Row> stl_query(const SystemContext& context);
std::vector<Row> sys_query_history(const SystemContext& context);
std::vector<Row> svl_qlog(const SystemContext& context);
std::vector<Row> stl_load_errors(const SystemContext& context);
std::vector<Row> sys_load_error_detail(const SystemContext& context);

// svv_table_info.cpp
std::vector<Row> svv_table_info(const SystemContext& context);

}  // namespace blueshift::catalog::system
