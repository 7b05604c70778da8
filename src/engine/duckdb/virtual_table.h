#pragma once
/// Relations that the server fills, as table functions of the engine.
#include <duckdb.h>

#include "engine/engine.h"

namespace blueshift::engine {

/// Registers `table` for all connections of the engine that `connection` belongs to. Scans read only the columns that a
/// query uses.
void register_table_function(duckdb_connection connection, VirtualTable table);

}  // namespace blueshift::engine
