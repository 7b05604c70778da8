#include "session/lock_manager.h"

namespace blueshift::session {

namespace {
/// How often a waiter looks whether its statement was canceled.
constexpr auto kCancelPollInterval = std::chrono::milliseconds(20);
}  // namespace

bool LockManager::try_acquire(std::int32_t process_id, catalog::Oid relation) {
    std::lock_guard lock(mutex_);
    const auto [holder, taken] =
        holders_.try_emplace(relation, LockInfo{relation, process_id, true, std::chrono::system_clock::now()});
    return taken || holder->second.process_id == process_id;
}

void LockManager::acquire(std::int32_t process_id, catalog::Oid relation, const CancelToken& cancel) {
    std::unique_lock lock(mutex_);
    while (true) {
        const auto now = std::chrono::system_clock::now();
        const auto [holder, taken] = holders_.try_emplace(relation, LockInfo{relation, process_id, true, now});
        if (taken || holder->second.process_id == process_id) {
            waiting_.erase(process_id);
            return;
        }
        waiting_.try_emplace(process_id, LockInfo{relation, process_id, false, now});
        if (waits_in_circle(process_id)) {
            waiting_.erase(process_id);
            throw Error(Code::deadlock_detected, "deadlock detected")
                .detail("Each of the transactions waits for a table lock that another one holds.");
        }
        released_.wait_for(lock, kCancelPollInterval);
        if (cancel.canceled()) {
            waiting_.erase(process_id);
            cancel.check();
        }
    }
}

void LockManager::release_all(std::int32_t process_id) {
    std::lock_guard lock(mutex_);
    std::erase_if(holders_, [&](const auto& entry) { return entry.second.process_id == process_id; });
    released_.notify_all();
}

std::vector<LockInfo> LockManager::list() const {
    std::lock_guard lock(mutex_);
    std::vector<LockInfo> locks;
    for (const auto& [relation, held] : holders_) locks.push_back(held);
    for (const auto& [waiter, wanted] : waiting_) locks.push_back(wanted);
    return locks;
}

bool LockManager::waits_in_circle(std::int32_t process_id) const {
    std::int32_t current = process_id;
    for (std::size_t steps = 0; steps <= waiting_.size(); ++steps) {
        const auto waited = waiting_.find(current);
        if (waited == waiting_.end()) return false;
        const auto holder = holders_.find(waited->second.relation);
        if (holder == holders_.end()) return false;
        current = holder->second.process_id;
        if (current == process_id) return true;
    }
    return false;
}

}  // namespace blueshift::session
