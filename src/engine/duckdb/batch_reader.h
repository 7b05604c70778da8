#pragma once
/// Makes a Batch of an engine chunk without copying, wherever the engine's layout is ours.
#include <cstddef>
#include <span>
#include <vector>

#include "engine/duckdb/handles.h"
#include "types/batch.h"
#include "types/type.h"

namespace blueshift::engine {

/// Columns that had to be rewritten, kept for their readers.
using ColumnBuffers = std::vector<std::vector<std::byte>>;

/// Shows a vector that is readable as `type` as a column; `buffers` must live as long as the column.
Column read_vector(duckdb_vector vector, std::size_t row_count, Type type, ColumnBuffers& buffers);

/// Shows `chunk`, whose columns are readable as `types` (see reads_as), as `batch`, which then owns it.
void read_chunk(ChunkHandle chunk, std::span<const Type> types, Batch& batch);

}  // namespace blueshift::engine
