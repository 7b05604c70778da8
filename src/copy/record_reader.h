#pragma once
/// Splits the bytes of a delimited or CSV file into records and fields.  Doc: dg/copy-parameters-data-format
#include "copy/byte_cursor.h"
#include "copy/record.h"

namespace blueshift::copy {

class RecordReader : public RecordSource {
public:
    /// Skips the header lines that `options` tell of. `options` outlive the reader.
    RecordReader(std::unique_ptr<ByteStream> bytes, const LoadOptions& options);
    /// Throws bad_copy_file_format (22P04) for a record of more than kRecordBytesMax.
    bool next(Record& record) override;

private:
    /// Takes the byte that peek() gave, as part of the record.
    void take(Record& record);
    /// CSV: takes blanks that stand before or behind a quoted field; false when there is none of these.
    bool take_blanks_before_quote(Record& record, Field& field);
    void take_blanks(Record& record);

    void read_plain_field(Record& record, Field& field);
    void read_quoted_field(Record& record, Field& field);
    /// REMOVEQUOTES: takes a pair of quotes off the field's ends.
    void remove_quotes(Record& record, Field& field) const;
    bool matches_null(std::string_view text) const;

    ByteCursor bytes_;
    const LoadOptions& options_;
};

}  // namespace blueshift::copy
