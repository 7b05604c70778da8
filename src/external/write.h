#pragma once
/// Rows into the files of an external table: INSERT and CREATE EXTERNAL TABLE AS.  Doc: dg/r_INSERT_external_table
#include <string>
#include <vector>

#include "external/environment.h"

namespace blueshift::external {

/// A partition that rows were written for.
struct WrittenPartition {
    std::vector<std::string> values;
    std::string location;
};

struct WriteSummary {
    std::int64_t row_count = 0;
    std::vector<WrittenPartition> partitions;  ///< all that got rows, known to the data catalog or not
};

/// Writes the rows of `query`, whose columns k0, k1 … are the table's columns and then its partition keys. Objects that were
/// written go away again when it fails.
/// Throws feature_not_supported (0A000) for formats other than text and Parquet, object_not_in_prerequisite_state (55000) when
/// `must_be_empty` and the location holds objects.
WriteSummary write_rows(const catalog::ExternalTable& table, const catalog::Schema& schema, const std::string& query,
                        bool must_be_empty, const Environment& environment);

}  // namespace blueshift::external
