#pragma once
/// File formats of external tables: the words of STORED AS, and the classes by which the data catalog knows them.
/// Doc: dg/r_CREATE_EXTERNAL_TABLE
#include <string>
#include <string_view>

#include "catalog/external.h"

namespace blueshift::external {

enum class Format { delimited, open_csv, regex, grok, json, parquet, orc, avro, sequence_file, rc_file, ion, iceberg, unknown };

/// What STORED AS stands for when no SerDe is named.
struct FileFormat {
    std::string_view word;  ///< lower case
    std::string_view input_format;
    std::string_view output_format;
    std::string_view serde;
};

/// Null for a word that is none.
const FileFormat* find_file_format(std::string_view word);
/// How the files of a table or partition are to be read. `parameters` are the table's properties.
Format format_of(const catalog::StorageDescriptor& storage, const std::map<std::string, std::string>& parameters);

/// A SerDe parameter or table property; empty when it is not given.
std::string parameter(const std::map<std::string, std::string>& parameters, const std::string& name);
/// The same as a number; `otherwise` when it is not given.
/// Throws invalid_parameter_value (22023) for anything else than digits.
std::int64_t number_parameter(const std::map<std::string, std::string>& parameters, const std::string& name,
                              std::int64_t otherwise);

/// A delimiter as it is written: one character, \t and its kind, an octal or decimal number (`\001`, `1`).
/// Throws invalid_parameter_value (22023).
char delimiter_of(std::string_view text);

}  // namespace blueshift::external
