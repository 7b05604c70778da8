#pragma once
/// Table locks: writers of one table queue up, and so do commands that change it.  Doc: dg/r_LOCK
#include <chrono>
#include <condition_variable>
#include <cstdint>
#include <map>
#include <mutex>
#include <vector>

#include "base/cancel.h"
#include "catalog/model.h"

namespace blueshift::session {

/// A lock that is held or waited for.
struct LockInfo {
    catalog::Oid relation = catalog::kInvalidOid;
    std::int32_t process_id = 0;
    bool granted = false;
    std::chrono::system_clock::time_point since;
};

/// Exclusive locks by relation, held until the end of the transaction. Readers take none: they have their snapshot.
/// Thread-safe.
class LockManager {
public:
    /// Blocks until `process_id` has the lock; returns at once when it has it already.
    /// Throws deadlock_detected (40P01) when the wait could never end, query_canceled (57014).
    void acquire(std::int32_t process_id, catalog::Oid relation, const CancelToken& cancel);
    /// Takes the lock when nobody else has it. False otherwise, at once.
    bool try_acquire(std::int32_t process_id, catalog::Oid relation);
    void release_all(std::int32_t process_id);
    std::vector<LockInfo> list() const;

private:
    /// Whether following who waits for whom from `process_id` leads back to it.
    bool waits_in_circle(std::int32_t process_id) const;

    mutable std::mutex mutex_;
    std::condition_variable released_;
    std::map<catalog::Oid, LockInfo> holders_;
    std::map<std::int32_t, LockInfo> waiting_;
};

}  // namespace blueshift::session
