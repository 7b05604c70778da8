#pragma once
/// The counters of statements and transactions, and the last load errors of the cluster, bounded in memory.
#include <atomic>
#include <cstdint>
#include <deque>
#include <mutex>
#include <vector>

#include "catalog/system/system.h"

namespace blueshift::session {

using catalog::system::LoadErrorInfo;

/// Thread-safe.
class QueryLog {
public:
    static constexpr std::size_t kLoadErrorCountMax = 10'000;

    /// Ids are never given twice, also not after a restart: goes on behind what the history holds.
    void continue_after(std::int64_t query_id, std::int64_t statement_id, std::int64_t transaction_id);
    /// Ids of queries in STL relations.
    std::int64_t next_query_id() { return next_query_id_.fetch_add(1); }
    /// Ids of all statements in SYS relations.
    std::int64_t next_statement_id() { return next_statement_id_.fetch_add(1); }
    std::int64_t next_transaction_id() { return next_transaction_id_.fetch_add(1); }
    void count_statement(bool failed);
    void add(LoadErrorInfo error);
    std::int64_t statement_count() const { return statement_count_; }
    std::int64_t failed_statement_count() const { return failed_statement_count_; }
    std::vector<LoadErrorInfo> load_errors() const;

private:
    std::atomic<std::int64_t> next_query_id_{100};
    std::atomic<std::int64_t> next_statement_id_{1'000'000};
    std::atomic<std::int64_t> next_transaction_id_{1000};
    std::atomic<std::int64_t> statement_count_{0};
    std::atomic<std::int64_t> failed_statement_count_{0};
    mutable std::mutex mutex_;
    std::deque<LoadErrorInfo> load_errors_;
};

}  // namespace blueshift::session
