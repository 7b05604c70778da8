#pragma once
/// COPY with our own reader: knows every option, goes on after bad rows and tells exactly what is wrong with them. Slower than the engine's.
#include <cstdint>
#include <optional>

#include "catalog/system/load_log.h"
#include "copy/environment.h"
#include "copy/source.h"
#include "copy/target.h"

namespace blueshift::copy {

/// How a pass over the files ended.
struct RecordSummary {
    std::int64_t accepted_count = 0;
    std::int64_t rejected_count = 0;
    std::int64_t replaced_count = 0;
    std::optional<catalog::system::LoadErrorInfo> first_error;
    std::vector<catalog::system::TransferredFile> files;
    std::vector<catalog::system::Replacement> replacements;  ///< the first ones
    std::vector<catalog::system::RejectedField> rejected;    ///< fields of the first records
    bool failed = false;  ///< as many errors as the options do not allow
};

/// Reads every record, checks each field against its column, and reports what does not fit to `environment.reject`; stops when
/// that happened `options.error_count_max` times. Good rows go into `rows`, as the texts of their fields, unless it is null.
RecordSummary read_records(const Source& source, const LoadOptions& options, const Target& target,
                           const Environment& environment, engine::Appender* rows);

}  // namespace blueshift::copy
