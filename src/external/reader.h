#pragma once
/// The files of an external table as a FROM item of the engine, one reader per format.
#include <string>
#include <vector>

#include "external/environment.h"
#include "external/files.h"
#include "external/format.h"
#include "external/value.h"

namespace blueshift::external {

/// Files that are read alike: one format, one set of SerDe parameters, one compression.
struct FileGroup {
    Format format = Format::unknown;
    std::vector<const File*> files;  ///< not empty
    const catalog::StorageDescriptor* storage = nullptr;
    const std::map<std::string, std::string>* properties = nullptr;  ///< of the table
    std::vector<std::pair<std::string, catalog::HiveType>> columns;  ///< of the table, without partition keys
    std::string compression;         ///< the engine's name: none, gzip, zstd
};

/// `SELECT values FROM from WHERE conditions`; the file's name is `path`, without credentials.
struct Reading {
    std::string from;
    RowValues values;  ///< one per column of the group
    std::string path = "split_part(filename, '?', 1)";
};

/// Throws feature_not_supported (0A000) for formats that are not read, and datatype_mismatch (42804) for a file whose own types do not fit.
Reading open_reader(const FileGroup& group, const storage::Credentials& credentials, const Environment& environment);

// reader_text.cpp
Reading read_delimited(const FileGroup& group, const std::string& addresses);
Reading read_open_csv(const FileGroup& group, const std::string& addresses);
Reading read_regex(const FileGroup& group, const std::string& addresses);
// reader_json.cpp
Reading read_json(const FileGroup& group, const std::string& addresses);
// reader_typed.cpp
/// Parquet and Avro, by column name.
Reading read_typed(const FileGroup& group, const std::string& addresses, const Environment& environment);

}  // namespace blueshift::external
