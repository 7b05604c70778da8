/// Constants as literals that the engine folds when it plans.
#include <fmt/format.h>

#include <algorithm>
#include <chrono>
#include <cmath>
#include <limits>

#include "emit/emitter.h"

namespace blueshift::emit {

namespace {

constexpr std::int64_t kMicrosPerSecond = 1'000'000;
constexpr std::int64_t kMicrosPerDay = 86'400 * kMicrosPerSecond;
/// Dates that the engine's literals write as plain YYYY-MM-DD: years 1 to 9999.
constexpr std::int64_t kFirstPlainDay = -719'162;
constexpr std::int64_t kLastPlainDay = 2'932'896;

std::string in_parentheses(std::string text) {
    return text.starts_with('-') ? "(" + text + ")" : text;
}

std::string unsigned_digits(unsigned __int128 value) {
    std::string digits;
    do {
        digits.insert(digits.begin(), static_cast<char>('0' + static_cast<int>(value % 10)));
        value /= 10;
    } while (value != 0);
    return digits;
}

/// Exactly the digits the value has: the engine does arithmetic in the narrowest integers that hold its operands, so a literal
/// must not be wider than its value.
std::string decimal_literal(const Decimal& value, Type type) {
    const bool negative = value.unscaled < 0;
    const auto magnitude = static_cast<unsigned __int128>(value.unscaled);
    std::string digits = unsigned_digits(negative ? -magnitude : magnitude);
    const std::size_t scale = value.scale;
    if (digits.size() <= scale) digits.insert(0, scale + 1 - digits.size(), '0');
    const std::size_t width = digits[0] == '0' ? std::max<std::size_t>(scale, 1) : digits.size();
    std::string text = digits;
    if (scale > 0) text.insert(digits.size() - scale, 1, '.');
    if (negative) text.insert(0, 1, '-');
    if (type.typmod >= 0 && decimal_scale(type) != static_cast<int>(scale)) {
        return fmt::format("CAST({} AS {})", text, engine_type(type));
    }
    if (scale == 0) return fmt::format("CAST({} AS DECIMAL({},0))", text, width);
    return in_parentheses(std::move(text));
}

std::string float_literal(double value, std::string_view type) {
    if (std::isnan(value)) return fmt::format("CAST('nan' AS {})", type);
    if (std::isinf(value)) return fmt::format("CAST('{}inf' AS {})", value < 0 ? "-" : "", type);
    // An exponent makes the literal a DOUBLE for the engine; without one it is a DECIMAL.
    std::string text = fmt::format("{}", value);
    if (text.find('e') == std::string::npos) text += "e0";
    return type == "DOUBLE" ? in_parentheses(std::move(text)) : fmt::format("CAST({} AS {})", text, type);
}

std::string date_text(std::int64_t days) {
    const std::chrono::year_month_day date{std::chrono::sys_days{std::chrono::days{days}}};
    return fmt::format("{:04}-{:02}-{:02}", static_cast<int>(date.year()),
                       static_cast<unsigned>(date.month()), static_cast<unsigned>(date.day()));
}

std::string time_text(std::int64_t micros) {
    const std::int64_t seconds = micros / kMicrosPerSecond;
    std::string text = fmt::format("{:02}:{:02}:{:02}", seconds / 3600, seconds / 60 % 60, seconds % 60);
    if (micros % kMicrosPerSecond != 0) text += fmt::format(".{:06}", micros % kMicrosPerSecond);
    return text;
}

std::string date_literal(std::int64_t days) {
    if (days >= kFirstPlainDay && days <= kLastPlainDay) return fmt::format("DATE '{}'", date_text(days));
    return fmt::format("(DATE '1970-01-01' + CAST({} AS INTEGER))", days);
}

std::string timestamp_literal(std::int64_t micros, bool zoned) {
    const std::string_view type = zoned ? "TIMESTAMPTZ" : "TIMESTAMP";
    if (micros == std::numeric_limits<std::int64_t>::max()) return fmt::format("{} 'infinity'", type);
    if (micros == -std::numeric_limits<std::int64_t>::max()) return fmt::format("{} '-infinity'", type);
    std::int64_t days = micros / kMicrosPerDay;
    if (micros % kMicrosPerDay < 0) --days;
    if (days < kFirstPlainDay || days > kLastPlainDay) {
        return zoned ? fmt::format("make_timestamptz({})", micros)
                     : fmt::format("make_timestamp({})", micros);
    }
    return fmt::format("{} '{} {}{}'", type, date_text(days), time_text(micros - days * kMicrosPerDay),
                       zoned ? "+00" : "");
}

std::string timetz_literal(const TimeTz& value) {
    const int offset = std::abs(value.offset_seconds);
    return fmt::format("TIMETZ '{}{}{:02}:{:02}:{:02}'", time_text(value.micros),
                       value.offset_seconds < 0 ? '-' : '+', offset / 3600, offset / 60 % 60, offset % 60);
}

std::string interval_literal(const Interval& value) {
    return fmt::format("INTERVAL '{} months {} days {} microseconds'", value.months, value.days,
                       value.micros);
}

std::string blob_literal(std::string_view bytes) {
    std::string text = "'";
    for (const char c : bytes) text += fmt::format("\\x{:02X}", static_cast<unsigned char>(c));
    return text += "'::BLOB";
}

std::string integer_literal(std::int64_t value, std::string_view type) {
    // A bare integer literal is an INTEGER for the engine.
    if (type == "INTEGER") return in_parentheses(fmt::format("{}", value));
    return fmt::format("CAST({} AS {})", value, type);
}

}  // namespace

std::string emit_constant(Type type, const Value& value) {
    const std::string name = engine_type(type);
    if (value.is_null()) {
        return type.id == TypeId::unknown ? "NULL" : fmt::format("CAST(NULL AS {})", name);
    }
    switch (type.id) {
        case TypeId::boolean: return value.as_bool() ? "TRUE" : "FALSE";
        case TypeId::decimal: return decimal_literal(value.as_decimal(), type);
        case TypeId::real:
        case TypeId::double_: return float_literal(value.as_double(), name);
        case TypeId::date: return date_literal(value.as_int());
        case TypeId::time: return fmt::format("TIME '{}'", time_text(value.as_int()));
        case TypeId::timetz: return timetz_literal(value.as_timetz());
        case TypeId::timestamp: return timestamp_literal(value.as_int(), false);
        case TypeId::abstime:
        case TypeId::timestamptz: return timestamp_literal(value.as_int(), true);
        case TypeId::interval:
        case TypeId::interval_ym:
        case TypeId::interval_ds: return interval_literal(value.as_interval());
        default: break;
    }
    if (name == "BLOB") return blob_literal(value.as_string());
    if (type_info(type.id).physical == Physical::string) return quote_literal(value.as_string());
    return integer_literal(value.as_int(), name);
}

}  // namespace blueshift::emit
