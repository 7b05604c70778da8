#pragma once
/// Timers for worker threads: calls a function at a point of time, unless it is disarmed before.
#include <condition_variable>
#include <cstdint>
#include <functional>
#include <map>
#include <mutex>
#include <set>
#include <thread>
#include <utility>

#include "net/task.h"

namespace blueshift::net {

class AlarmClock;

/// An armed alarm. Destroying it disarms it; when its function is just running, that waits for it
/// to return.
class [[nodiscard]] Alarm {
public:
    Alarm() = default;
    Alarm(Alarm&& other) noexcept : clock_(std::exchange(other.clock_, nullptr)), id_(other.id_) {}
    Alarm& operator=(Alarm&& other) noexcept;
    ~Alarm() { disarm(); }
    void disarm();

private:
    friend class AlarmClock;
    Alarm(AlarmClock* clock, std::uint64_t id) : clock_(clock), id_(id) {}

    AlarmClock* clock_ = nullptr;
    std::uint64_t id_ = 0;
};

/// One thread that fires alarms. Thread-safe. Arming and disarming cost no system call as a rule.
class AlarmClock {
public:
    AlarmClock();
    /// All alarms must be gone.
    ~AlarmClock();

    /// Calls `function` at `deadline` on the clock's thread, and again when its result says;
    /// kNoDeadline is the end. The function must be short, must not throw, and must not arm or
    /// disarm alarms.
    Alarm arm(Deadline deadline, std::function<Deadline()> function);

private:
    friend class Alarm;
    struct Entry {
        Deadline deadline;
        std::function<Deadline()> function;
    };

    void disarm(std::uint64_t id);
    void run();
    /// Calls the first alarm of the queue with the lock released.
    void fire_first(std::unique_lock<std::mutex>& lock);

    std::mutex mutex_;
    std::condition_variable changed_;
    std::condition_variable returned_;
    std::map<std::uint64_t, Entry> alarms_;
    std::set<std::pair<Deadline, std::uint64_t>> queue_;
    std::uint64_t running_id_ = 0;  ///< the alarm whose function runs now; 0 for none
    std::uint64_t next_id_ = 1;
    /// When the thread looks next by itself; an alarm that is due later need not wake it.
    Deadline wakes_at_ = kNoDeadline;
    bool stopping_ = false;
    std::thread thread_;
};

}  // namespace blueshift::net
