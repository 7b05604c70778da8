#pragma once
/// The engine's own readers of CSV, delimited and Parquet files as FROM items with the columns k0, k1 …
#include <string>
#include <vector>

#include "copy/environment.h"
#include "copy/source.h"

namespace blueshift::copy {

/// Whether the engine's reader does all that `options` ask for. It is many times faster than ours, but stops at the first bad row.
bool engine_reads(const LoadOptions& options, std::size_t column_count);

/// Fields as text, NULL for the NULL marker, of files of this machine. Blank lines are left out.
std::string text_source(const LoadOptions& options, const std::vector<std::string>& paths, std::size_t column_count);

/// Columns by position. `types` gets the engine's names of their types.
/// Throws bad_copy_file_format (22P04) when a file is not Parquet, datatype_mismatch (42804) for another number of columns.
std::string parquet_source(const Source& source, std::size_t column_count, const Environment& environment,
                           std::vector<std::string>& types);

}  // namespace blueshift::copy
