#pragma once
/// Makes a Batch of an engine chunk without copying, wherever the engine's layout is ours.
#include <span>
#include <vector>

#include "engine/duckdb/handles.h"
#include "types/batch.h"
#include "types/type.h"

namespace blueshift::engine {

/// Shows `chunk`, whose columns are readable as `types` (see reads_as), as `batch`, which then owns it.
void read_chunk(ChunkHandle chunk, std::span<const Type> types, Batch& batch);

}  // namespace blueshift::engine
