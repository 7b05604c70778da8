#pragma once
/// Bounds connections that have not proved yet who they are.
#include <cstddef>
#include <map>
#include <mutex>
#include <optional>
#include <string>
#include <utility>

namespace blueshift::net {

/// Counts unfinished startups, in all and per address, so that a flood of slow clients of one host
/// can neither exhaust memory nor keep others out. Thread-safe.
class StartupLimiter {
public:
    StartupLimiter(std::size_t total_max, std::size_t per_address_max)
        : total_max_(total_max), per_address_max_(per_address_max) {}

    /// One counted startup; the count ends with it.
    class Permit {
    public:
        Permit(StartupLimiter* limiter, std::string address)
            : limiter_(limiter), address_(std::move(address)) {}
        Permit(Permit&& other) noexcept
            : limiter_(std::exchange(other.limiter_, nullptr)),
              address_(std::move(other.address_)) {}
        Permit& operator=(Permit&&) = delete;
        ~Permit() { release(); }
        void release();

    private:
        StartupLimiter* limiter_;
        std::string address_;
    };

    /// Nothing when a limit is reached.
    std::optional<Permit> admit(const std::string& address);

private:
    const std::size_t total_max_;
    const std::size_t per_address_max_;
    std::mutex mutex_;
    std::size_t total_ = 0;
    std::map<std::string, std::size_t> per_address_;
};

}  // namespace blueshift::net
