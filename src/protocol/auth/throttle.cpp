#include "protocol/auth/throttle.h"

#include <algorithm>

namespace blueshift::protocol {

std::string LoginThrottle::key(std::string_view user, std::string_view host) {
    std::string out(host);
    out += '\0';  // in neither of the two
    out += user;
    return out;
}

std::chrono::milliseconds LoginThrottle::delay(std::string_view user, std::string_view host,
                                               net::Clock::time_point now) const {
    std::lock_guard lock(mutex_);
    const auto entry = entries_.find(key(user, host));
    if (entry == entries_.end() || now - entry->second.last_failure > kMemory) return {};
    const int doublings = std::min(entry->second.failure_count - 1, 10);
    return std::min(kFirstDelay * (1 << doublings), kDelayMax);
}

void LoginThrottle::failed(std::string_view user, std::string_view host,
                           net::Clock::time_point now) {
    std::lock_guard lock(mutex_);
    if (entries_.size() >= kEntryCountMax) make_room(now);
    Entry& entry = entries_[key(user, host)];
    if (now - entry.last_failure > kMemory) entry.failure_count = 0;
    ++entry.failure_count;
    entry.last_failure = now;
}

void LoginThrottle::succeeded(std::string_view user, std::string_view host) {
    std::lock_guard lock(mutex_);
    entries_.erase(key(user, host));
}

void LoginThrottle::make_room(net::Clock::time_point now) {
    std::erase_if(entries_,
                  [&](const auto& entry) { return now - entry.second.last_failure > kMemory; });
    if (entries_.size() < kEntryCountMax) return;
    entries_.erase(
        std::min_element(entries_.begin(), entries_.end(), [](const auto& left, const auto& right) {
            return left.second.last_failure < right.second.last_failure;
        }));
}

}  // namespace blueshift::protocol
