#pragma once
/// What the engine says of the tables that it keeps.
#include <map>

#include "catalog/snapshot.h"
#include "catalog/system/system.h"
#include "engine/engine.h"

namespace blueshift::session {

/// The engine's estimate of each table's rows, by oid.
std::map<catalog::Oid, std::int64_t> read_row_counts(engine::Connection& connection);
/// Storage of every table of `snapshot` that the engine has, by oid; costs time in proportion to their sizes.
std::map<catalog::Oid, catalog::system::TableStorage> read_table_storage(engine::Connection& connection,
                                                                          const catalog::Snapshot& snapshot);

}  // namespace blueshift::session
