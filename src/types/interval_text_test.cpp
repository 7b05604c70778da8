#include <gtest/gtest.h>

#include "types/text_test_support.h"

namespace blueshift {
namespace {

constexpr TypeId kInterval = TypeId::interval;

// Doc: dg/r_interval_literals
TEST(IntervalText, UnitsAndAbbreviations) {
    EXPECT_EQ(echo(kInterval, "7 days, 3 hours, 59 minutes"), "7 days 03:59:00");
    EXPECT_EQ(echo(kInterval, "1w, 1h, 1m, 1s"), "7 days 01:01:01");
    EXPECT_EQ(echo(kInterval, "52 weeks"), "364 days");
    EXPECT_EQ(echo(kInterval, "0.5 days"), "12:00:00");
    EXPECT_EQ(echo(kInterval, "10"), "00:00:10");
    EXPECT_EQ(echo(kInterval, "5 s"), "00:00:05");
    EXPECT_EQ(echo(kInterval, "1.5 hrs"), "01:30:00");
    EXPECT_EQ(echo(kInterval, "250 msecs 5 us"), "00:00:00.250005");
    EXPECT_EQ(echo(kInterval, "1 quarter"), "3 mons");
    EXPECT_EQ(echo(kInterval, "1 c 1 dec"), "110 years");
}

TEST(IntervalText, PostgresForms) {
    EXPECT_EQ(echo(kInterval, "1 year 2 mons 3 days 04:05:06"), "1 year 2 mons 3 days 04:05:06");
    EXPECT_EQ(echo(kInterval, "@ 1 minute"), "00:01:00");
    EXPECT_EQ(echo(kInterval, "1 12:59:10"), "1 day 12:59:10");
    EXPECT_EQ(echo(kInterval, "4:05"), "04:05:00");
    EXPECT_EQ(echo(kInterval, "-1 mon 3 days -04:05:06"), "-1 mons +3 days -04:05:06");
    EXPECT_EQ(echo(kInterval, "1 day 2 hours ago"), "-1 days -02:00:00");
    EXPECT_EQ(echo(kInterval, "2-3"), "2 years 3 mons");
    EXPECT_EQ(echo(kInterval, "-2-3"), "-2 years -3 mons");
    EXPECT_EQ(echo(kInterval, "1.5 months"), "1 mon 15 days");
    EXPECT_EQ(echo(kInterval, "1.5 weeks"), "10 days 12:00:00");
    EXPECT_EQ(echo(kInterval, "1.5 years"), "1 year 6 mons");
    EXPECT_EQ(echo(kInterval, "100:00:00"), "100:00:00");
    EXPECT_EQ(echo(kInterval, "0 days"), "00:00:00");
}

TEST(IntervalText, Refusals) {
    for (const char* wrong :
         {"", "days", "1 2 3", "1 fortnight", "1 dow", "ago", "1 day x", "1..5 days", "1-2-3"}) {
        EXPECT_EQ(echo(kInterval, wrong),
                  "22007 invalid input syntax for type interval: \"" + std::string(wrong) + "\"");
    }
    EXPECT_EQ(echo(kInterval, "1:60"), "22015 interval field value out of range: \"1:60\"");
    EXPECT_EQ(echo(kInterval, "2-12"), "22015 interval field value out of range: \"2-12\"");
    EXPECT_EQ(echo(kInterval, "999999999999 years"),
              "22015 interval field value out of range: \"999999999999 years\"");
    EXPECT_EQ(echo(kInterval, "99999999999999999999 s"),
              "22015 interval field value out of range: \"99999999999999999999 s\"");
}

Interval qualified(std::string_view text, DatePart first, DatePart last) {
    return interval_from_text(text, IntervalRange{first, last});
}

// Doc: dg/r_interval_data_types
TEST(IntervalText, Qualifiers) {
    EXPECT_EQ(qualified("23", DatePart::month, DatePart::month), (Interval{23, 0, 0}));
    EXPECT_EQ(qualified("-2", DatePart::day, DatePart::day), (Interval{0, -2, 0}));
    EXPECT_EQ(qualified("1-2", DatePart::month, DatePart::month), (Interval{14, 0, 0}));
    EXPECT_EQ(qualified("13 day 1 hour 1 minute 1.123 seconds", DatePart::second, DatePart::second),
              (Interval{0, 13, kMicrosPerHour + kMicrosPerMinute + 1'123'000}));
    EXPECT_EQ(qualified("1 day 1 hour 1 minute 1.123 seconds", DatePart::minute, DatePart::minute),
              (Interval{0, 1, kMicrosPerHour + kMicrosPerMinute}));
    EXPECT_EQ(qualified("2-3", DatePart::year, DatePart::month), (Interval{27, 0, 0}));
    EXPECT_EQ(qualified("2-3", DatePart::year, DatePart::year), (Interval{24, 0, 0}));
    EXPECT_EQ(qualified("1 2:03:04", DatePart::day, DatePart::second),
              (Interval{0, 1, 2 * kMicrosPerHour + 3 * kMicrosPerMinute + 4 * kMicrosPerSecond}));
    EXPECT_EQ(qualified("1 2:03:04", DatePart::day, DatePart::hour),
              (Interval{0, 1, 2 * kMicrosPerHour}));
    EXPECT_EQ(qualified("2:03", DatePart::minute, DatePart::second),
              (Interval{0, 0, 2 * kMicrosPerMinute + 3 * kMicrosPerSecond}));
}

TEST(IntervalText, YearToMonthAndDayToSecond) {
    EXPECT_EQ(echo(TypeId::interval_ym, "1-2"), "1 year 2 mons");
    EXPECT_EQ(echo(TypeId::interval_ym, "1 month"), "1 mon");
    EXPECT_EQ(echo(TypeId::interval_ym, "20 days"), "0 mons");
    EXPECT_EQ(echo(TypeId::interval_ds, "3 4:05:06.5"), "3 days 4 hours 5 mins 6.5 secs");
    EXPECT_EQ(echo(TypeId::interval_ds, "25 hours 1 s"), "1 day 1 hour 1 sec");
    EXPECT_EQ(echo(TypeId::interval_ds, "-2 days -0.5 s"), "-2 days -0.5 secs");
    EXPECT_EQ(echo(TypeId::interval_ds, "0"), "0 secs");
    EXPECT_EQ(echo(TypeId::interval_ds, "1 month"),
              "22007 invalid input syntax for type interval day to second: \"1 month\"");
}

}  // namespace
}  // namespace blueshift
