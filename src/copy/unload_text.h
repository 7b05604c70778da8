#pragma once
/// UNLOAD to delimited, CSV, fixed-width and JSON files.
#include "copy/unload.h"

namespace blueshift::copy {

/// Runs the query and writes its rows. `partitions` are the places of the partition columns in it.
void unload_text(const UnloadQuery& query, const UnloadOptions& options, const std::vector<std::size_t>& partitions,
                 UnloadDestination& destination, const Environment& environment);

}  // namespace blueshift::copy
