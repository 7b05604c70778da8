#include "session/history/history.h"

#include <chrono>

#include "base/log.h"
#include "emit/emit.h"

namespace blueshift::session {

namespace {

/// How long rows wait to be written together.
constexpr auto kFlushInterval = std::chrono::seconds(1);
/// How often old rows are removed.
constexpr auto kCleanInterval = std::chrono::hours(1);
constexpr std::string_view kMemoryLimit = "256MB";

std::int64_t micros_days_ago(std::int64_t days) {
    const auto then = std::chrono::system_clock::now() - std::chrono::hours(24 * days);
    return std::chrono::duration_cast<std::chrono::microseconds>(then.time_since_epoch()).count();
}

/// A result together with the connection that it is read from.
class OwningSource : public BatchSource {
public:
    OwningSource(std::unique_ptr<engine::Connection> connection, const std::string& sql, std::vector<Type> types)
        : connection_(std::move(connection)), source_(connection_->query(sql, std::move(types))) {}
    bool next(Batch& batch) override { return source_->next(batch); }

private:
    std::unique_ptr<engine::Connection> connection_;
    std::unique_ptr<BatchSource> source_;
};

std::string name_of(HistoryTable table) { return std::string(catalog::system::history_row(table).name); }

/// `transaction` is a word of the engine's SQL.
std::string quoted_name(HistoryTable table) { return "\"" + name_of(table) + "\""; }

std::size_t column_count(engine::Connection& connection, HistoryTable table) {
    const auto source = connection.query(
        fmt::format("SELECT count(*)::BIGINT FROM duckdb_columns() WHERE table_name = '{}'", name_of(table)),
        {Type{TypeId::bigint}});
    Batch batch;
    source->next(batch);
    return static_cast<std::size_t>(batch.columns[0].at<std::int64_t>(0));
}

}  // namespace

History::History(const std::string& path, std::unique_ptr<AuditLog> audit)
    : engine_(engine::open_duckdb({.path = path, .threads = 1, .memory_limit = std::string(kMemoryLimit)})),
      writer_(engine_->connect()),
      audit_(std::move(audit)) {
    for (std::size_t index = 0; index < logs_.size(); ++index) prepare_table(static_cast<HistoryTable>(index));
    thread_ = std::thread([this] { run(); });
}

History::~History() {
    {
        std::lock_guard lock(mutex_);
        stopping_ = true;
    }
    wake_.notify_all();
    thread_.join();
    flush();
}

void History::prepare_table(HistoryTable table) {
    Log& log = logs_[static_cast<std::size_t>(table)];
    const auto relation = catalog::system::system_relations().find("pg_internal", name_of(table));
    std::string list;
    for (const catalog::Column& column : relation->columns) {
        log.names.push_back(column.name);
        log.types.push_back(column.type);
        list += fmt::format("{}\"{}\" {}", list.empty() ? "" : ", ", column.name, emit::engine_type(column.type));
    }
    writer_->execute(fmt::format("CREATE TABLE IF NOT EXISTS {} ({})", quoted_name(table), list));
    if (column_count(*writer_, table) == log.names.size()) return;
    // A file of an older version lacks the columns that are new.
    for (const catalog::Column& column : relation->columns) {
        writer_->execute(fmt::format("ALTER TABLE {} ADD COLUMN IF NOT EXISTS \"{}\" {}", quoted_name(table), column.name,
                                     emit::engine_type(column.type)));
    }
}

void History::add(HistoryTable table, catalog::system::Row row) {
    std::lock_guard lock(mutex_);
    Log& log = logs_[static_cast<std::size_t>(table)];
    BLUESHIFT_ASSERT(row.size() == log.types.size());
    log.pending.push_back(std::move(row));
    if (pending_count_ < kPendingRowsMax) {
        ++pending_count_;
        return;
    }
    // Statements come faster than the disk takes their records.
    log.pending.pop_front();
    ++dropped_count_;
}

void History::flush() {
    std::lock_guard write_lock(write_mutex_);
    std::array<std::deque<catalog::system::Row>, static_cast<std::size_t>(HistoryTable::count)> rows;
    std::int64_t dropped = 0;
    {
        std::lock_guard lock(mutex_);
        if (pending_count_ == 0) return;
        for (std::size_t index = 0; index < logs_.size(); ++index) rows[index].swap(logs_[index].pending);
        pending_count_ = 0;
        dropped = std::exchange(dropped_count_, 0);
    }
    if (dropped > 0) log::warning("history rows dropped", {{"count", dropped}});
    if (audit_ != nullptr) {
        for (std::size_t index = 0; index < logs_.size(); ++index) {
            for (const auto& row : rows[index]) audit_->write(static_cast<HistoryTable>(index), row);
        }
        audit_->flush();
    }
    try {
        writer_->begin();
        for (std::size_t index = 0; index < logs_.size(); ++index) {
            if (!rows[index].empty()) write(static_cast<HistoryTable>(index), std::move(rows[index]));
        }
        writer_->commit();
    } catch (const Error& error) {
        // Statements go on without their records when there is no room for them.
        log::warning("history not written", {{"error", error.message()}});
        if (writer_->in_transaction()) writer_->rollback();
    }
}

void History::write(HistoryTable table, std::deque<catalog::system::Row> rows) {
    const Log& log = logs_[static_cast<std::size_t>(table)];
    const auto appender = writer_->appender("main", name_of(table), log.types);
    for (const catalog::system::Row& row : rows) appender->append(row);
    appender->finish();
}

std::unique_ptr<BatchSource> History::read(HistoryTable table, std::optional<std::int32_t> user) {
    flush();
    const Log& log = logs_[static_cast<std::size_t>(table)];
    std::string list;
    for (const std::string& name : log.names) list += fmt::format("{}\"{}\"", list.empty() ? "" : ", ", name);
    std::string sql = fmt::format("SELECT {} FROM {}", list, quoted_name(table));
    if (user) sql += fmt::format(" WHERE userid = {}", *user);
    return std::make_unique<OwningSource>(engine_->connect(), sql, log.types);
}

std::int64_t History::greatest(HistoryTable table, const std::string& column) {
    const auto connection = engine_->connect();
    const auto source = connection->query(
        fmt::format("SELECT COALESCE(MAX(\"{}\"), 0)::BIGINT FROM {}", column, quoted_name(table)), {Type{TypeId::bigint}});
    Batch batch;
    source->next(batch);
    return batch.columns[0].at<std::int64_t>(0);
}

void History::remove_old_rows() {
    std::lock_guard write_lock(write_mutex_);
    try {
        for (std::size_t index = 0; index < logs_.size(); ++index) {
            const auto table = static_cast<HistoryTable>(index);
            writer_->execute(fmt::format("DELETE FROM {} WHERE {} < make_timestamp({})", quoted_name(table),
                                         catalog::system::history_row(table).time_column, micros_days_ago(kDaysKept)));
        }
    } catch (const Error& error) {
        log::warning("old history not removed", {{"error", error.message()}});
    }
}

void History::run() {
    auto clean_at = std::chrono::steady_clock::now();
    std::unique_lock lock(mutex_);
    while (!stopping_) {
        lock.unlock();
        if (std::chrono::steady_clock::now() >= clean_at) {
            remove_old_rows();
            clean_at = std::chrono::steady_clock::now() + kCleanInterval;
        }
        flush();
        lock.lock();
        wake_.wait_for(lock, kFlushInterval, [this] { return stopping_; });
    }
}

}  // namespace blueshift::session
