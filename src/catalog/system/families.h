#pragma once
/// The families that the list of system relations is made of, and the short forms in which their rows are written.
#include <string_view>
#include <vector>

#include "catalog/system/system.h"

namespace blueshift::catalog::system {

/// Reads `name type, name type, …`; the text must outlive what is returned. A name with a leading `-` is a column that
/// `*` leaves out: the oid of PostgreSQL's tables, and columns of later PostgreSQL releases that clients ask for.
std::vector<SystemColumn> columns(std::string_view text);

/// A relation of pg_catalog whose rows a producer makes.
SystemRelation produced(std::string_view name, std::string_view column_list, Producer producer, std::string_view doc);
/// A relation of pg_catalog about what this server does not have, so it has no rows.
SystemRelation empty(std::string_view name, std::string_view column_list, std::string_view doc);
/// A relation of pg_catalog that is a query over other system relations.
SystemRelation derived(std::string_view name, std::string_view column_list, std::string_view sql, std::string_view doc);
/// The same relation, denied to all but superusers.
SystemRelation superuser_only(SystemRelation relation);
/// A relation of information_schema.
SystemRelation standard(std::string_view name, std::string_view column_list, Producer producer);

// pg_catalog
std::vector<SystemRelation> class_relations();      ///< relations, columns, constraints, dependencies
std::vector<SystemRelation> type_relations();       ///< types, casts, languages, access methods
std::vector<SystemRelation> routine_relations();    ///< functions, operators, aggregates
std::vector<SystemRelation> principal_relations();  ///< users, groups, roles, default privileges
std::vector<SystemRelation> database_relations();   ///< databases, schemas, settings, locks
std::vector<SystemRelation> function_relations();   ///< those that are written as functions: pg_get_cols('t')
std::vector<SystemRelation> listing_relations();    ///< the views pg_tables, pg_views, pg_table_def … over them
// information_schema
std::vector<SystemRelation> standard_table_relations();
std::vector<SystemRelation> standard_routine_relations();
std::vector<SystemRelation> standard_privilege_relations();
// SVV_ metadata views
std::vector<SystemRelation> svv_object_relations();
std::vector<SystemRelation> svv_privilege_relations();
std::vector<SystemRelation> svv_principal_relations();
std::vector<SystemRelation> svv_policy_relations();
std::vector<SystemRelation> svv_external_relations();
std::vector<SystemRelation> svv_sharing_relations();
// monitor/
std::vector<SystemRelation> history_relations();      ///< pg_internal: what the other families of monitor/ are queries over
std::vector<SystemRelation> statement_relations();    ///< statements, their texts and errors
std::vector<SystemRelation> running_relations();      ///< statements that run now
std::vector<SystemRelation> step_relations();         ///< plans and the steps of execution
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
