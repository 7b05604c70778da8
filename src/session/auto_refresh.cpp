#include "session/auto_refresh.h"

#include <chrono>

#include "base/log.h"
#include "session/cluster.h"
#include "session/session_impl.h"
#include "sql/print/print.h"

namespace blueshift::session {

namespace {

/// Writes often come in rows; one refresh is enough for those of this time.
constexpr std::chrono::milliseconds kSettleTime{500};
/// Not a process id that a client's session can have.
constexpr std::int32_t kProcessId = -1;

void run_to_end(Session& session, const std::string& sql) {
    const std::shared_ptr<PreparedStatement> statement = session.prepare(sql, {});
    const auto execution = session.execute(statement, {}, false);
    Batch batch;
    while (execution->next(batch)) {
    }
}

}  // namespace

AutoRefresh::AutoRefresh(Cluster& cluster) : cluster_(cluster), thread_([this] { run(); }) {}

AutoRefresh::~AutoRefresh() {
    {
        std::lock_guard lock(mutex_);
        stopping_ = true;
    }
    changed_.notify_all();
    thread_.join();
}

void AutoRefresh::wake() {
    {
        std::lock_guard lock(mutex_);
        awake_ = true;
    }
    changed_.notify_all();
}

void AutoRefresh::run() {
    std::unique_lock lock(mutex_);
    while (!stopping_) {
        changed_.wait(lock, [&] { return awake_ || stopping_; });
        changed_.wait_for(lock, kSettleTime, [&] { return stopping_; });
        if (stopping_) return;
        awake_ = false;
        lock.unlock();
        refresh_stale_views();
        lock.lock();
    }
}

void AutoRefresh::refresh_stale_views() {
    const auto snapshot = cluster_.store().latest();
    for (const auto& [oid, relation] : snapshot->relations.all()) {
        if (!relation->materialized || !relation->materialized->auto_refresh) continue;
        if (cluster_.freshness().is_fresh(oid)) continue;
        const catalog::Schema* schema = snapshot->schemas.find(relation->schema);
        const catalog::User* owner = snapshot->users.find(relation->owner);
        const catalog::Database* database = schema ? snapshot->databases.find(schema->database) : nullptr;
        if (owner == nullptr || database == nullptr) continue;
        ClientInfo client;
        client.user = owner->name;
        client.database = database->name;
        client.application_name = kAutoRefreshApplication;
        try {
            const auto session = cluster_.open(client, kProcessId);
            run_to_end(*session, "REFRESH MATERIALIZED VIEW " + sql::quote_identifier(schema->name) + "." +
                                     sql::quote_identifier(relation->name));
        } catch (const Error& error) {
            log::warning("automatic refresh failed", {{"view", relation->name}, {"error", error.message()}});
        }
    }
}

}  // namespace blueshift::session
