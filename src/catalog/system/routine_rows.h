#pragma once
/// What relations and functions about routines share.
#include <string>
#include <string_view>

#include "catalog/system/system.h"

namespace blueshift::catalog::system {

/// pg_language by name and oid; `internal` for what is unknown.
Oid language_oid(std::string_view name);
std::string_view language_name(Oid oid);

/// i, o, b, as pg_proc.proargmodes has them.
std::string_view argument_mode_letter(ArgumentMode mode);
/// What CALL returns: void, the type of the one output, or record.
Oid procedure_result_oid(const Routine& routine);

/// `a integer, OUT b date`: names, modes and types as CREATE has them.
std::string routine_arguments(const Routine& routine);
/// CREATE OR REPLACE FUNCTION or PROCEDURE text, which makes the same routine when it is run.
std::string routine_definition(const Routine& routine, const std::string& schema);

}  // namespace blueshift::catalog::system
