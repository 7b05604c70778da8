#pragma once
/// Rows as the data of COPY … TO STDOUT.
#include <array>
#include <span>
#include <string>
#include <vector>

#include "result/copy_options.h"
#include "result/encode.h"

namespace blueshift::result {

/// Writes one COPY's data: begin(), rows, end().
class CopyEncoder {
public:
    CopyEncoder(std::span<const Type> types, std::vector<std::string> names, CopyOptions options,
                TextSettings settings);

    /// Appends what stands before the rows: the header line, or the signature of binary data.
    void begin(std::string& out) const;
    /// Appends one row: a line, or a binary tuple.
    void append_row(std::string& out, const Batch& batch, std::size_t row) const;
    /// Appends what stands after the rows.
    void end(std::string& out) const;

private:
    void append_text_line(std::string& out, const Batch& batch, std::size_t row) const;
    void append_csv_line(std::string& out, const Batch& batch, std::size_t row) const;
    /// Escapes the text field that `out` ends with, from `start` on.
    void escape_field(std::string& out, std::size_t start) const;
    /// Puts quotes around the CSV field that `out` ends with, from `start` on.
    void quote_field(std::string& out, std::size_t start) const;
    /// True when a CSV field would be read as something else without quotes.
    bool needs_quotes(std::string_view field, bool plain) const;
    bool has_special(std::string_view text) const;

    std::vector<Type> types_;
    std::vector<AppendText> append_;
    std::vector<bool> plain_;  ///< by column: its texts hold no special byte, whatever the value
    std::vector<std::string> names_;
    CopyOptions options_;
    TextSettings settings_;
    RowEncoder tuples_;
    std::array<bool, 256>
        special_{};  ///< by byte: text must escape it, CSV must put quotes around it
};

}  // namespace blueshift::result
