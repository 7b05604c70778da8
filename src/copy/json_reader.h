#pragma once
/// Objects of a JSON file, one after the other.  Doc: dg/copy-usage_notes-copy-from-json
#include "copy/byte_cursor.h"
#include "copy/json_mapping.h"
#include "copy/record.h"

namespace blueshift::copy {

class JsonReader : public RecordSource {
public:
    /// `mapping` and `options` outlive the reader.
    JsonReader(std::unique_ptr<ByteStream> bytes, const LoadOptions& options, const JsonMapping& mapping);
    bool next(Record& record) override;

private:
    void take(Record& record);
    /// The object or array that begins here.
    void read_value(Record& record);
    /// What stands between objects and is none.
    void read_noise(Record& record);

    ByteCursor bytes_;
    const LoadOptions& options_;
    const JsonMapping& mapping_;
};

}  // namespace blueshift::copy
