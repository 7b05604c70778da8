#include "types/timezone.h"

#include <date/tz.h>
#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <charconv>
#include <chrono>
#include <cmath>
#include <fstream>
#include <map>
#include <mutex>
#include <vector>

#include "base/error.h"
#include "types/datetime.h"
#include "types/posix_zone.h"
#include "types/text_scan.h"

namespace blueshift {

/// All changes of one zone's offset. Before the first change the first offset holds.
struct ZoneTable {
    std::vector<std::int64_t> starts;  ///< UTC microseconds
    std::vector<std::int32_t>
        offsets;  ///< seconds east of UTC, from the start with the same index on
    bool has_rules =
        false;  ///< the changes go on by yearly rules; the calendar repeats every 400 years
};

namespace {

/// The tables are written out to this year; later instants are looked up 400 years or more earlier.
constexpr std::int64_t kTableEndYear = 2500;
constexpr std::int64_t kCycleMicros = 146097 * kMicrosPerDay;     // 400 years
constexpr std::int64_t kTableEndMicros = 193579 * kMicrosPerDay;  // 2500-01-01

constexpr std::string_view kZoneDirectory = "/usr/share/zoneinfo/";

void add_change(ZoneTable& table, std::int64_t utc_seconds, std::int32_t offset) {
    table.starts.push_back(utc_seconds * kMicrosPerSecond);
    table.offsets.push_back(offset);
}

/// Adds the changes of a POSIX zone from `first_year` on that come after those already in the
/// table.
void add_rules(ZoneTable& table, const PosixZone& zone, std::int64_t first_year) {
    if (!zone.has_summer) return;
    table.has_rules = true;
    for (std::int64_t year = first_year; year < kTableEndYear; ++year) {
        std::array<std::pair<std::int64_t, std::int32_t>, 2> changes = {
            std::pair{zone.summer_start.local_seconds(year) - zone.standard_offset,
                      zone.summer_offset},
            std::pair{zone.summer_end.local_seconds(year) - zone.summer_offset,
                      zone.standard_offset}};
        std::ranges::sort(changes);
        for (const auto& [utc_seconds, offset] : changes) {
            if (utc_seconds * kMicrosPerSecond > table.starts.back())
                add_change(table, utc_seconds, offset);
        }
    }
}

/// The rule for the future that a compiled zone file ends with; the zone library does not read it.
std::optional<PosixZone> footer_of(const std::string& zone_name) {
    std::ifstream file(std::string(kZoneDirectory) + zone_name, std::ios::binary);
    std::string line;
    std::string last;
    while (std::getline(file, line))
        last = std::move(line);
    return parse_posix_zone(last);
}

std::shared_ptr<const ZoneTable> make_table(const date::time_zone& zone) {
    auto table = std::make_shared<ZoneTable>();
    const auto seconds_of = [](date::sys_seconds time) { return time.time_since_epoch().count(); };
    // Zones agree on nothing before clocks were standardised; PostgreSQL shows local mean time
    // there, as the library does.
    const date::sys_seconds first = date::sys_days{date::year{1800} / 1 / 1};
    const date::sys_seconds end =
        date::sys_days{date::year{static_cast<int>(kTableEndYear)} / 1 / 1};
    for (date::sys_seconds time = first; time < end;) {
        const date::sys_info info = zone.get_info(time);
        add_change(*table, seconds_of(time), static_cast<std::int32_t>(info.offset.count()));
        time = info.end;
    }
    const std::int64_t last_change = split_timestamp(table->starts.back()).days;
    if (const auto footer = footer_of(zone.name())) {
        add_rules(*table, *footer, civil_from_days(last_change).year);
    }
    return table;
}

std::string lower_case(std::string_view text) {
    std::string lower(text);
    std::ranges::transform(lower, lower.begin(), to_lower);
    return lower;
}

/// The zone database, indexed by lower-case name; tables are made when first asked for.
class ZoneDatabase {
public:
    static ZoneDatabase& instance() {
        static ZoneDatabase database;
        return database;
    }

    struct Found {
        std::string name;
        std::shared_ptr<const ZoneTable> table;
    };

    std::optional<Found> find(std::string_view name) {
        const std::lock_guard lock(mutex_);
        const auto entry = zones_.find(lower_case(name));
        if (entry == zones_.end()) return std::nullopt;
        auto& [zone, table] = entry->second;
        if (!table) table = make_table(*zone);
        return Found{zone->name(), table};
    }

private:
    ZoneDatabase() {
        for (const date::time_zone& zone : date::get_tzdb().zones) {
            zones_.try_emplace(lower_case(zone.name()), &zone, nullptr);
        }
    }

