#pragma once
/// Functions that the server computes from its own state, as scalar functions of the engine.
#include <duckdb.h>

#include "engine/engine.h"

namespace blueshift::engine {

/// Registers `function` for all connections of the engine that `connection` belongs to.
///
void register_scalar_function(duckdb_connection connection, VirtualFunction function);

}  // namespace blueshift::engine
