#pragma once
/// The native functions by topic. To add one: write it in functions/native, then a row in one of these tables, sorted by name (a
/// name may have several signatures), and its line in functions/native/README.md.
#include <span>

#include "engine/duckdb/native/native.h"

namespace blueshift::engine {

std::span<const Native> cast_natives();
std::span<const Native> datetime_natives();
std::span<const Native> numeric_natives();
std::span<const Native> spatial_natives();
std::span<const Native> string_natives();

/// Aggregates of ours (sketch_aggregates.cpp).
void register_sketch_aggregates(duckdb_connection connection);

/// Registers all of them, and the argument types they need.
void register_natives(duckdb_connection connection);

}  // namespace blueshift::engine
