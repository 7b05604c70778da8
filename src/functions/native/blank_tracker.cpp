#include "functions/native/blank_tracker.h"

#include <mutex>
#include <unordered_set>

namespace blueshift::functions {

namespace {

/// One for the process: the engine gives its functions no place to keep a statement's state.
struct Slots {
    std::mutex mutex;
    std::unordered_set<std::int64_t> noted;
};

Slots& slots() {
    static Slots instance;
    return instance;
}

}  // namespace

void note_trailing_blank(std::int64_t slot) {
    std::lock_guard lock(slots().mutex);
    slots().noted.insert(slot);
}

bool take_trailing_blank(std::int64_t slot) {
    std::lock_guard lock(slots().mutex);
    return slots().noted.erase(slot) > 0;
}

}  // namespace blueshift::functions
