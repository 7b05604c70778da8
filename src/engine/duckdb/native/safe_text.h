#pragma once
/// The type of text arguments of functions that may fail.
///
/// The engine believes that our functions never fail, and evaluates one over a whole column dictionary, including values
/// that the query has filtered out or that a CASE keeps away; one bad value then fails the statement, and TRY() gives
/// wrong rows. A cast to an alias of VARCHAR, which the engine puts in by itself, makes it evaluate only the rows asked for.
#include <duckdb.h>

#include "engine/duckdb/handles.h"

namespace blueshift::engine {

/// BS_TEXT, an alias of VARCHAR; BS_BYTES, an alias of BLOB.
LogicalTypeHandle safe_text_type();
LogicalTypeHandle safe_bytes_type();

/// Registers both types and the casts to them. Before the functions that use them.
void register_safe_types(duckdb_connection connection);

}  // namespace blueshift::engine
