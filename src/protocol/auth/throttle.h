#pragma once
/// Slows down who guesses passwords.
#include <chrono>
#include <cstddef>
#include <map>
#include <mutex>
#include <string>
#include <string_view>

#include "net/task.h"

namespace blueshift::protocol {

/// Remembers failed logins per user and host. Each further attempt, also one with the right
/// password, waits twice as long as the one before, so that trying on many connections at once
/// gains nothing. Thread-safe.
class LoginThrottle {
public:
    /// How long the next attempt has to wait before it is answered.
    std::chrono::milliseconds delay(std::string_view user, std::string_view host,
                                    net::Clock::time_point now) const;
    void failed(std::string_view user, std::string_view host, net::Clock::time_point now);
    void succeeded(std::string_view user, std::string_view host);

    static constexpr std::chrono::milliseconds kFirstDelay{100};
    static constexpr std::chrono::milliseconds kDelayMax{5'000};
    /// Failures are forgotten after this time without another one.
    static constexpr std::chrono::minutes kMemory{10};
    /// The oldest entries make room.
    static constexpr std::size_t kEntryCountMax = 10'000;

private:
    struct Entry {
        int failure_count = 0;
        net::Clock::time_point last_failure;
    };
    static std::string key(std::string_view user, std::string_view host);
    void make_room(net::Clock::time_point now);

    mutable std::mutex mutex_;
    std::map<std::string, Entry, std::less<>> entries_;
};

}  // namespace blueshift::protocol
