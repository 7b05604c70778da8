#pragma once
/// The last statements and load errors of the cluster, bounded in memory.
#include <atomic>
#include <cstdint>
#include <deque>
#include <mutex>
#include <vector>

#include "catalog/system/system.h"

namespace blueshift::session {

using catalog::system::LoadErrorInfo;
using catalog::system::QueryInfo;

/// Thread-safe.
class QueryLog {
public:
    static constexpr std::size_t kQueryCountMax = 10'000;
    static constexpr std::size_t kLoadErrorCountMax = 10'000;

    std::int64_t next_query_id() { return next_query_id_.fetch_add(1); }
    std::int64_t next_transaction_id() { return next_transaction_id_.fetch_add(1); }
    void add(QueryInfo query);
    void add(LoadErrorInfo error);
    std::vector<QueryInfo> queries() const;
    std::int64_t statement_count() const { return statement_count_; }
    std::int64_t failed_statement_count() const { return failed_statement_count_; }
    std::vector<LoadErrorInfo> load_errors() const;

private:
    std::atomic<std::int64_t> next_query_id_{100};
    std::atomic<std::int64_t> next_transaction_id_{1000};
    std::atomic<std::int64_t> statement_count_{0};
    std::atomic<std::int64_t> failed_statement_count_{0};
    mutable std::mutex mutex_;
    std::deque<QueryInfo> queries_;
    std::deque<LoadErrorInfo> load_errors_;
};

}  // namespace blueshift::session
