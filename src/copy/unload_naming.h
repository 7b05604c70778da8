#pragma once
/// Names of unloaded objects.  Doc: dg/r_UNLOAD
#include <string>

#include "copy/unload_options.h"

namespace blueshift::copy {

/// `0000_part_00.csv.gz`: the slice and its file; or `000` when the files are written one after the other, where `part` alone counts.
std::string file_name(const UnloadOptions& options, std::size_t slice, std::size_t part);

/// `name=value` as a folder's name, where what a path cannot hold is percent-encoded.
std::string partition_folder(const std::string& column, const std::string& value);
/// The value that stands for NULL in a folder's name.
inline constexpr std::string_view kNullPartition = "__HIVE_DEFAULT_PARTITION__";

}  // namespace blueshift::copy
