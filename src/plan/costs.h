#pragma once
/// The cost model behind the figures of EXPLAIN, fitted to the plans that the documentation shows.  Doc: dg/c-the-query-plan
#include <algorithm>
#include <cmath>
#include <cstdint>

#include "types/type.h"

namespace blueshift::plan {

inline constexpr std::int64_t kRowsUnknown = 1000;   ///< of relations without statistics
inline constexpr std::int64_t kGroupsUnknown = 200;  ///< of expressions without statistics
inline constexpr double kEqualitySelectivity = 0.005;
inline constexpr double kOtherSelectivity = 1.0 / 3;
inline constexpr double kScanRow = 0.01;       ///< reading one row
inline constexpr double kOperatorRow = 0.0025; ///< one step of one operator on one row
inline constexpr double kProbeRow = 0.0225;    ///< looking up one row in a hash table
inline constexpr double kMergeRow = 0.0137;
inline constexpr double kSortBase = 1e12;      ///< of anything that must sort
inline constexpr double kNestedLoop = 2e8;

/// What sending one row of `width` bytes to every node costs.
inline double broadcast_row(int width) { return 40'000.0 * ((width + 3) / 4 + 2); }
/// What sending it to the one node where it belongs costs.
inline double redistribute_row(int width) { return broadcast_row(width) / 48; }

inline double sort_cost(std::int64_t rows) {
    const auto count = static_cast<double>(std::max<std::int64_t>(rows, 2));
    return kSortBase + 2 * kOperatorRow * count * std::log2(count);
}

/// Bytes of a column's values: half of what variable text may have, and never much.
inline int width_of(Type type) {
    const TypeInfo& info = type_info(type.id);
    if (info.length > 0) return info.length;
    if (type.id == TypeId::decimal) return 8;
    if (const auto limit = length_limit(type); limit && is_string(type.id)) {
        return type.id == TypeId::char_ ? std::min(*limit, 32) : std::clamp(*limit / 2, 1, 17);
    }
    return 16;
}

}  // namespace blueshift::plan
