#pragma once
/// The CREATE statement of a procedure.
#include <string>

#include "catalog/snapshot.h"

namespace blueshift::exec {

/// As SHOW PROCEDURE prints it.  Doc: dg/r_SHOW_PROCEDURE
std::string procedure_ddl(const catalog::Routine& procedure, const catalog::Snapshot& snapshot);

}  // namespace blueshift::exec
