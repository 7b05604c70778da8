#pragma once
/// How the data of COPY … FROM STDIN and TO STDOUT is written: PostgreSQL's three formats.
#include <string>
#include <vector>

namespace blueshift::result {

enum class CopyFormat { text, csv, binary };

/// Options of one COPY, already checked by the command: single characters that differ from each
/// other.
struct CopyOptions {
    CopyFormat format = CopyFormat::text;
    char delimiter = '\t';
    std::string null_text = "\\N";
    bool header = false;            ///< a first line with the column names
    char quote = '"';               ///< CSV
    char escape = '"';              ///< CSV: before a quote within quotes
    std::vector<bool> force_quote;  ///< CSV out, by column; empty for none
    std::vector<bool>
        force_not_null;  ///< CSV in, by column: never compared with null_text; empty for none
};

/// PostgreSQL's defaults for a format.
inline CopyOptions default_copy_options(CopyFormat format) {
    CopyOptions options{.format = format};
    if (format == CopyFormat::csv) {
        options.delimiter = ',';
        options.null_text.clear();
    }
    return options;
}

}  // namespace blueshift::result
