#include "session/auto_copy.h"

#include <algorithm>

#include "base/log.h"
#include "session/cluster.h"
#include "session/session_impl.h"
#include "sql/print/print.h"

namespace blueshift::session {

namespace {

/// Not a process id that a client's session can have.
constexpr std::int32_t kProcessId = -2;
/// A job that fails is tried less and less often, at last after so many intervals.
constexpr int kIntervalsMax = 64;

}  // namespace

AutoCopy::AutoCopy(Cluster& cluster, std::chrono::milliseconds interval)
    : cluster_(cluster), interval_(interval), thread_([this] { run(); }) {}

AutoCopy::~AutoCopy() {
    {
        std::lock_guard lock(mutex_);
        stopping_ = true;
    }
    stopped_.notify_all();
    thread_.join();
}

void AutoCopy::run() {
    std::unique_lock lock(mutex_);
    while (!stopped_.wait_for(lock, interval_, [&] { return stopping_; })) {
        lock.unlock();
        run_jobs();
        lock.lock();
    }
}

void AutoCopy::run_jobs() {
    const auto snapshot = cluster_.store().latest();
    for (const auto& [oid, job] : snapshot->copy_jobs.all()) {
        const auto failure = failures_.find(oid);
        if (job->automatic && (failure == failures_.end() || failure->second.retry <= Clock::now())) run_job(*job);
    }
}

void AutoCopy::run_job(const catalog::CopyJob& job) {
    const auto snapshot = cluster_.store().latest();
    const catalog::User* owner = snapshot->users.find(job.owner);
    const catalog::Database* database = snapshot->databases.find(job.database);
    if (owner == nullptr || database == nullptr) return;
    ClientInfo client;
    client.user = owner->name;
    client.database = database->name;
    client.application_name = "copy job";
    try {
        const auto session = cluster_.open(client, kProcessId);
        const std::shared_ptr<PreparedStatement> statement =
            session->prepare("COPY JOB RUN " + sql::quote_identifier(job.name), {});
        const auto execution = session->execute(statement, {}, false);
        Batch batch;
        while (execution->next(batch)) {
        }
        failures_.erase(job.oid);
    } catch (const Error& error) {
        log::warning("copy job failed", {{"job", job.name}, {"error", error.message()}});
        Failure& failure = failures_[job.oid];
        failure.intervals = std::min(2 * failure.intervals, kIntervalsMax);
        failure.retry = Clock::now() + interval_ * failure.intervals;
    }
}

}  // namespace blueshift::session
