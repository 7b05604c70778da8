#pragma once
/// FIXEDWIDTH: lines whose fields have their places.  Doc: dg/copy-parameters-data-format
#include <string_view>
#include <vector>

#include "base/span.h"
#include "copy/byte_cursor.h"
#include "copy/record.h"

namespace blueshift::copy {

/// The widths of `label:width,label:width`, in characters. Throws invalid_parameter_value (22023) at `span`.
std::vector<std::size_t> parse_fixed_width(std::string_view spec, Span span);

class FixedWidthReader : public RecordSource {
public:
    /// Uses `options.widths`; they outlive the reader.
    FixedWidthReader(std::unique_ptr<ByteStream> bytes, const LoadOptions& options);
    bool next(Record& record) override;

private:
    ByteCursor bytes_;
    const LoadOptions& options_;
};

}  // namespace blueshift::copy
