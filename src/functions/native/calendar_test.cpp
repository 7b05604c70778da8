#include "functions/native/calendar.h"

#include "functions/native/casts.h"
#include "functions/native/error_of.h"
#include "types/datetime.h"

namespace blueshift::functions {
namespace {

Timestamp ts(std::string_view text) { return text_to_timestamp(text, "MDY"); }
Date date(std::string_view text) { return text_to_date(text, "MDY"); }

// Doc: dg/r_ADD_MONTHS
TEST(AddMonths, StaysOnTheLastDay) {
    EXPECT_EQ(add_months_sticky(ts("2008-04-30"), 1), ts("2008-05-31"));
    EXPECT_EQ(add_months_sticky(ts("2008-01-31 10:00"), 1), ts("2008-02-29 10:00"));
    EXPECT_EQ(add_months_sticky(ts("2008-04-29"), 1), ts("2008-05-29"));
    EXPECT_EQ(add_months_sticky(ts("2008-03-30"), -1), ts("2008-02-29"));
    EXPECT_EQ(add_months_sticky(ts("2008-03-15"), 12), ts("2009-03-15"));
    EXPECT_ERROR(add_months_sticky(ts("2008-03-15"), INT64_MAX), Code::datetime_field_overflow, "timestamp out of range");
}

// Doc: dg/r_MONTHS_BETWEEN
TEST(MonthsBetween, ExamplesOfTheDocumentation) {
    EXPECT_EQ(months_between(ts("1969-01-18"), ts("1969-03-18")), -2);
    EXPECT_NEAR(months_between(ts("1969-01-18"), ts("1969-01-11")), 7.0 / 31, 1e-12);
    EXPECT_EQ(months_between(ts("2020-02-29"), ts("2020-01-31")), 1);
    EXPECT_NEAR(months_between(ts("2020-01-02 12:00"), ts("2020-01-01")), 1.5 / 31, 1e-12);
}

// Doc: dg/r_NEXT_DAY: 2014-08-20 is a Wednesday.
TEST(NextDay, IsLater) {
    EXPECT_EQ(next_day(date("2014-08-20"), "Tuesday"), date("2014-08-26"));
    EXPECT_EQ(next_day(date("2014-08-20"), "We"), date("2014-08-27"));
    EXPECT_EQ(next_day(date("2014-08-20"), "thurs"), date("2014-08-21"));
    EXPECT_EQ(next_day(date("2014-08-20"), "m"), date("2014-08-25"));
    EXPECT_ERROR(next_day(date("2014-08-20"), "t"), Code::invalid_parameter_value, "\"t\" is not a day of the week");
    EXPECT_ERROR(next_day(date("2014-08-20"), ""), Code::invalid_parameter_value, "\"\" is not a day of the week");
}

}  // namespace
}  // namespace blueshift::functions
