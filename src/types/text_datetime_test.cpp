#include <gtest/gtest.h>

#include "types/text_test_support.h"

namespace blueshift {
namespace {

constexpr TypeId kDate = TypeId::date;
constexpr TypeId kTime = TypeId::time;
constexpr TypeId kTimestamp = TypeId::timestamp;
constexpr TypeId kTimestamptz = TypeId::timestamptz;

TextSettings ordered(DateOrder order) {
    TextSettings settings = test_settings();
    settings.date_order = order;
    return settings;
}

// Doc: PostgreSQL 8.0, "Date Input"; each of these is the first of August's neighbours in its
// table.
TEST(DateText, FormsOfTheManual) {
    for (const char* text :
         {"January 8, 1999", "1999-01-08",   "1/8/1999",   "1999-Jan-08",
          "Jan-08-1999",     "08-Jan-1999",  "Jan-08-99",  "08-Jan-99",
          "19990108",        "990108",       "1999.008",   "J2451187",
          "Jan 8 1999",      "8 Jan 1999",   "1999 Jan 8", "Friday January 8 1999",
          "01.08.1999",      "1999/01/08",   "1-8-99",     "1999-01-08 04:05:06",
          "1999008",         "jan 8 1999 AD"}) {
        EXPECT_EQ(echo(kDate, text), "1999-01-08") << text;
    }
}

TEST(DateText, OrderOfAmbiguousDates) {
    EXPECT_EQ(echo(kDate, "01/02/03"), "2003-01-02");
    EXPECT_EQ(echo(kDate, "01/02/03", ordered(DateOrder::dmy)), "2003-02-01");
    EXPECT_EQ(echo(kDate, "01/02/03", ordered(DateOrder::ymd)), "2001-02-03");
    EXPECT_EQ(echo(kDate, "18/1/1999", ordered(DateOrder::dmy)), "1999-01-18");
    EXPECT_EQ(echo(kDate, "18/1/1999"), "22008 date/time field value out of range: \"18/1/1999\"");
    EXPECT_EQ(echo(kDate, "99-Jan-08", ordered(DateOrder::ymd)), "1999-01-08");
    EXPECT_EQ(echo(kDate, "08-Jan-1999", ordered(DateOrder::ymd)), "1999-01-08");
    EXPECT_EQ(echo(kDate, "99-Jan-08"), "22008 date/time field value out of range: \"99-Jan-08\"");
}

TEST(DateText, CenturiesAndEras) {
    EXPECT_EQ(echo(kDate, "1/1/69"), "2069-01-01");
    EXPECT_EQ(echo(kDate, "1/1/70"), "1970-01-01");
    EXPECT_EQ(echo(kDate, "January 8, 99 BC"), "0099-01-08 BC");
    EXPECT_EQ(echo(kDate, "4713-01-01 BC"), "4713-01-01 BC");
    EXPECT_EQ(echo(kDate, "4714-12-31 BC"),
              "22008 date/time field value out of range: \"4714-12-31 BC\"");
    EXPECT_EQ(echo(kDate, "0001-01-01 BC"), "0001-01-01 BC");
    EXPECT_EQ(echo(kDate, "0000-01-01"),
              "22008 date/time field value out of range: \"0000-01-01\"");
    EXPECT_EQ(echo(kDate, "294276-12-31"), "294276-12-31");
    EXPECT_EQ(echo(kDate, "294277-01-01"),
              "22008 date/time field value out of range: \"294277-01-01\"");
}

TEST(DateText, SpecialWords) {
    EXPECT_EQ(echo(kDate, "epoch"), "1970-01-01");
    EXPECT_EQ(echo(kDate, "today"), "2024-03-05");
    EXPECT_EQ(echo(kDate, "Tomorrow"), "2024-03-06");
    EXPECT_EQ(echo(kDate, "yesterday"), "2024-03-04");
    EXPECT_EQ(echo(kDate, "now", test_settings("Pacific/Auckland")), "2024-03-05");
    EXPECT_EQ(echo(kDate, "now", test_settings("America/Los_Angeles")), "2024-03-04");
}

TEST(DateText, Refusals) {
    EXPECT_EQ(echo(kDate, "2023-02-29"),
              "22008 date/time field value out of range: \"2023-02-29\"");
    EXPECT_EQ(echo(kDate, "2023-13-01"),
              "22008 date/time field value out of range: \"2023-13-01\"");
    EXPECT_EQ(echo(kDate, "2024-02-29"), "2024-02-29");
    EXPECT_EQ(echo(kDate, "1900-02-29"),
              "22008 date/time field value out of range: \"1900-02-29\"");
    for (const char* wrong :
         {"", " ", "x", "2023", "2023-01", "Jan 8", "04:05:06", "infinity", "1999-01-08x",
          "1999-01-08 1999-01-08", "now today", "today 1999-01-08", "$1", "12:", "1999-01-08T"}) {
        EXPECT_EQ(echo(kDate, wrong),
                  "22007 invalid input syntax for type date: \"" + std::string(wrong) + "\"");
    }
}

TEST(DateText, BadOrderHasAHint) {
    try {
        value_from_text({kDate}, "2023-31-12", test_settings());
        FAIL() << "accepted";
    } catch (const Error& error) {
        EXPECT_EQ(error.hint(), "Perhaps you need a different \"datestyle\" setting.");
    }
}

// Doc: PostgreSQL 8.0, "Time Input"
TEST(TimeText, FormsOfTheManual) {
    EXPECT_EQ(echo(kTime, "04:05:06.789"), "04:05:06.789");
    EXPECT_EQ(echo(kTime, "04:05:06"), "04:05:06");
    EXPECT_EQ(echo(kTime, "04:05"), "04:05:00");
    EXPECT_EQ(echo(kTime, "040506"), "04:05:06");
    EXPECT_EQ(echo(kTime, "040506.5"), "04:05:06.5");
    EXPECT_EQ(echo(kTime, "049906"), "22007 invalid input syntax for type time: \"049906\"");
    EXPECT_EQ(echo(kTime, "T040506"), "04:05:06");
    EXPECT_EQ(echo(kTime, "04:05 AM"), "04:05:00");
    EXPECT_EQ(echo(kTime, "04:05PM"), "16:05:00");
    EXPECT_EQ(echo(kTime, "12:05 AM"), "00:05:00");
    EXPECT_EQ(echo(kTime, "12:05 PM"), "12:05:00");
    EXPECT_EQ(echo(kTime, "13:05 PM"), "22008 date/time field value out of range: \"13:05 PM\"");
    EXPECT_EQ(echo(kTime, "24:00:00"), "24:00:00");
    EXPECT_EQ(echo(kTime, "24:00:01"), "22008 date/time field value out of range: \"24:00:01\"");
    EXPECT_EQ(echo(kTime, "25:00"), "22008 date/time field value out of range: \"25:00\"");
    EXPECT_EQ(echo(kTime, "04:60"), "22008 date/time field value out of range: \"04:60\"");
    EXPECT_EQ(echo(kTime, "00:00:00.0000005"), "00:00:00.000001");
    EXPECT_EQ(echo(kTime, "2004-01-08 04:05:06"), "04:05:06");
    EXPECT_EQ(echo(kTime, "allballs"), "00:00:00");
    EXPECT_EQ(echo(kTime, "now"), "06:07:08.5");
    EXPECT_EQ(echo(kTime, "2004-01-08"),
              "22007 invalid input syntax for type time: \"2004-01-08\"");
}

TEST(TimeTzText, Zones) {
    EXPECT_EQ(echo(TypeId::timetz, "04:05:06-08:00"), "04:05:06-08");
    EXPECT_EQ(echo(TypeId::timetz, "04:05:06 PST"), "04:05:06-08");
    EXPECT_EQ(echo(TypeId::timetz, "04:05-0330"), "04:05:00-03:30");
    EXPECT_EQ(echo(TypeId::timetz, "04:05:06", test_settings("America/New_York")), "04:05:06-05");
    EXPECT_EQ(echo(TypeId::timetz, "2003-07-12 04:05:06 America/New_York"), "04:05:06-04");
    EXPECT_EQ(echo(TypeId::timetz, "04:05:06Z"), "04:05:06+00");
    EXPECT_EQ(echo(TypeId::timetz, "04:05+17"),
              "22009 time zone displacement out of range: \"04:05+17\"");
}

// Doc: dg/r_Datetime_types, and PostgreSQL 8.0, "Time Stamps"
TEST(TimestampText, Forms) {
    for (const char* text :
         {"1999-01-08 04:05:06", "1999-01-08T04:05:06", "January 8 04:05:06 1999",
          "19990108T040506", "19990108040506", "1999-01-08 04:05:06 PST", "1999-01-08 040506",
          "1/8/1999 4:05:06 AM", "04:05:06 1999-01-08", "1999-01-08, 04:05:06",
          "1999-01-08T04:05:06Z", "Fri Jan 08 04:05:06 1999", "19990108 040506 -08"}) {
        EXPECT_EQ(echo(kTimestamp, text), "1999-01-08 04:05:06") << text;
    }
    EXPECT_EQ(echo(kTimestamp, "1999-01-08"), "1999-01-08 00:00:00");
    EXPECT_EQ(echo(kTimestamp, "1999-01-08 24:00:00"), "1999-01-09 00:00:00");
    EXPECT_EQ(echo(kTimestamp, "1999-01-08 23:59:60"), "1999-01-09 00:00:00");
    EXPECT_EQ(echo(kTimestamp, "1999-01-08 04:05:06.123456"), "1999-01-08 04:05:06.123456");
    EXPECT_EQ(echo(kTimestamp, "1969-12-31 23:59:59.9999999"), "1970-01-01 00:00:00");
    EXPECT_EQ(echo(kTimestamp, "1969-12-31 23:59:59.5"), "1969-12-31 23:59:59.5");
    EXPECT_EQ(echo(kTimestamp, "0044-03-15 12:00 BC"), "0044-03-15 12:00:00 BC");
    EXPECT_EQ(echo(kTimestamp, "today 12:30"), "2024-03-05 12:30:00");
}

TEST(TimestampText, SpecialWords) {
    EXPECT_EQ(echo(kTimestamp, "epoch"), "1970-01-01 00:00:00");
    EXPECT_EQ(echo(kTimestamp, "infinity"), "infinity");
    EXPECT_EQ(echo(kTimestamptz, "-infinity"), "-infinity");
    EXPECT_EQ(echo(kTimestamp, "now", test_settings("Asia/Kolkata")), "2024-03-05 11:37:08.5");
    EXPECT_EQ(echo(kTimestamptz, "now", test_settings("Asia/Kolkata")),
              "2024-03-05 11:37:08.5+05:30");
    EXPECT_EQ(echo(kTimestamptz, "epoch", test_settings("Asia/Kolkata")),
              "1970-01-01 05:30:00+05:30");
}

TEST(TimestampText, Refusals) {
    EXPECT_EQ(echo(kTimestamp, "hello"),
              "22007 invalid input syntax for type timestamp: \"hello\"");
    EXPECT_EQ(echo(kTimestamptz, ""),
              "22007 invalid input syntax for type timestamp with time zone: \"\"");
    EXPECT_EQ(echo(kTimestamp, "294276-12-31 00:00"),
              "22008 timestamp out of range: \"294276-12-31 00:00\"");
    EXPECT_EQ(echo(kTimestamptz, "2024-01-01 00:00 Mars/Olympus"),
              "22023 time zone \"Mars/Olympus\" not recognized");
    EXPECT_EQ(echo(kTimestamp, "2024-01-01 00:00 00:01"),
              "22007 invalid input syntax for type timestamp: \"2024-01-01 00:00 00:01\"");
}

TEST(TimestamptzText, ZonesOfTheText) {
    EXPECT_EQ(echo(kTimestamptz, "1999-01-08 04:05:06 -8:00"), "1999-01-08 12:05:06+00");
    EXPECT_EQ(echo(kTimestamptz, "1999-01-08 04:05:06 PST"), "1999-01-08 12:05:06+00");
    EXPECT_EQ(echo(kTimestamptz, "1999-01-08 04:05:06+05:30"), "1999-01-07 22:35:06+00");
    EXPECT_EQ(echo(kTimestamptz, "2001-07-16 12:00 America/New_York"), "2001-07-16 16:00:00+00");
    EXPECT_EQ(echo(kTimestamptz, "2001-01-16 12:00 america/new_york"), "2001-01-16 17:00:00+00");
    EXPECT_EQ(echo(kTimestamptz, "2001-01-16 12:00 EST5EDT"), "2001-01-16 17:00:00+00");
    EXPECT_EQ(echo(kTimestamptz, "2001-01-16 12:00 UTC"), "2001-01-16 12:00:00+00");
}

TEST(TimestamptzText, ZoneOfTheSession) {
    const TextSettings new_york = test_settings("America/New_York");
    EXPECT_EQ(echo(kTimestamptz, "2001-02-16 20:38:40", new_york), "2001-02-16 20:38:40-05");
    EXPECT_EQ(echo(kTimestamptz, "2001-07-16 20:38:40+00", new_york), "2001-07-16 16:38:40-04");
    EXPECT_EQ(echo(kTimestamptz, "1850-01-01 00:00:00", new_york), "1850-01-01 00:00:00-04:56:02");
    // 02:30 does not exist on the first of these days and comes twice on the second.
    EXPECT_EQ(echo(kTimestamptz, "2024-03-10 02:30", new_york), "2024-03-10 03:30:00-04");
    EXPECT_EQ(echo(kTimestamptz, "2024-11-03 01:30", new_york), "2024-11-03 01:30:00-05");
}

}  // namespace
}  // namespace blueshift