    std::mutex mutex_;
    std::map<std::string, std::pair<const date::time_zone*, std::shared_ptr<const ZoneTable>>>
        zones_;
};

/// Hours east of UTC, as SET TIME ZONE takes them.
std::optional<std::int32_t> offset_from_hours(std::string_view text) {
    if (text.starts_with('+')) text.remove_prefix(1);
    double hours = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), hours);
    if (error != std::errc() || end != text.data() + text.size() || !(std::fabs(hours) <= 24)) {
        return std::nullopt;
    }
    return static_cast<std::int32_t>(std::lround(hours * 3600));
}

/// A POSIX string for a fixed offset: named as ISO 8601 writes it, then the hours westward.
std::string fixed_name(std::int32_t offset_seconds) {
    if (offset_seconds == 0) return "UTC";
    const auto write = [](std::int32_t seconds, std::string_view hour_format) {
        const int magnitude = std::abs(seconds);
        std::string text(seconds < 0 ? "-" : "+");
        text += fmt::format(fmt::runtime(hour_format), magnitude / 3600);
        if (magnitude % 3600 != 0) text += fmt::format(":{:02}", magnitude / 60 % 60);
        if (magnitude % 60 != 0) text += fmt::format(":{:02}", magnitude % 60);
        return text;
    };
    return fmt::format("<{}>{}", write(offset_seconds, "{:02}"), write(-offset_seconds, "{:02}"));
}

}  // namespace

TimeZone TimeZone::fixed(std::int32_t offset_seconds) {
    TimeZone zone;
    zone.name_ = fixed_name(offset_seconds);
    zone.offset_seconds_ = offset_seconds;
    return zone;
}

TimeZone TimeZone::find(std::string_view name) {
    name = trim_blanks(name);
    if (const auto offset = offset_from_hours(name)) return fixed(*offset);
    TimeZone zone;
    zone.name_ = name;
    if (const auto offset = zone_abbreviation_offset(name)) {
        std::ranges::transform(zone.name_, zone.name_.begin(), to_upper);
        zone.offset_seconds_ = *offset;
        return zone;
    }
    if (auto found = ZoneDatabase::instance().find(name)) {
        zone.name_ = std::move(found->name);
        if (found->table->starts.size() == 1) {
            zone.offset_seconds_ = found->table->offsets[0];
        } else {
            zone.table_ = std::move(found->table);
        }
        return zone;
    }
    const auto posix = parse_posix_zone(name);
    if (name.empty() || !posix) {
        throw Error(Code::invalid_parameter_value, "time zone \"{}\" not recognized", name);
    }
    zone.offset_seconds_ = posix->standard_offset;
    if (posix->has_summer) {
        auto table = std::make_shared<ZoneTable>();
        constexpr std::int64_t kFirstYear = 1900;
        add_change(*table, days_from_civil({kFirstYear, 1, 1}) * 86400, posix->standard_offset);
        add_rules(*table, *posix, kFirstYear);
        zone.table_ = std::move(table);
    }
    return zone;
}

std::int32_t TimeZone::offset_at(std::int64_t utc_micros) const {
    if (!table_) return offset_seconds_;
    if (table_->has_rules && utc_micros >= kTableEndMicros) {
        utc_micros -= ((utc_micros - kTableEndMicros) / kCycleMicros + 1) * kCycleMicros;
    }
    const auto after = std::ranges::upper_bound(table_->starts, utc_micros);
    const auto index = std::max<std::ptrdiff_t>(after - table_->starts.begin() - 1, 0);
    return table_->offsets[static_cast<std::size_t>(index)];
}

std::int64_t TimeZone::to_utc(std::int64_t local_micros) const {
    // No zone is a day away from UTC and none changes twice in two days, so these are the offsets
    // on both sides.
    const std::int32_t before = offset_at(local_micros - kMicrosPerDay);
    const std::int32_t after = offset_at(local_micros + kMicrosPerDay);
    const std::int64_t utc_before = local_micros - before * kMicrosPerSecond;
    const std::int64_t utc_after = local_micros - after * kMicrosPerSecond;
    if (before == after) return utc_before;
    // A repeated hour is taken after the clock was put back, a skipped one before it was put
    // forward.
    return offset_at(utc_after) == after ? utc_after : utc_before;
}

}  // namespace blueshift
