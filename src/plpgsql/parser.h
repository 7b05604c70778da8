#pragma once
/// A procedure's body: text to tree.  Doc: dg/c_PLpgSQL-statements
#include <memory>
#include <string>

#include "catalog/routine.h"
#include "plpgsql/tree.h"

namespace blueshift::plpgsql {

/// Parses the body of `routine`, the SQL in it included. Errors have their position in the body, and the line in their context.
/// Throws RoutineError with syntax_error (42601) and its kind, program_limit_exceeded (54000) past the limits in tree.h.
std::shared_ptr<const Procedure> parse_procedure(const catalog::Routine& routine, bool case_sensitive_identifiers);

/// The text of EXECUTE as one statement, whose $n are the values of USING. Throws syntax_error (42601).
FragmentPtr parse_dynamic(std::string text, bool case_sensitive_identifiers);

}  // namespace blueshift::plpgsql
