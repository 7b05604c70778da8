#pragma once
/// The families that the list of system relations is made of, and the short forms in which their rows are written.
#include <string_view>
#include <vector>

#include "catalog/system/system.h"

namespace blueshift::catalog::system {

/// Reads `name type, name type, …`; the text must outlive what is returned.
std::vector<SystemColumn> columns(std::string_view text);

/// A relation of pg_catalog whose rows a producer makes.
SystemRelation produced(std::string_view name, std::string_view column_list, Producer producer, std::string_view doc);
/// A relation of pg_catalog that is a query over other system relations.
SystemRelation derived(std::string_view name, std::string_view column_list, std::string_view sql, std::string_view doc);
/// A relation of pg_catalog about what this server does not have, so it has no rows.
SystemRelation empty(std::string_view name, std::string_view column_list, std::string_view doc);
/// The same relation, denied to all but superusers.
SystemRelation superuser_only(SystemRelation relation);

// monitor/
std::vector<SystemRelation> history_relations();      ///< pg_internal: what the other families of monitor/ are queries over
std::vector<SystemRelation> statement_relations();    ///< statements, their texts and errors
std::vector<SystemRelation> running_relations();      ///< statements that run now
std::vector<SystemRelation> step_relations();         ///< plans and the steps of execution, provisioned clusters' logs
std::vector<SystemRelation> step_log_relations();     ///< one STL log for each kind of step
std::vector<SystemRelation> session_relations();      ///< sessions, connections, changes of users
std::vector<SystemRelation> transaction_relations();  ///< transactions, locks, conflicts
std::vector<SystemRelation> storage_relations();      ///< tables on disk
std::vector<SystemRelation> maintenance_relations();  ///< VACUUM, ANALYZE, automatic optimization
std::vector<SystemRelation> workload_relations();     ///< queues
std::vector<SystemRelation> materialized_view_relations();
std::vector<SystemRelation> procedure_relations();    ///< calls of procedures and functions
std::vector<SystemRelation> spectrum_relations();     ///< queries over external data
std::vector<SystemRelation> datashare_relations();
std::vector<SystemRelation> integration_relations();  ///< zero-ETL, streaming, restores, serverless usage

}  // namespace blueshift::catalog::system
