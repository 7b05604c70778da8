#include "net/startup_limiter.h"

namespace blueshift::net {

std::optional<StartupLimiter::Permit> StartupLimiter::admit(const std::string& address) {
    std::lock_guard lock(mutex_);
    if (total_ >= total_max_) return std::nullopt;
    const auto count = per_address_.try_emplace(address, 0).first;
    if (count->second >= per_address_max_) return std::nullopt;
    ++count->second;
    ++total_;
    return std::optional<Permit>(std::in_place, this, address);
}

void StartupLimiter::Permit::release() {
    if (limiter_ == nullptr) return;
    StartupLimiter& limiter = *std::exchange(limiter_, nullptr);
    std::lock_guard lock(limiter.mutex_);
    --limiter.total_;
    const auto count = limiter.per_address_.find(address_);
    if (--count->second == 0) limiter.per_address_.erase(count);
}

}  // namespace blueshift::net
