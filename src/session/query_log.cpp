#include "session/query_log.h"

#include <algorithm>

namespace blueshift::session {

void QueryLog::continue_after(std::int64_t query_id, std::int64_t statement_id, std::int64_t transaction_id) {
    next_query_id_ = std::max(next_query_id_.load(), query_id + 1);
    next_statement_id_ = std::max(next_statement_id_.load(), statement_id + 1);
    next_transaction_id_ = std::max(next_transaction_id_.load(), transaction_id + 1);
}

void QueryLog::count_statement(bool failed) {
    ++statement_count_;
    if (failed) ++failed_statement_count_;
}

void QueryLog::add(LoadErrorInfo error) {
    std::lock_guard lock(mutex_);
    load_errors_.push_back(std::move(error));
    if (load_errors_.size() > kLoadErrorCountMax) load_errors_.pop_front();
}

std::vector<LoadErrorInfo> QueryLog::load_errors() const {
    std::lock_guard lock(mutex_);
    return {load_errors_.begin(), load_errors_.end()};
}

}  // namespace blueshift::session
