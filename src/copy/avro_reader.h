#pragma once
/// Records of an Avro file, each brought into the form of a JSON object.  Doc: dg/copy-usage_notes-copy-from-avro
#include <memory>
#include <string>

#include "copy/byte_stream.h"
#include "copy/json_mapping.h"
#include "copy/record.h"

namespace blueshift::copy {

/// `mapping` outlives the records; `name` stands in errors. Enumerations become their symbols, unions the value that they hold.
/// Throws bad_copy_file_format (22P04), also while they are read, when the bytes are not an Avro file of records.
std::unique_ptr<RecordSource> open_avro(std::unique_ptr<ByteStream> bytes, const std::string& name, const JsonMapping& mapping);

}  // namespace blueshift::copy
