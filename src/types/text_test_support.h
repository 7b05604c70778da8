#pragma once
/// What the tests of the text forms share.
#include <string>
#include <string_view>

#include "base/error.h"
#include "types/datetime.h"
#include "types/text.h"

namespace blueshift {

/// 2024-03-05 06:07:08.5 UTC is "now".
inline TextSettings test_settings(std::string_view zone = "UTC") {
    TextSettings settings;
    settings.time_zone = TimeZone::find(zone);
    settings.now_micros =
        days_from_civil({2024, 3, 5}) * kMicrosPerDay + micros_from_civil({6, 7, 8, 500000});
    return settings;
}

/// Reads and prints again; for a refusal, its SQLSTATE and message.
inline std::string echo(Type type, std::string_view text,
                        const TextSettings& settings = test_settings()) {
    try {
        return value_to_text(type, value_from_text(type, text, settings), settings);
    } catch (const Error& error) {
        return std::string(sqlstate(error.code())) + " " + error.message();
    }
}

inline std::string echo(TypeId id, std::string_view text,
                        const TextSettings& settings = test_settings()) {
    return echo(Type{id}, text, settings);
}

}  // namespace blueshift
