#pragma once
/// The server's own logs: statements, steps, connections … They are written behind the statements' backs, in batches, to an engine
/// file of their own beside the cluster's, and kept for a week.  Doc: dg/c_intro_STL_tables
#include <array>
#include <condition_variable>
#include <cstdint>
#include <deque>
#include <memory>
#include <mutex>
#include <optional>
#include <string>
#include <thread>
#include <vector>

#include "catalog/system/history.h"
#include "catalog/system/system.h"
#include "engine/engine.h"
#include "session/history/audit_log.h"

namespace blueshift::session {

using catalog::system::HistoryTable;

/// Thread-safe.
class History {
public:
    /// Rows that wait to be written, over all logs; older ones are dropped beyond, and counted.
    static constexpr std::size_t kPendingRowsMax = 50'000;
    static constexpr std::int64_t kDaysKept = 7;

    /// Opens or makes the file at `path`; ":memory:" for none. Throws io_error (58030).
    /// With `audit`, connections, changes of users and statements go to its files as well.
    History(const std::string& path, std::unique_ptr<AuditLog> audit);
    /// Writes what waits.
    ~History();
    History(const History&) = delete;
    History& operator=(const History&) = delete;

    /// Adds one row, in the order of the log's columns. Never waits for the disk.
    void add(HistoryTable table, catalog::system::Row row);
    /// The rows of one log, what was just added included; only those of `user` when one is given.
    std::unique_ptr<BatchSource> read(HistoryTable table, std::optional<std::int32_t> user);
    /// The greatest value of a number column, 0 in an empty log: where to go on counting after a restart.
    std::int64_t greatest(HistoryTable table, const std::string& column);
    /// Writes what waits, now.
    void flush();

private:
    struct Log {
        std::vector<std::string> names;
        std::vector<Type> types;
        std::deque<catalog::system::Row> pending;
    };

    void prepare_table(HistoryTable table);
    void write(HistoryTable table, std::deque<catalog::system::Row> rows);
    void remove_old_rows();
    void run();

    std::unique_ptr<engine::Engine> engine_;
    std::unique_ptr<engine::Connection> writer_;
    std::array<Log, static_cast<std::size_t>(HistoryTable::count)> logs_;

    std::mutex write_mutex_;  ///< guards writer_ and audit_; taken before mutex_
    std::unique_ptr<AuditLog> audit_;
    std::mutex mutex_;        ///< guards what follows and the pending rows
    std::condition_variable wake_;
    std::size_t pending_count_ = 0;
    std::int64_t dropped_count_ = 0;
    bool stopping_ = false;
    std::thread thread_;
};

}  // namespace blueshift::session
