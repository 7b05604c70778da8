// The names of date parts.  Doc: dg/r_Dateparts_for_datetime_functions
#include <algorithm>
#include <array>

#include "types/datetime.h"
#include "types/text_scan.h"

namespace blueshift {

namespace {

struct DatePartName {
    std::string_view name;
    DatePart part;
};

// To add a name: a row, sorted by name.
// clang-format off
constexpr DatePartName kDatePartNames[] = {
    {"c", DatePart::century},           {"cent", DatePart::century},
    {"cents", DatePart::century},       {"centuries", DatePart::century},
    {"century", DatePart::century},     {"d", DatePart::day},
    {"day", DatePart::day},             {"dayofweek", DatePart::dayofweek},
    {"dayofyear", DatePart::dayofyear}, {"days", DatePart::day},
    {"dec", DatePart::decade},          {"decade", DatePart::decade},
    {"decades", DatePart::decade},      {"decs", DatePart::decade},
    {"dow", DatePart::dayofweek},       {"doy", DatePart::dayofyear},
    {"dw", DatePart::dayofweek},        {"dy", DatePart::dayofyear},
    {"epoch", DatePart::epoch},         {"h", DatePart::hour},
    {"hour", DatePart::hour},           {"hours", DatePart::hour},
    {"hr", DatePart::hour},             {"hrs", DatePart::hour},
    {"m", DatePart::minute},            {"microsec", DatePart::microsecond},
    {"microsecond", DatePart::microsecond}, {"microseconds", DatePart::microsecond},
    {"microsecs", DatePart::microsecond},   {"mil", DatePart::millennium},
    {"millennia", DatePart::millennium},    {"millennium", DatePart::millennium},
    {"millisec", DatePart::millisecond},    {"millisecon", DatePart::millisecond},
    {"millisecond", DatePart::millisecond}, {"milliseconds", DatePart::millisecond},
    {"millisecs", DatePart::millisecond},   {"mils", DatePart::millennium},
    {"min", DatePart::minute},          {"mins", DatePart::minute},
    {"minute", DatePart::minute},       {"minutes", DatePart::minute},
    {"mon", DatePart::month},           {"mons", DatePart::month},
    {"month", DatePart::month},         {"months", DatePart::month},
    {"ms", DatePart::millisecond},      {"msec", DatePart::millisecond},
    {"msecond", DatePart::millisecond}, {"mseconds", DatePart::millisecond},
    {"msecs", DatePart::millisecond},   {"qtr", DatePart::quarter},
    {"qtrs", DatePart::quarter},        {"quarter", DatePart::quarter},
    {"quarters", DatePart::quarter},    {"s", DatePart::second},
    {"sec", DatePart::second},          {"second", DatePart::second},
    {"seconds", DatePart::second},      {"secs", DatePart::second},
    {"timezone", DatePart::timezone},   {"timezone_hour", DatePart::timezone_hour},
    {"timezone_minute", DatePart::timezone_minute}, {"us", DatePart::microsecond},
    {"usec", DatePart::microsecond},    {"usecond", DatePart::microsecond},
    {"useconds", DatePart::microsecond}, {"usecs", DatePart::microsecond},
    {"w", DatePart::week},              {"week", DatePart::week},
    {"weekday", DatePart::dayofweek},   {"weeks", DatePart::week},
    {"y", DatePart::year},              {"year", DatePart::year},
    {"yearday", DatePart::dayofyear},   {"years", DatePart::year},
    {"yr", DatePart::year},             {"yrs", DatePart::year},
};

/// In the order of DatePart.
constexpr std::string_view kDatePartFullNames[] = {
    "millennium", "century", "decade", "year", "quarter", "month", "week", "day", "hour", "minute", "second",
    "millisecond", "microsecond", "epoch", "dayofweek", "dayofyear", "timezone", "timezone_hour", "timezone_minute",
};
// clang-format on
static_assert(std::ranges::is_sorted(kDatePartNames, {}, &DatePartName::name));

}  // namespace

std::optional<DatePart> date_part_from_name(std::string_view name) {
    std::array<char, 16> lower{};
    if (name.size() > lower.size()) return std::nullopt;
    std::ranges::transform(name, lower.begin(), to_lower);
    const std::string_view key(lower.data(), name.size());
    const auto* row = std::ranges::lower_bound(kDatePartNames, key, {}, &DatePartName::name);
    if (row == std::end(kDatePartNames) || row->name != key) return std::nullopt;
    return row->part;
}

std::string_view date_part_name(DatePart part) {
    return kDatePartFullNames[static_cast<std::size_t>(part)];
}

}  // namespace blueshift
