#pragma once
/// UNLOAD to Parquet files: the engine writes them into a folder of this machine, from where they are sent.
#include "copy/unload.h"

namespace blueshift::copy {

/// Runs the query and writes its rows. `partitions` are the places of the partition columns in it.
void unload_parquet(const UnloadQuery& query, const UnloadOptions& options, const std::vector<std::size_t>& partitions,
                    UnloadDestination& destination, const Environment& environment);

}  // namespace blueshift::copy
