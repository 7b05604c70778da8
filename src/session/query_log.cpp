#include "session/query_log.h"

namespace blueshift::session {

void QueryLog::add(QueryInfo query) {
    ++statement_count_;
    if (query.aborted) ++failed_statement_count_;
    std::lock_guard lock(mutex_);
    queries_.push_back(std::move(query));
    if (queries_.size() > kQueryCountMax) queries_.pop_front();
}

void QueryLog::add(LoadErrorInfo error) {
    std::lock_guard lock(mutex_);
    load_errors_.push_back(std::move(error));
    if (load_errors_.size() > kLoadErrorCountMax) load_errors_.pop_front();
}

std::vector<QueryInfo> QueryLog::queries() const {
    std::lock_guard lock(mutex_);
    return {queries_.begin(), queries_.end()};
}

std::vector<LoadErrorInfo> QueryLog::load_errors() const {
    std::lock_guard lock(mutex_);
    return {load_errors_.begin(), load_errors_.end()};
}

}  // namespace blueshift::session
