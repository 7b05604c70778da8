#pragma once
/// The reader of each format that is read record by record.
#include <memory>
#include <optional>

#include "copy/json_mapping.h"
#include "copy/record.h"

namespace blueshift::copy {

/// Whether a record of this format has one field per column, in their order.
bool fields_by_position(sql::CopyFormat format);

/// Opens objects for one COPY. Refers to what it is made of.
class RecordFormats {
public:
    /// Reads the JSONPaths file where the options name one.
    RecordFormats(const LoadOptions& options, const Target& target, const Source& source, const Environment& environment);
    /// `store` outlives the records, as does this.
    std::unique_ptr<RecordSource> open(storage::ObjectStore& store, const SourceObject& object) const;

private:
    const LoadOptions& options_;
    const Environment& environment_;
    std::optional<JsonMapping> mapping_;
};

}  // namespace blueshift::copy
