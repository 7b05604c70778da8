#pragma once
/// Time zones: the system's zone database, abbreviations, and POSIX strings.  Doc:
/// dg/time-zone-names
#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>

namespace blueshift {

struct ZoneTable;

/// A time zone by name (`UTC`, `America/New_York`), fixed offset or POSIX string. Cheap to copy.
class TimeZone {
public:
    /// UTC.
    TimeZone() = default;
    /// Finds a zone by, in this order: a number of hours east of UTC (`-8`, `5.5`), an abbreviation
    /// (`PST`, a fixed offset), a name of the zone database in any case, a POSIX string
    /// (`NEWZONE+2`, `EST5EDT`), whose offsets count westward. Throws invalid_parameter_value
    /// (22023): `time zone "x" not recognized`.
    static TimeZone find(std::string_view name);
    /// A zone that is always `offset_seconds` east of UTC.
    static TimeZone fixed(std::int32_t offset_seconds);

    /// As find() takes it; names of the database in their own spelling.
    const std::string& name() const { return name_; }
    /// Seconds east of UTC at `utc_micros` (since 1970).
    std::int32_t offset_at(std::int64_t utc_micros) const;
    /// UTC instant of a local time; for a skipped or repeated hour, standard time as PostgreSQL
    /// does.
    std::int64_t to_utc(std::int64_t local_micros) const;
    bool is_utc() const { return !table_ && offset_seconds_ == 0; }

private:
    std::string name_ = "UTC";
    std::int32_t offset_seconds_ = 0;
    std::shared_ptr<const ZoneTable>
        table_;  ///< null for a fixed offset; shared by all copies of the zone
};

/// Seconds east of UTC that a zone abbreviation stands for, in any case: `est` is -18000.
std::optional<std::int32_t> zone_abbreviation_offset(std::string_view name);

}  // namespace blueshift
