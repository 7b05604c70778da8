#pragma once
/// The producers of SHOW commands by file, and what they share.
#include "catalog/access.h"
#include "catalog/system/system.h"
#include "exec/show_objects.h"

namespace blueshift::exec {

// show_objects.cpp
ShowRows show_databases(const ShowRequest& request);
ShowRows show_schemas(const ShowRequest& request);
ShowRows show_tables(const ShowRequest& request);
ShowRows show_columns(const ShowRequest& request);
// show_constraints.cpp
ShowRows show_primary_keys(const ShowRequest& request);
ShowRows show_foreign_keys(const ShowRequest& request);
ShowRows show_exported_keys(const ShowRequest& request);
// show_grants.cpp
ShowRows show_column_grants(const ShowRequest& request);
ShowRows show_grants_on_database(const ShowRequest& request);
ShowRows show_grants_on_schema(const ShowRequest& request);
ShowRows show_grants_on_table(const ShowRequest& request);
ShowRows show_grants_on_routine(const ShowRequest& request);
ShowRows show_grants_for(const ShowRequest& request);
// show_routines.cpp
ShowRows show_functions(const ShowRequest& request);
ShowRows show_procedures(const ShowRequest& request);
ShowRows show_parameters(const ShowRequest& request);
ShowRows show_procedure(const ShowRequest& request);
// show_policies.cpp
ShowRows show_rls_policies(const ShowRequest& request);
ShowRows show_masking_policies(const ShowRequest& request);
ShowRows show_user_lockout(const ShowRequest& request);
// show_ddl.cpp
ShowRows show_table(const ShowRequest& request);
ShowRows show_view(const ShowRequest& request);
ShowRows show_external_table(const ShowRequest& request);

/// Whether LIKE lets a name through; the pattern is case-sensitive.
bool wanted(const ShowRequest& request, std::string_view name);
/// Throws invalid_catalog_name (3D000).
const catalog::Database& database_named(const ShowRequest& request, const std::string& name);
/// `[database.]schema`. Throws invalid_schema_name (3F000).
const catalog::Schema& schema_named(const ShowRequest& request);
/// The relation that the command names. Throws undefined_table (42P01).
std::shared_ptr<const catalog::Relation> relation_named(const ShowRequest& request);
/// The routine that the command names, by its argument types when they are given. Throws undefined_function (42883),
/// ambiguous_function (42725).
const catalog::Routine& routine_named(const ShowRequest& request);
/// What the catalog's own producers need to know of the asking user.
catalog::system::SystemContext system_context(const ShowRequest& request);
std::string database_of(const ShowRequest& request, const catalog::Schema& schema);

}  // namespace blueshift::exec
