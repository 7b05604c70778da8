#include "functions/native/casts.h"

#include "functions/native/error_of.h"
#include "functions/native/session_text.h"
#include "types/decimal.h"

namespace blueshift::functions {
namespace {

constexpr std::int64_t kDay = 86'400'000'000;

// Doc: dg/r_Boolean_type, dg/r_Numeric_types201
TEST(TextToNumber, IgnoresBlanksAround) {
    EXPECT_TRUE(text_to_boolean("Yes"));
    EXPECT_FALSE(text_to_boolean("0"));
    EXPECT_EQ(text_to_int2(" -7 "), -7);
    EXPECT_EQ(text_to_int4("42"), 42);
    EXPECT_EQ(text_to_int8("9223372036854775807"), INT64_MAX);
    EXPECT_EQ(text_to_float4("0.5"), 0.5F);
    EXPECT_EQ(text_to_float8("1e3"), 1000.0);
    EXPECT_EQ(text_to_decimal("4323.8951", 8, {2}), Unscaled{432390});
}

TEST(TextToNumber, Errors) {
    EXPECT_EQ(check_numeric(" 1.50 "), "1.50");
    EXPECT_ERROR(check_numeric("1.5x"), Code::invalid_text_representation, "invalid input syntax for type numeric: \"1.5x\"");
    EXPECT_ERROR(text_to_int4("2.5"), Code::invalid_text_representation, "invalid input syntax for integer: \"2.5\"");
    EXPECT_ERROR(text_to_int4(""), Code::invalid_text_representation, "invalid input syntax for integer: \"\"");
    EXPECT_EQ(error_of([] { text_to_int2("40000"); }).code(), Code::numeric_value_out_of_range);
    EXPECT_EQ(error_of([] { text_to_decimal("1000", 3, {0}); }).code(), Code::numeric_value_out_of_range);
}

TEST(TextToDatetime, FollowsOrderAndZone) {
    EXPECT_EQ(text_to_date("01/02/1970", "MDY"), Date{1});
    EXPECT_EQ(text_to_date("01/02/1970", "DMY"), Date{31});
    EXPECT_EQ(text_to_time("00:00:01.5"), Time{1'500'000});
    EXPECT_EQ(text_to_timestamp("1970-01-02 00:00:00", "MDY"), Timestamp{kDay});
    EXPECT_EQ(text_to_timestamptz("1970-01-02 00:00:00", "MDY", "America/New_York"),
              TimestampTz{kDay + 5 * 3'600'000'000});
    EXPECT_EQ(text_to_timestamptz("1970-01-02 00:00:00+00", "MDY", "America/New_York"), TimestampTz{kDay});
    EXPECT_EQ(text_to_timetz("12:00:00-03", "UTC"), (TimeTz{43'200'000'000, -10800}));
    EXPECT_ERROR(text_to_date("2020-02-30", "MDY"), Code::datetime_field_overflow,
                 "date/time field value out of range: \"2020-02-30\"");
    EXPECT_EQ(error_of([] { text_to_date("x", "MDY"); }).code(), Code::invalid_datetime_format);
}

TEST(TextToInterval, Kinds) {
    EXPECT_EQ(text_to_interval("1 month 2 days"), (Interval{1, 2, 0}));
    EXPECT_EQ(text_to_interval_ym("2-3"), (Interval{27, 0, 0}));
    EXPECT_EQ(text_to_interval_ds("1 2:03:04"), (Interval{0, 1, 7'384'000'000}));
}

// Doc: dg/r_Floating_Point_types201 and PostgreSQL's output of the types
TEST(ToText, Forms) {
    EXPECT_EQ(float8_to_text(100000.0), "100000");
    EXPECT_EQ(float8_to_text(0.1), "0.1");
    EXPECT_EQ(float4_to_text(2.5F), "2.5");
    EXPECT_EQ(decimal_to_varchar({5, 2}), "0.05");
    EXPECT_EQ(date_to_text({0}), "1970-01-01");
    EXPECT_EQ(time_to_text({1'500'000}), "00:00:01.5");
    EXPECT_EQ(timetz_to_text({43'200'000'000, -10800}), "12:00:00-03");
    EXPECT_EQ(timestamp_to_text({kDay}), "1970-01-02 00:00:00");
    EXPECT_EQ(timestamptz_to_text({kDay}, "UTC"), "1970-01-02 00:00:00+00");
    EXPECT_EQ(timestamptz_to_text({kDay}, "America/New_York"), "1970-01-01 19:00:00-05");
    EXPECT_EQ(interval_ym_to_text({14, 0, 0}), "1 year 2 mons");
    EXPECT_EQ(interval_ds_to_text({0, 3, 4'000'000}), "3 days 4 secs");
}

TEST(ZoneOf, FindsAnewWhenTheNameChanges) {
    EXPECT_EQ(zone_of("America/New_York").offset_at(0), -18000);
    EXPECT_EQ(zone_of("UTC").offset_at(0), 0);
    EXPECT_EQ(error_of([] { zone_of("Mars/Olympus"); }).code(), Code::invalid_parameter_value);
    EXPECT_EQ(zone_of("UTC").offset_at(0), 0);
}

}  // namespace
}  // namespace blueshift::functions
