#pragma once
/// What the engine measures of the statements that a connection runs.
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "engine/engine.h"

namespace blueshift::engine {

/// What one operator of a finished statement did.
struct OperatorProfile {
    std::string type;   ///< the engine's name for it: TABLE_SCAN, HASH_JOIN …
    std::string table;  ///< of a scan, as emitted; empty for other operators, and when tables are not told
    std::int64_t rows = 0;          ///< given to the operator above
    std::int64_t rows_scanned = 0;  ///< read from storage
    std::vector<OperatorProfile> children;
};

/// How much is measured of each statement. Names of tables cost as much as a small query.
enum class Profiling { off, rows, tables };

/// The measuring side of a connection; used by the connection's thread.
class Profiler {
public:
    virtual ~Profiler() = default;
    /// What to measure from the next statement on.
    virtual void set_profiling(Profiling profiling) = 0;
    /// The number of the statement that was run last.
    virtual std::uint64_t last_run() const = 0;
    /// What the operators of statement `run` did; nothing when it was not measured or another one has run since.
    virtual std::optional<OperatorProfile> profile(std::uint64_t run) = 0;
};

/// The profiler of a connection; lives as long.
Profiler& profiler_of(Connection& connection);

}  // namespace blueshift::engine
