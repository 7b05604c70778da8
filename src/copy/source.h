#pragma once
/// Which objects a COPY reads.  Doc: dg/copy-parameters-data-source-s3
#include <string>
#include <vector>

#include "copy/credentials.h"
#include "copy/environment.h"
#include "copy/load_options.h"

namespace blueshift::copy {

/// One object as it was found; it must still be the same while it is read.
struct SourceObject {
    storage::Location location;
    std::int64_t size_bytes = 0;
    std::string etag;
};

/// The objects of one COPY, in the order in which they are read; all with the same credentials.
struct Source {
    std::vector<SourceObject> objects;
    Authorization authorization;
};

/// Every object whose key starts with the statement's location, or those that its manifest lists.
/// Throws undefined_file (58P01) when there is none or a mandatory one is missing, and the errors of storage::ObjectStore.
Source find_source(const sql::Copy& statement, const LoadOptions& options, const Environment& environment);

/// Reads a location. Throws feature_not_supported (0A000) for other sources than s3:// and file://.
storage::Location require_location(const std::string& url, Span span);

}  // namespace blueshift::copy
