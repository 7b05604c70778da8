#pragma once
/// Which materialized views show the present rows of what they read.
#include <cstdint>
#include <map>
#include <mutex>
#include <set>
#include <vector>

#include "catalog/model.h"

namespace blueshift::session {

/// How often relations were written, by oid; a relation that is missing was not written.
using WriteCounts = std::map<catalog::Oid, std::uint64_t>;

/// Counts the committed writes of relations since the server started. Thread-safe.
class Freshness {
public:
    /// To be called after the commit, so that nobody takes older rows for newer ones.
    void wrote(const std::set<catalog::Oid>& relations);
    /// Counts of `relations` now; to be taken before the rows are read.
    WriteCounts counts(const std::vector<catalog::Oid>& relations) const;
    WriteCounts all() const;
    /// The rows of `view` were computed from relations with these counts.
    void computed(catalog::Oid view, WriteCounts sources);
    /// False for a view whose rows were not computed since the server started.
    bool is_fresh(catalog::Oid view) const;

private:
    std::uint64_t count(catalog::Oid relation) const;

    mutable std::mutex mutex_;
    WriteCounts writes_;
    std::map<catalog::Oid, WriteCounts> sources_;
};

}  // namespace blueshift::session
