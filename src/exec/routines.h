#pragma once
/// CREATE, ALTER and DROP of functions and procedures.  Doc: dg/r_CREATE_FUNCTION, dg/r_CREATE_PROCEDURE
#include <string>

#include "exec/context.h"
#include "sql/ast/ddl.h"
#include "sql/ast/routine.h"

namespace blueshift::exec {

/// Checks the body and stores the routine. Throws duplicate_function (42723), RoutineError 42P13, too_many_arguments (54023).
std::string create_routine(const sql::CreateRoutine& statement, ExecContext& context);
std::string alter_routine(const sql::AlterRoutine& statement, ExecContext& context);
/// DROP FUNCTION and DROP PROCEDURE; with CASCADE the views that call a function go, too.
void drop_routines(const sql::Drop& statement, ExecContext& context);

/// Those of a schema that goes. Throws dependent_objects_still_exist (2BP01) without `cascade` when there are any.
void drop_schema_routines(const catalog::Schema& schema, bool cascade, ExecContext& context);

/// The routine that a name with the types of its input arguments means; null when there is none.
/// Throws invalid_schema_name (3F000), and what a bad type throws.
std::shared_ptr<const catalog::Routine> find_routine(const sql::QualifiedName& name,
                                                     const std::vector<sql::TypeName>& types, bool procedure,
                                                     const catalog::CatalogView& view);
/// `p(integer,character varying)`, for messages.
std::string shown_signature(const sql::QualifiedName& name, const std::vector<sql::TypeName>& types);

}  // namespace blueshift::exec
