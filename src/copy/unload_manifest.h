#pragma once
/// The manifest of an UNLOAD.  Doc: dg/r_UNLOAD_command_examples
#include "copy/unload.h"

namespace blueshift::copy {

/// Its text: every file, and with VERBOSE the columns and totals.
std::string unload_manifest(const UnloadQuery& query, const UnloadOptions& options, const UnloadSummary& summary);

}  // namespace blueshift::copy
