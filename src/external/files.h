#pragma once
/// Which objects make up an external table or one of its partitions.  Doc: dg/c-spectrum-data-files
#include <string>
#include <vector>

#include "external/environment.h"

namespace blueshift::external {

struct File {
    storage::Location location;
    std::int64_t size_bytes = 0;
};

/// What the role of an external schema reaches.
copy::Authorization schema_authorization(const catalog::Schema& schema, const Environment& environment);

/// The objects at `url`: those below a folder, except hidden ones, or those that a manifest lists.
/// Throws invalid_parameter_value (22023) for a malformed manifest, feature_not_supported (0A000) for another scheme than S3's,
/// undefined_file (58P01) for a missing mandatory entry, and the errors of storage::ObjectStore.
std::vector<File> list_files(const std::string& url, const copy::Authorization& authorization, const Environment& environment);

}  // namespace blueshift::external
