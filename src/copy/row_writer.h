#pragma once
/// Rows as lines of text files, in each format of UNLOAD.  Doc: dg/r_UNLOAD
#include <memory>
#include <string>
#include <vector>

#include "copy/unload_options.h"
#include "types/batch.h"
#include "types/text.h"

namespace blueshift::copy {

/// A column of the result that goes into the files.
struct UnloadColumn {
    std::size_t index = 0;  ///< in the batch
    std::string name;
    Type type;
};

/// Used by one thread at a time.
class RowWriter {
public:
    virtual ~RowWriter() = default;
    virtual void append_header(std::string& out) const = 0;
    /// Throws string_data_right_truncation (22001) when a value does not fit a fixed width.
    virtual void append_row(std::string& out, const Batch& batch, std::size_t row) = 0;
};

/// Refers to `options` and `settings`. Throws invalid_parameter_value (22023) when the options do not go with the columns.
std::unique_ptr<RowWriter> make_row_writer(std::vector<UnloadColumn> columns, const UnloadOptions& options,
                                           const TextSettings& settings);

}  // namespace blueshift::copy
