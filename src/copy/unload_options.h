#pragma once
/// The options of an UNLOAD as values.  Doc: dg/r_UNLOAD
#include <cstdint>
#include <optional>
#include <span>
#include <string>

#include "copy/load_options.h"

namespace blueshift::copy {

enum class ManifestKind { none, plain, verbose };
/// What happens to objects that are there already.
enum class Existing { refuse, overwrite, clean };

/// Files are delimited, csv or parquet.
struct UnloadOptions {
    sql::CopyFormat format = sql::CopyFormat::delimited;
    Compression compression = Compression::none;
    char delimiter = '|';
    bool add_quotes = false;
    bool escape = false;
    bool header = false;
    bool parallel = true;
    std::string null_text;
    std::optional<std::string> extension;
    ManifestKind manifest = ManifestKind::none;
    Existing existing = Existing::refuse;
    /// A file is closed when it has so many bytes as stored. Files are put together in memory, so the default is far below Redshift's.
    std::int64_t file_bytes_max = std::int64_t{256} << 20;
};

/// Throws feature_not_supported (0A000) naming an option that is not supported, invalid_parameter_value (22023) for bad values.
UnloadOptions read_unload_options(std::span<const sql::CopyOption> options);

}  // namespace blueshift::copy
