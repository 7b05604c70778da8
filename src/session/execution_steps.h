#pragma once
/// The steps of an execution as Redshift's logs have them, from what the engine's operators did.  Doc: dg/c-query-processing
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "catalog/model.h"
#include "engine/profiling.h"

namespace blueshift::session {

/// One step: segments are what runs without waiting, streams run one after another.
struct Step {
    int stream = 0;
    int segment = 0;
    int number = 0;  ///< in its segment
    std::string_view name;  ///< scan, hashjoin, aggregate … as sys_query_detail.step_name has it
    catalog::Oid table = catalog::kInvalidOid;  ///< of a scan; 0: none
    std::int64_t rows_in = 0;
    std::int64_t rows_out = 0;
    std::string_view detail;  ///< `scalar` of an aggregate without groups
};

/// Steps in the order in which they run, without the last one, which returns or stores the rows. Scans whose table the profile does
/// not name are of `only_table`.
std::vector<Step> steps_of(const engine::OperatorProfile& profile, catalog::Oid only_table);

}  // namespace blueshift::session
