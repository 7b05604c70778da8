#include "protocol/cancel_registry.h"

#include <cstring>
#include <limits>
#include <string>

#include "base/crypto.h"

namespace blueshift::protocol {

CancelKey CancelRegistry::add(std::function<void()> cancel) {
    CancelKey key;
    const std::string random = crypto::random_bytes(sizeof(key.secret_key));
    std::memcpy(&key.secret_key, random.data(), sizeof(key.secret_key));
    std::lock_guard lock(mutex_);
    do {
        key.process_id = next_process_id_;
        next_process_id_ = next_process_id_ == std::numeric_limits<std::int32_t>::max()
                               ? kFirstProcessId
                               : next_process_id_ + 1;
    } while (
        !entries_.try_emplace(key.process_id, Entry{key.secret_key, std::move(cancel)}).second);
    return key;
}

void CancelRegistry::remove(std::int32_t process_id) {
    std::lock_guard lock(mutex_);
    entries_.erase(process_id);
}

void CancelRegistry::cancel(const CancelKey& key) {
    std::function<void()> cancel;
    {
        std::lock_guard lock(mutex_);
        const auto entry = entries_.find(key.process_id);
        if (entry == entries_.end() || entry->second.secret_key != key.secret_key) return;
        cancel = entry->second.cancel;
    }
    cancel();
}

}  // namespace blueshift::protocol
