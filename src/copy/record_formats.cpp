#include "copy/record_formats.h"

#include "copy/avro_reader.h"
#include "copy/byte_stream.h"
#include "copy/fixed_width.h"
#include "copy/json_reader.h"
#include "copy/record_reader.h"

namespace blueshift::copy {

bool fields_by_position(sql::CopyFormat format) {
    return format == sql::CopyFormat::delimited || format == sql::CopyFormat::csv || format == sql::CopyFormat::fixed_width;
}

RecordFormats::RecordFormats(const LoadOptions& options, const Target& target, const Source& source,
                             const Environment& environment)
    : options_(options), environment_(environment) {
    if (!fields_by_position(options.format)) mapping_ = JsonMapping::make(options, target, source, environment);
}

std::unique_ptr<RecordSource> RecordFormats::open(storage::ObjectStore& store, const SourceObject& object) const {
    auto bytes = open_bytes(store, object, options_, environment_.cancel);
    switch (options_.format) {
        case sql::CopyFormat::fixed_width: return std::make_unique<FixedWidthReader>(std::move(bytes), options_);
        case sql::CopyFormat::json: return std::make_unique<JsonReader>(std::move(bytes), options_, *mapping_);
        case sql::CopyFormat::avro: return open_avro(std::move(bytes), object.location.url(), *mapping_);
        default: return std::make_unique<RecordReader>(std::move(bytes), options_);
    }
}

}  // namespace blueshift::copy
