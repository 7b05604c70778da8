#include "functions/native/zones.h"

#include "functions/native/casts.h"
#include "functions/native/error_of.h"
#include "functions/native/intervals.h"
#include "types/datetime.h"

namespace blueshift::functions {
namespace {

Timestamp ts(std::string_view text) { return text_to_timestamp(text, "MDY"); }
TimestampTz utc(std::string_view text) { return text_to_timestamptz(text, "MDY", "UTC"); }

// Doc: dg/r_AT_TIME_ZONE
TEST(AtTimeZone, ExamplesOfTheDocumentation) {
    EXPECT_EQ(timestamp_to_timestamptz(ts("2001-02-16 20:38:40"), "MST"), utc("2001-02-17 03:38:40"));
    EXPECT_EQ(timestamptz_to_timestamp(utc("2001-02-17 01:38:40"), "MST"), ts("2001-02-16 18:38:40"));
    EXPECT_EQ(timestamp_to_timestamptz({kTimestampInfinity}, "MST"), TimestampTz{kTimestampInfinity});
}

// Doc: dg/CONVERT_TIMEZONE
TEST(ConvertTimezone, ExamplesOfTheDocumentation) {
    EXPECT_EQ(convert_timezone("EST", "PST", ts("2008-03-05 09:00:00")), ts("2008-03-05 06:00:00"));
    EXPECT_EQ(convert_timezone("UTC", "America/New_York", ts("2013-02-01 08:00:00")), ts("2013-02-01 03:00:00"));
    EXPECT_EQ(convert_timezone("UTC", "America/New_York", ts("2013-06-01 08:00:00")), ts("2013-06-01 04:00:00"));
    EXPECT_EQ(error_of([] { convert_timezone("UTC", "Nowhere/Town", ts("2013-06-01")); }).code(),
              Code::invalid_parameter_value);
}

TEST(TimeTzOf, TakesTheZonesOffset) {
    EXPECT_EQ(timestamptz_to_timetz(utc("2013-07-01 12:00:00"), "America/New_York"),
              (TimeTz{8 * kMicrosPerHour, -4 * 3600}));
    EXPECT_EQ(time_to_timetz({kMicrosPerHour}, "MST"), (TimeTz{kMicrosPerHour, -7 * 3600}));
}

// A day is a calendar day of the zone, 23 hours long when summer time begins (2013-03-10 in New York).
TEST(TimestampTzAdd, DaysAreOfTheZone) {
    EXPECT_EQ(timestamptz_add(utc("2013-03-10 05:00:00"), {0, 1, 0}, "America/New_York"), utc("2013-03-11 04:00:00"));
    EXPECT_EQ(timestamptz_add(utc("2013-03-10 05:00:00"), {0, 0, kMicrosPerDay}, "America/New_York"),
              utc("2013-03-11 05:00:00"));
    EXPECT_EQ(timestamptz_add(utc("2013-01-31 12:00:00"), {1, 0, 0}, "UTC"), utc("2013-02-28 12:00:00"));
    EXPECT_ERROR(timestamptz_add({kTimestampMax}, {0, 10, 0}, "UTC"), Code::datetime_field_overflow,
                 "timestamp out of range");
}

// As PostgreSQL: SELECT INTERVAL '1 month 15 days' * 1.5 is 1 mon 37 days 12:00:00.
TEST(IntervalArithmetic, CarriesFractionsDown) {
    EXPECT_EQ(interval_multiply({1, 15, 0}, 1.5), (Interval{1, 37, 12 * kMicrosPerHour}));
    EXPECT_EQ(interval_multiply({0, 10, 0}, 0.1), (Interval{0, 1, 0}));
    EXPECT_EQ(interval_divide({0, 1, 0}, 2), (Interval{0, 0, 12 * kMicrosPerHour}));
    EXPECT_EQ(interval_multiply({0, 0, kMicrosPerHour}, 24), (Interval{0, 0, kMicrosPerDay}));
    EXPECT_EQ(interval_ym_multiply({7, 0, 0}, 2), (Interval{14, 0, 0}));
    EXPECT_EQ(interval_ym_divide({7, 0, 0}, 2), (Interval{4, 0, 0}));
    EXPECT_ERROR(interval_divide({0, 1, 0}, 0), Code::division_by_zero, "division by zero");
    EXPECT_ERROR(interval_multiply({2000000000, 0, 0}, 2), Code::interval_field_overflow, "interval out of range");
}

}  // namespace
}  // namespace blueshift::functions
