#pragma once
/// User-defined functions and procedures in calls: which one is meant, and what a function's body makes of its arguments.
/// Doc: dg/udf-creating-a-scalar-sql-udf, dg/r_CALL_procedure
#include <memory>
#include <vector>

#include "analyze/expr_binder.h"
#include "catalog/routine.h"
#include "sql/ast/routine.h"

namespace blueshift::analyze {

/// Routines of one kind that a name may mean, those of earlier schemas of the search path first and hiding later ones of the same signature.
std::vector<std::shared_ptr<const catalog::Routine>> find_routines(const catalog::CatalogView& catalog,
                                                                   const sql::QualifiedName& name,
                                                                   catalog::RoutineKind kind);

/// The one that fits the arguments best; null when none does. Throws ambiguous_function (42725).
std::shared_ptr<const catalog::Routine> choose_routine(
    const std::vector<std::shared_ptr<const catalog::Routine>>& candidates, const sql::QualifiedName& name, Span span,
    const std::vector<BoundExprPtr>& arguments);

/// The body of a function in place of its call; `arguments` fit its signature.
/// Throws insufficient_privilege (42501), statement_too_complex (54001) for functions that call themselves.
BoundExprPtr inline_function(const catalog::Routine& function, std::vector<BoundExprPtr> arguments, Span span, int depth,
                             AnalyzeContext& context);

/// Checks a SQL function's body against its types. Throws syntax_error (42601), RoutineError 42P13.
void check_function_body(const catalog::Routine& function, AnalyzeContext& context);

/// CALL: the procedure, and its input arguments coerced to their types.
struct BoundCallStatement {
    std::shared_ptr<const catalog::Routine> procedure;
    std::vector<BoundExprPtr> arguments;
};

/// Throws undefined_function (42883) `procedure p(integer) does not exist`, wrong_object_type (42809) for a function.
BoundCallStatement bind_call(const sql::Call& call, AnalyzeContext& context);

}  // namespace blueshift::analyze
