#include "functions/native/load_fields.h"

#include <algorithm>
#include <cctype>
#include <optional>

#include "base/error.h"
#include "functions/native/casts.h"
#include "functions/native/formats.h"
#include "types/decimal.h"

namespace blueshift::functions {

namespace {

constexpr std::int64_t kMicrosPerSecond = 1'000'000;
constexpr std::int64_t kMicrosPerMillisecond = 1'000;
constexpr std::size_t kIsoDateSize = 10;
constexpr std::size_t kFractionDigitsMax = 6;

bool is_digit(char c) { return c >= '0' && c <= '9'; }

/// YYYY-MM-DD, and a blank behind it when there is more.
bool starts_with_iso_date(std::string_view text) {
    return text.size() >= kIsoDateSize && text[4] == '-' && text[7] == '-' &&
           (text.size() == kIsoDateSize || text[kIsoDateSize] == ' ');
}

/// The default formats are stricter than 'auto'.
void require_iso_timestamp(std::string_view text, const char* format) {
    if (starts_with_iso_date(text)) return;
    throw Error(Code::invalid_datetime_format, "Invalid timestamp format or value [{}]", format);
}

std::int64_t epoch_micros(std::string_view text, std::int64_t unit) {
    const double value = text_to_float8(text) * static_cast<double>(unit);
    constexpr double kMicrosMax = 9.2e18;
    if (!(value > -kMicrosMax && value < kMicrosMax)) {
        throw Error(Code::datetime_field_overflow, "timestamp out of range: \"{}\"", text);
    }
    return static_cast<std::int64_t>(value);
}

/// Takes a fraction of seconds off the end of `text`, in microseconds. SS of a template knows none, COPY accepts it all the same.
std::int64_t take_fraction(std::string_view& text, std::string_view format) {
    const std::size_t point = text.rfind('.');
    const bool ends_with_seconds = format.ends_with("SS") || format.ends_with("ss");
    if (point == std::string_view::npos || !ends_with_seconds) return 0;
    const std::string_view digits = text.substr(point + 1);
    if (digits.empty() || !std::all_of(digits.begin(), digits.end(), is_digit)) return 0;
    std::int64_t micros = 0;
    for (std::size_t i = 0; i < kFractionDigitsMax; ++i) {
        micros = micros * 10 + (i < digits.size() ? digits[i] - '0' : 0);
    }
    text = text.substr(0, point);
    return micros;
}

/// Nothing when `format` is no epoch format.
std::optional<std::int64_t> from_epoch(std::string_view text, std::string_view format) {
    if (format == "epochsecs") return epoch_micros(text, kMicrosPerSecond);
    if (format == "epochmillisecs") return epoch_micros(text, kMicrosPerMillisecond);
    return std::nullopt;
}

}  // namespace

Date load_date(std::string_view text, std::string_view format, std::string_view date_order) {
    if (format.empty()) {
        if (!starts_with_iso_date(text)) {
            throw Error(Code::invalid_datetime_format, "Invalid Date Format - length must be 10 or more");
        }
        return text_to_date(text, date_order);
    }
    if (format == "auto") return text_to_date(text, date_order);
    return text_to_date_format(text, format, true);
}

Timestamp load_timestamp(std::string_view text, std::string_view format, std::string_view date_order) {
    if (const auto micros = from_epoch(text, format)) return {*micros};
    if (format.empty()) require_iso_timestamp(text, "YYYY-MM-DD HH24:MI:SS");
    if (format.empty() || format == "auto") return text_to_timestamp(text, date_order);
    const std::int64_t fraction = take_fraction(text, format);
    return {text_to_timestamptz_format(text, format, true, "UTC").micros + fraction};
}

TimestampTz load_timestamptz(std::string_view text, std::string_view format, std::string_view date_order,
                             std::string_view zone) {
    if (const auto micros = from_epoch(text, format)) return {*micros};
    if (format.empty()) require_iso_timestamp(text, "YYYY-MM-DD HH24:MI:SSOF");
    if (format.empty() || format == "auto") return text_to_timestamptz(text, date_order, zone);
    const std::int64_t fraction = take_fraction(text, format);
    return {text_to_timestamptz_format(text, format, true, zone).micros + fraction};
}

Unscaled load_decimal(std::string_view text, std::int32_t precision, bool round, Scale scale) {
    const Type type = decimal_type(precision, scale.value);
    return {decimal_from_text(text, type, round ? Rounding::half_away : Rounding::truncate).unscaled};
}

std::string load_template(std::string_view format) {
    std::string out;
    for (std::size_t i = 0; i < format.size(); ++i) {
        out += format[i];
        const auto upper = [&](std::size_t at) {
            return at < format.size() ? std::toupper(static_cast<unsigned char>(format[at])) : 0;
        };
        const bool hour = upper(i) == 'H' && i > 0 && upper(i - 1) == 'H';
        if (hour && !(i + 1 < format.size() && is_digit(format[i + 1]))) out += "24";
    }
    return out;
}

}  // namespace blueshift::functions
