#pragma once
/// Which engine type holds each SQL type.
#include <string>

#include "engine/duckdb/handles.h"
#include "types/type.h"

namespace blueshift::engine {

/// The engine type that columns and parameters of `type` have, e.g. DECIMAL(18,2).
LogicalTypeHandle logical_type_of(Type type);

/// The same in the engine's SQL, for a CAST.
std::string type_name_of(Type type);

/// True when a result column of engine type `actual` can be read as `type` without a cast.
bool reads_as(duckdb_logical_type actual, Type type);

}  // namespace blueshift::engine
