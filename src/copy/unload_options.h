#pragma once
/// The options of an UNLOAD as values.  Doc: dg/r_UNLOAD
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "copy/load_options.h"
#include "storage/object_store.h"

namespace blueshift::copy {

enum class ManifestKind { none, plain, verbose };
/// What happens to objects that are there already.
enum class Existing { refuse, overwrite, clean };

/// Files are delimited, csv, fixed_width, json or parquet.
struct UnloadOptions {
    sql::CopyFormat format = sql::CopyFormat::delimited;
    Compression compression = Compression::none;
    char delimiter = '|';
    std::vector<std::size_t> widths;  ///< of fixed_width, in characters
    bool add_quotes = false;
    bool escape = false;
    bool header = false;
    bool parallel = true;
    std::string null_text;
    std::optional<std::string> extension;
    ManifestKind manifest = ManifestKind::none;
    Existing existing = Existing::refuse;
    std::vector<sql::Name> partition_columns;
    bool keep_partition_columns = false;  ///< INCLUDE
    storage::WriteOptions storage;
    std::int64_t file_bytes_max = 0;       ///< as stored
    std::int64_t row_group_bytes = 0;      ///< of parquet
};

/// Throws feature_not_supported (0A000) naming an option that is not supported, invalid_parameter_value (22023) for bad values.
UnloadOptions read_unload_options(std::span<const sql::CopyOption> options);

}  // namespace blueshift::copy
