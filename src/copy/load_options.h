#pragma once
/// The options of a COPY as values.  Doc: dg/r_COPY-parameters
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "sql/options/copy_parameters.h"

namespace blueshift::copy {

enum class Compression { none, gzip, zstd, bzip2, lzop };
enum class Encoding { utf8, utf16, utf16le, utf16be, iso88591 };

struct LoadOptions {
    sql::CopyFormat format = sql::CopyFormat::delimited;
    Compression compression = Compression::none;
    Encoding encoding = Encoding::utf8;
    std::vector<std::size_t> widths;  ///< of fixed_width, in characters
    std::string mapping = "auto";     ///< of json and avro: a keyword or the URL of a JSONPaths file
    char delimiter = '|';
    char quote = '"';              ///< of csv
    std::string null_text = "\\N";
    std::int64_t header_lines = 0;
    std::string date_format;       ///< see functions/native/load_fields.h
    std::string time_format;
    bool manifest = false;
    bool explicit_ids = false;
    bool accept_any_date = false;
    std::optional<char> invalid_replacement;  ///< ACCEPTINVCHARS
    bool blanks_as_null = false;
    bool empty_as_null = false;
    bool trim_blanks = false;
    bool truncate_columns = false;
    bool round_decimals = false;
    bool fill_record = false;
    bool ignore_blank_lines = false;
    bool escape = false;
    bool remove_quotes = false;
    bool no_load = false;
    std::int64_t error_count_max = 1;  ///< the load fails when it has so many errors
};

/// Throws feature_not_supported (0A000) naming an option that is not supported, invalid_parameter_value (22023) for bad values.
LoadOptions read_load_options(std::span<const sql::CopyOption> options);

/// The compression that one of the options names.
Compression compression_of(std::span<const sql::CopyOption> options);

/// `'c'`, `'\t'` or `'\011'` as one character. Throws invalid_parameter_value (22023).
char single_character(const sql::CopyOption& option);

}  // namespace blueshift::copy
