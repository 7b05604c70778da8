#include "net/alarm.h"

namespace blueshift::net {

Alarm& Alarm::operator=(Alarm&& other) noexcept {
    if (this != &other) {
        disarm();
        clock_ = std::exchange(other.clock_, nullptr);
        id_ = other.id_;
    }
    return *this;
}

void Alarm::disarm() {
    if (clock_ != nullptr) std::exchange(clock_, nullptr)->disarm(id_);
}

AlarmClock::AlarmClock() : thread_([this] { run(); }) {}

AlarmClock::~AlarmClock() {
    {
        std::lock_guard lock(mutex_);
        stopping_ = true;
    }
    changed_.notify_one();
    thread_.join();
}

Alarm AlarmClock::arm(Deadline deadline, std::function<Deadline()> function) {
    std::lock_guard lock(mutex_);
    const auto id = next_id_++;
    alarms_.emplace(id, Entry{deadline, std::move(function)});
    queue_.emplace(deadline, id);
    if (deadline < wakes_at_) {
        wakes_at_ = deadline;
        changed_.notify_one();
    }
    return {this, id};
}

void AlarmClock::disarm(std::uint64_t id) {
    std::unique_lock lock(mutex_);
    returned_.wait(lock, [&] { return running_id_ != id; });
    const auto alarm = alarms_.find(id);
    if (alarm == alarms_.end()) return;
    queue_.erase({alarm->second.deadline, id});
    alarms_.erase(alarm);
}

void AlarmClock::run() {
    std::unique_lock lock(mutex_);
    while (!stopping_) {
        if (!queue_.empty() && queue_.begin()->first <= Clock::now()) {
            fire_first(lock);
            continue;
        }
        wakes_at_ = queue_.empty() ? kNoDeadline : queue_.begin()->first;
        if (wakes_at_ == kNoDeadline) {
            changed_.wait(lock);
        } else {
            changed_.wait_until(lock, wakes_at_);
        }
    }
}

void AlarmClock::fire_first(std::unique_lock<std::mutex>& lock) {
    const auto id = queue_.begin()->second;
    queue_.erase(queue_.begin());
    auto function = std::move(alarms_.at(id).function);
    running_id_ = id;
    lock.unlock();
    const Deadline again = function();
    lock.lock();
    running_id_ = 0;
    if (again == kNoDeadline) {
        alarms_.erase(id);
    } else {
        alarms_.at(id) = Entry{again, std::move(function)};
        queue_.emplace(again, id);
    }
    returned_.notify_all();
}

}  // namespace blueshift::net
