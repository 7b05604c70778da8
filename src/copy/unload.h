#pragma once
/// UNLOAD: the rows of a query into objects.  Doc: dg/r_UNLOAD
#include <cstdint>
#include <string>
#include <vector>

#include "copy/unload_destination.h"
#include "copy/unload_options.h"

namespace blueshift::copy {

/// A query that has passed all checks.
struct UnloadQuery {
    std::string sql;  ///< the engine's
    std::vector<std::string> names;
    std::vector<Type> types;
};

struct UnloadSummary {
    std::int64_t row_count = 0;
    std::vector<UnloadedFile> files;  ///< by name, without the manifest
};

/// Writes the rows below the statement's location and leaves the documented notice. Blocks. What was written goes away when it fails.
/// Throws duplicate_object (42710) when there are objects already, and the errors of storage::ObjectStore.
UnloadSummary unload(const sql::Unload& statement, const UnloadOptions& options, const UnloadQuery& query,
                     const Environment& environment);

}  // namespace blueshift::copy
