#pragma once
/// Who may cancel whose statement.
#include <cstdint>
#include <functional>
#include <map>
#include <mutex>

namespace blueshift::protocol {

/// What a client is given to cancel its statements with.
struct CancelKey {
    std::int32_t process_id = 0;
    std::int32_t secret_key = 0;
};

/// Live connections by process id. Thread-safe.
class CancelRegistry {
public:
    /// Gives out a process id that no live connection has and a random key. `cancel` is called by
    /// any thread, until remove().
    CancelKey add(std::function<void()> cancel);
    void remove(std::int32_t process_id);
    /// Calls the function of this connection. Says nothing about whether there is one, or the key
    /// is right.
    void cancel(const CancelKey& key);

    /// Redshift's newer process ids are of this size.
    static constexpr std::int32_t kFirstProcessId = 1'073'741'824;

private:
    struct Entry {
        std::int32_t secret_key;
        std::function<void()> cancel;
    };

    std::mutex mutex_;
    std::map<std::int32_t, Entry> entries_;
    std::int32_t next_process_id_ = kFirstProcessId;
};

}  // namespace blueshift::protocol
