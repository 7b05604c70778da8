#include "types/datetime.h"

#include <gtest/gtest.h>

#include "types/timezone.h"

namespace blueshift {
namespace {

TEST(Calendar, KnownDays) {
    EXPECT_EQ(days_from_civil({1970, 1, 1}), 0);
    EXPECT_EQ(days_from_civil({2000, 1, 1}), kDaysTo2000);
    EXPECT_EQ(days_from_civil({-4712, 1, 1}), kDateMin);
    EXPECT_EQ(days_from_civil({294276, 12, 31}), kDateMax);
    EXPECT_EQ(day_of_week(days_from_civil({2024, 2, 29})), 4);  // a Thursday
    EXPECT_EQ(day_of_year(days_from_civil({2024, 12, 31})), 366);
}

TEST(Calendar, EveryDayOfFiveCenturiesReadsBack) {
    CivilDate expected{1650, 1, 1};
    for (std::int64_t days = days_from_civil(expected); expected.year < 2150; ++days) {
        ASSERT_EQ(civil_from_days(days), expected);
        ASSERT_EQ(days_from_civil(expected), days);
        if (++expected.day > days_in_month(expected.year, expected.month)) {
            expected.day = 1;
            if (++expected.month > 12) expected = {expected.year + 1, 1, 1};
        }
    }
}

TEST(Calendar, IsoWeeks) {
    const auto week = [](CivilDate date) { return iso_week(days_from_civil(date)); };
    EXPECT_EQ(week({2005, 1, 1}).week, 53);
    EXPECT_EQ(week({2005, 1, 1}).year, 2004);
    EXPECT_EQ(week({2006, 1, 1}).week, 52);
    EXPECT_EQ(week({2024, 12, 30}).week, 1);
    EXPECT_EQ(week({2024, 12, 30}).year, 2025);
    EXPECT_EQ(days_from_iso_week({2025, 1}), days_from_civil({2024, 12, 30}));
}

TEST(Calendar, AddsIntervals) {
    const auto at = [](CivilDate date) { return days_from_civil(date) * kMicrosPerDay; };
    EXPECT_EQ(add_interval(at({2024, 1, 31}), {1, 0, 0}), at({2024, 2, 29}));
    EXPECT_EQ(add_interval(at({2024, 2, 29}), {12, 1, 0}), at({2025, 3, 1}));
    EXPECT_EQ(add_interval(at({2024, 3, 1}), {-1, 0, -1}), at({2024, 2, 1}) - 1);
    EXPECT_EQ(add_interval(kTimestampInfinity, {1, 1, 1}), kTimestampInfinity);
    EXPECT_FALSE(add_interval(at({290000, 1, 1}), {12 * 100000, 0, 0}));
}

TEST(DateParts, NamesOfTheGuide) {
    EXPECT_EQ(date_part_from_name("m"), DatePart::minute);
    EXPECT_EQ(date_part_from_name("Mon"), DatePart::month);
    EXPECT_EQ(date_part_from_name("QTR"), DatePart::quarter);
    EXPECT_EQ(date_part_from_name("millisecon"), DatePart::millisecond);
    EXPECT_EQ(date_part_from_name("timezone_minute"), DatePart::timezone_minute);
    EXPECT_EQ(date_part_from_name("weekday"), DatePart::dayofweek);
    EXPECT_FALSE(date_part_from_name("fortnight"));
    EXPECT_FALSE(date_part_from_name("a name that is far too long"));
    EXPECT_EQ(date_part_name(DatePart::timezone_hour), "timezone_hour");
}

std::int64_t utc(CivilDate date, int hour = 0) {
    return days_from_civil(date) * kMicrosPerDay + hour * kMicrosPerHour;
}

TEST(TimeZones, Database) {
    const TimeZone zone = TimeZone::find("america/new_york");
    EXPECT_EQ(zone.name(), "America/New_York");
    EXPECT_EQ(zone.offset_at(utc({2024, 1, 1})), -5 * 3600);
    EXPECT_EQ(zone.offset_at(utc({2024, 7, 1})), -4 * 3600);
    // The change of 2024 was on 10 March at 07:00 UTC.
    EXPECT_EQ(zone.offset_at(utc({2024, 3, 10}, 7) - 1), -5 * 3600);
    EXPECT_EQ(zone.offset_at(utc({2024, 3, 10}, 7)), -4 * 3600);
}

TEST(TimeZones, SummerTimeGoesOn) {
    const TimeZone zone = TimeZone::find("Europe/Berlin");
    for (const int year : {2037, 2038, 2100, 2499, 2500, 3000, 99999}) {
        EXPECT_EQ(zone.offset_at(utc({year, 7, 1})), 7200) << year;
        EXPECT_EQ(zone.offset_at(utc({year, 1, 15})), 3600) << year;
    }
    // Mexico gave summer time up in 2022.
    EXPECT_EQ(TimeZone::find("America/Mexico_City").offset_at(utc({2024, 7, 1})), -6 * 3600);
}

TEST(TimeZones, FixedOffsets) {
    EXPECT_TRUE(TimeZone::find("UTC").is_utc());
    EXPECT_TRUE(TimeZone::find("Etc/UTC").is_utc());
    EXPECT_EQ(TimeZone::find("pst").offset_at(0), -8 * 3600);
    EXPECT_EQ(TimeZone::find("-8").offset_at(0), -8 * 3600);
    EXPECT_EQ(TimeZone::find("5.5").offset_at(0), 19800);
    // Offsets in POSIX strings count westward.  Doc: dg/CONVERT_TIMEZONE
    EXPECT_EQ(TimeZone::find("NEWZONE+2").offset_at(0), -7200);
    EXPECT_EQ(TimeZone::find("GMT-3").offset_at(0), 3 * 3600);
    EXPECT_EQ(TimeZone::find("<+0530>-5:30").offset_at(0), 19800);
    for (const int offset : {-8 * 3600, 19800, 12345, -1}) {
        const TimeZone zone = TimeZone::fixed(offset);
        EXPECT_EQ(TimeZone::find(zone.name()).offset_at(0), offset) << zone.name();
    }
}

TEST(TimeZones, PosixRules) {
    const TimeZone zone = TimeZone::find("ABC5DEF,M3.2.0,M11.1.0");
    EXPECT_EQ(zone.offset_at(utc({2024, 3, 10}, 7) - 1), -5 * 3600);
    EXPECT_EQ(zone.offset_at(utc({2024, 3, 10}, 7)), -4 * 3600);
    EXPECT_EQ(zone.offset_at(utc({2024, 11, 3}, 6)), -5 * 3600);
    EXPECT_EQ(TimeZone::find("ABC5DEF").offset_at(utc({2024, 7, 1})), -4 * 3600);
    EXPECT_EQ(TimeZone::find("AAA-10BBB,M10.1.0,M4.1.0/3").offset_at(utc({2024, 1, 1})), 11 * 3600);
    EXPECT_EQ(TimeZone::find("CCC0DDD,J60/0,J300/0").offset_at(utc({2024, 3, 1})), 3600);
    EXPECT_EQ(TimeZone::find("CCC0DDD,J60/0,J300/0").offset_at(utc({2024, 2, 29}, 23)), 0);
}

TEST(TimeZones, Refusals) {
    for (const char* wrong :
         {"", "Mars/Olympus", "AB", "ABC", "ABC25", "ABC5DEF,M13.1.0,M1.1.0", "25", "x'; --"}) {
        EXPECT_ANY_THROW(TimeZone::find(wrong)) << wrong;
    }
}

}  // namespace
}  // namespace blueshift
