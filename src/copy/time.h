#pragma once
/// The time of what the load log tells.
#include <chrono>
#include <cstdint>

namespace blueshift::copy {

/// Microseconds since 1970, UTC.
inline std::int64_t now_micros() {
    return std::chrono::duration_cast<std::chrono::microseconds>(std::chrono::system_clock::now().time_since_epoch()).count();
}

}  // namespace blueshift::copy
