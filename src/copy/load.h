#pragma once
/// COPY FROM: objects into a table.  Doc: dg/r_COPY
#include <cstdint>

#include "catalog/system/load_log.h"
#include "copy/environment.h"
#include "copy/source.h"
#include "copy/target.h"

namespace blueshift::copy {

/// What one COPY did.
struct LoadSummary {
    std::int64_t loaded_count = 0;
    std::int64_t rejected_count = 0;
    std::int64_t replaced_count = 0;                          ///< records in which ACCEPTINVCHARS replaced characters
    std::vector<SourceObject> objects;
    std::vector<catalog::system::TransferredFile> files;      ///< what was read of them
    std::vector<catalog::system::Replacement> replacements;   ///< the first ones
    std::vector<catalog::system::RejectedField> rejected;     ///< fields of the first records
};

/// Loads what `statement` names into `target`, all or nothing within the engine's transaction, and leaves the documented notices.
/// Fills `summary`, also when it fails. Blocks. Throws internal_error (XX000) `Load into table 't' failed.  Check 'stl_load_errors' system table for details.` with the first
/// rejected field in its detail, the errors of find_source(), and feature_not_supported (0A000).
void load(const sql::Copy& statement, const LoadOptions& options, const Target& target, const Environment& environment,
          LoadSummary& summary);

}  // namespace blueshift::copy
