#pragma once
/// Rows as lines of delimited or CSV files.
#include <string>
#include <vector>

#include "copy/unload_options.h"
#include "types/batch.h"
#include "types/text.h"

namespace blueshift::copy {

class RowWriter {
public:
    RowWriter(std::vector<Type> types, const UnloadOptions& options, const TextSettings& settings);

    void append_header(std::string& out, const std::vector<std::string>& names) const;
    void append_row(std::string& out, const Batch& batch, std::size_t row);

private:
    void append_field(std::string& out, std::string_view text, bool is_text) const;

    std::vector<Type> types_;
    std::vector<AppendText> appenders_;
    const UnloadOptions& options_;
    const TextSettings& settings_;
    std::string field_;
};

}  // namespace blueshift::copy
