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
    /// Quotes the CSV field that `out` ends with, from `start` on, if it needs quotes.
    void quote_field(std::string& out, std::size_t start, bool always) const;

    std::vector<Type> types_;
    std::vector<AppendText> append_;
    std::vector<std::string> names_;
    CopyOptions options_;
    TextSettings settings_;
    RowEncoder tuples_;
    std::array<bool, 256>
        special_{};  ///< by byte: text must escape it, CSV must put quotes around it
};

}  // namespace blueshift::result
