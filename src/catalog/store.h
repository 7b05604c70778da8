#pragma once
/// The committed catalog shared by all sessions, and the rows it is kept in.
#include <atomic>
#include <functional>
#include <memory>
#include <mutex>
#include <shared_mutex>
#include <string>
#include <vector>

#include "catalog/snapshot.h"

namespace blueshift::catalog {

/// The latest committed catalog. Thread-safe.
///
/// A transaction takes its catalog and its engine snapshot together under `begin_gate` (shared); a transaction that
/// changes the catalog commits in the engine and publishes under `commit_gate` (exclusive). So nobody ever sees the catalog
/// of one moment with the data of another.
class Store {
public:
    explicit Store(std::shared_ptr<const Snapshot> initial);

    std::shared_ptr<const Snapshot> latest() const;
    /// Never gives the same oid twice in the life of the cluster.
    Oid allocate_oid() { return next_oid_.fetch_add(1); }
    /// Never gives the same user or group id twice while the server runs; the highest existing one is skipped over at start.
    std::int32_t allocate_principal_id() { return next_principal_id_.fetch_add(1); }

    std::shared_lock<std::shared_mutex> begin_gate() { return std::shared_lock(gate_); }
    std::unique_lock<std::shared_mutex> commit_gate() { return std::unique_lock(gate_); }

    /// Throws duplicate_table (42P07) and its kind when another transaction has taken a name meanwhile,
    /// and serialization_failure (40001) when an object to change is gone. Call under the commit gate.
    void check_conflicts(const std::vector<Change>& changes) const;
    /// Makes the changes visible to new transactions. Call under the commit gate after the engine has committed.
    void publish(const std::vector<Change>& changes);

private:
    std::shared_mutex gate_;
    mutable std::mutex mutex_;
    std::shared_ptr<const Snapshot> latest_;
    std::atomic<Oid> next_oid_;
    std::atomic<std::int32_t> next_principal_id_;
};

/// SQL of the engine table that holds the documents: one row per object.
inline constexpr std::string_view kObjectsTableSql =
    "CREATE TABLE IF NOT EXISTS blueshift.objects (kind VARCHAR NOT NULL, key BIGINT NOT NULL, document VARCHAR NOT NULL)";

/// The object type with this stored name. Throws internal_error for an unknown one.
ObjectType object_type_from_name(std::string_view name);

}  // namespace blueshift::catalog
