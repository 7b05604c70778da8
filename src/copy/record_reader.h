#pragma once
/// Splits the bytes of a delimited or CSV file into records and fields.  Doc: dg/copy-parameters-data-format
#include <cstdint>
#include <memory>
#include <string>
#include <vector>

#include "copy/byte_stream.h"

namespace blueshift::copy {

struct Field {
    std::string text;
    bool is_null = false;  ///< the text is the NULL marker
};

struct Record {
    std::vector<Field> fields;
    std::string raw;             ///< as it stands in the file, without its line end
    std::int64_t line_number = 0;  ///< of its first line, from 1
    std::string problem;         ///< why it has no sensible fields; empty when it has
};

class RecordReader {
public:
    /// Skips the header lines that `options` tell of.
    RecordReader(std::unique_ptr<ByteStream> bytes, const LoadOptions& options);
    /// False at the end. Lines end with LF, CR or CR LF.
    /// Throws bad_copy_file_format (22P04) for a record of more than kRecordBytesMax.
    bool next(Record& record);

    static constexpr std::size_t kRecordBytesMax = 4 << 20;

private:
    /// The next byte, or -1 at the end; does not move on.
    int peek();
    /// Takes the byte that peek() gave, as part of the record.
    void take(Record& record);
    void take_line_end();
    bool at_line_end();

    void read_plain_field(Record& record, Field& field);
    void read_quoted_field(Record& record, Field& field);
    /// REMOVEQUOTES: takes a pair of quotes off the field's ends.
    void remove_quotes(Record& record, Field& field) const;

    std::unique_ptr<ByteStream> bytes_;
    const LoadOptions& options_;
    std::string_view block_;
    std::size_t position_ = 0;
    bool ended_ = false;
    std::int64_t line_number_ = 1;
};

}  // namespace blueshift::copy
