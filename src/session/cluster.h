#pragma once
/// What all sessions of a server share: engine, catalog, locks, logs, and the list of sessions.
#include <atomic>
#include <functional>
#include <map>
#include <memory>
#include <mutex>
#include <string>
#include <vector>

#include "catalog/store.h"
#include "catalog/system/load_log.h"
#include "catalog/system/system.h"
#include "copy/environment.h"
#include "engine/engine.h"
#include "external/federated.h"
#include "session/auto_copy.h"
#include "session/auto_refresh.h"
#include "session/freshness.h"
#include "session/history/history.h"
#include "session/lock_manager.h"
#include "session/login_observer.h"
#include "session/query_log.h"
#include "session/session.h"

namespace blueshift::session {

class SessionImpl;

/// How to run a cluster.
struct ClusterOptions {
    engine::Options engine;
    int connection_count_max = 500;
    /// Keeps the made-up verifiers of unknown users stable; any bytes that clients cannot know.
    std::string verifier_secret;
    copy::StorageDefaults storage;
    AuditOptions audit;
    std::string secrets_file;  ///< log-ins of federated schemas; external::find_secret
    /// How often copy jobs look for new objects.
    std::chrono::milliseconds copy_job_interval{10'000};
};

/// A new cluster's first user and database.
struct BootstrapOptions {
    std::string admin_user = "awsuser";
    std::string admin_password;
    std::string database = "dev";
};

/// One open cluster. Thread-safe.
class Cluster : public SessionFactory, public LoginObserver {
public:
    /// Opens the engine and reads the catalog. Throws io_error (58030), object_not_in_prerequisite_state (55000) when the
    /// data directory holds no cluster.
    explicit Cluster(ClusterOptions options);
    ~Cluster() override;

    /// Creates the engine's file with the first catalog in it. Throws duplicate_object when there is a cluster already.
    static void bootstrap(const engine::Options& engine_options, const BootstrapOptions& options);

    PasswordVerifier password_verifier(std::string_view user) override;
    std::unique_ptr<Session> open(const ClientInfo& client, std::int32_t process_id) override;
    void login_refused(const ClientInfo& client) override;

    engine::Engine& engine() { return *engine_; }
    catalog::Store& store() { return *store_; }
    LockManager& locks() { return locks_; }
    QueryLog& log() { return log_; }
    History& history() { return *history_; }
    /// Writes a row of the connection log. `duration_micros` is how long the connection has lasted.
    void log_connection(std::string_view event, const ClientInfo& client, std::int32_t process_id, std::int32_t user,
                        std::int64_t duration_micros);
    catalog::system::LoadLog& loads() { return loads_; }
    Freshness& freshness() { return freshness_; }
    AutoRefresh& auto_refresh() { return *auto_refresh_; }
    const copy::StorageDefaults& storage() const { return options_.storage; }
    const external::FederatedServers& federated() const { return *federated_; }

    /// Cancels the running statement of a session; false when there is no such session. `allowed` decides with the session's user id.
    bool cancel(std::int32_t process_id, CancelReason reason, const std::function<bool(std::int32_t)>& allowed);
    std::vector<catalog::system::SessionInfo> sessions() const;
    void add(SessionImpl& session);
    void remove(SessionImpl& session);

    /// The engine's estimate of each table's rows, by oid.
    std::map<catalog::Oid, std::int64_t> row_counts();

private:
    void register_system_relations();
    void register_system_functions();
    /// What makes the rows of a relation for one scan.
    std::function<std::unique_ptr<BatchSource>(const engine::VirtualTable::Request& request)> scan_of(
        const catalog::system::SystemRelation& relation, const std::vector<Type>& types, catalog::Oid oid);
    /// Runs `read` with the system context of the session that `token` stands for.
    template <class Result>
    Result with_context(std::int64_t token,
                        const std::function<Result(catalog::system::SystemContext&)>& read);

    ClusterOptions options_;
    std::unique_ptr<engine::Engine> engine_;
    std::unique_ptr<external::FederatedServers> federated_;
    std::unique_ptr<catalog::Store> store_;
    std::unique_ptr<History> history_;
    LockManager locks_;
    QueryLog log_;
    catalog::system::LoadLog loads_;
    mutable std::mutex mutex_;
    std::map<std::int32_t, SessionImpl*> sessions_;
    Freshness freshness_;
    // Last: their threads use all of the above.
    std::unique_ptr<AutoRefresh> auto_refresh_;
    std::unique_ptr<AutoCopy> auto_copy_;
};

/// Microseconds since 1970, UTC.
std::int64_t now_micros();

}  // namespace blueshift::session
