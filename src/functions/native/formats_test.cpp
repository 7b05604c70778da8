#include "functions/native/formats.h"

#include "functions/native/casts.h"
#include "functions/native/error_of.h"
#include "types/decimal.h"

namespace blueshift::functions {
namespace {

std::string show(std::string_view timestamp, std::string_view format) {
    return timestamp_to_char(text_to_timestamp(timestamp, "MDY"), format);
}

std::string show_number(std::string_view number, std::string_view format) {
    return number_to_char({.exact = decimal_from_text(number, {TypeId::decimal})}, format);
}

std::string read_date(std::string_view text, std::string_view format, bool strict = false) {
    return date_to_text(text_to_date_format(text, format, strict));
}

std::string read_timestamp(std::string_view text, std::string_view format, bool strict = false) {
    return timestamptz_to_text(text_to_timestamptz_format(text, format, strict, "UTC"), "UTC");
}

std::string read_number(std::string_view text, std::string_view format, int scale) {
    return decimal_to_text({text_to_number_format(text, format, {scale}).value, static_cast<std::uint8_t>(scale)});
}

// Doc: dg/r_TO_CHAR
TEST(ToCharDatetime, ExamplesOfTheDocumentation) {
    EXPECT_EQ(show("2009-12-31 23:15:59", "MONTH-DY-DD-YYYY HH12:MIPM"), "DECEMBER -THU-31-2009 11:15PM");
    EXPECT_EQ(show("2009-12-31 23:15:59", "FMMONTH-DY-DD-YYYY HH12:MIPM"), "DECEMBER-THU-31-2009 11:15PM");
    EXPECT_EQ(show("2022-05-16 23:15:59", "MMth"), "05th");
    EXPECT_EQ(show("2009-12-31 23:15:59", "Day, DDth Mon YYYY"), "Thursday , 31st Dec 2009");
    EXPECT_EQ(show("2009-12-31 23:15:59", "HH24:MI:SS.MS US"), "23:15:59.000 000000");
}

TEST(ToCharDatetime, PartsOfTheCalendar) {
    EXPECT_EQ(show("2009-01-04 00:05:09.012345", "DDD D ID W WW IW CC J Q"), "004 1 7 1 01 01 21 2454836 1");
    EXPECT_EQ(show("2009-01-04 00:05:09.012345", "FMDDD FMMM FMDD FMHH24 FMMI"), "4 1 4 0 5");
    EXPECT_EQ(show("2009-01-04 00:05:09.012345", "HH HH12 MS US SSSS a.m. P.M."), "12 12 012 012345 309 a.m. A.M.");
    EXPECT_EQ(show("2009-01-04", "Y,YYY YYY YY Y IYYY IYY RM|rm|FMRM"), "2,009 009 09 9 2009 009 I   |i   |I");
    EXPECT_EQ(show("2009-05-04", "month|Month|mon|dy|Dy|day|"), "may      |May      |may|mon|Mon|monday   |");
    EXPECT_EQ(show("2009-05-04", "YYYY \"YYYY\" ad B.C."), "2009 YYYY ad A.D.");
    EXPECT_EQ(show("0044-03-15 BC", "FMYYYY BC"), "44 BC");
    EXPECT_EQ(show("2012-12-31", "IYYY-IW-ID IDDD"), "2013-01-1 001");
}

TEST(ToCharDatetime, ZonesOfTimestampTz) {
    const auto instant = text_to_timestamptz("2020-07-01 12:00", "MDY", "UTC");
    EXPECT_EQ(timestamptz_to_char(instant, "HH24:MI TZ tz OF", "UTC"), "12:00 UTC utc +00");
    EXPECT_EQ(timestamptz_to_char(instant, "HH24:MI OF", "America/New_York"), "08:00 -04");
    EXPECT_EQ(timestamptz_to_char(instant, "HH24:MI OF", "Asia/Kolkata"), "17:30 +05:30");
}

TEST(ToCharDatetime, Intervals) {
    EXPECT_EQ(interval_to_char({14, 3, 100'000'000'000}, "YYYY-MM-DD HH24:MI:SS"), "0001-02-03 27:46:40");
    EXPECT_EQ(interval_to_char({0, 0, 1'500'000}, "FMYYYY SS.MS"), "0 01.500");
}

// Doc: dg/r_TO_DATE_function
TEST(ToDate, ExamplesOfTheDocumentation) {
    EXPECT_EQ(read_date("02 Oct 2001", "DD Mon YYYY"), "2001-10-02");
    EXPECT_EQ(read_date("20010631", "YYYYMMDD"), "2001-07-01");
    EXPECT_ERROR(read_date("20010631", "YYYYMMDD", true), Code::datetime_field_overflow,
                 "date/time field value out of range: \"20010631\"");
    EXPECT_EQ(read_date("2/5/2020", "MM/DD/YYYY"), "2020-02-05");
    EXPECT_EQ(read_date("september 9 99", "Month DD YY"), "1999-09-09");
    EXPECT_EQ(read_date("2020-060", "YYYY-DDD"), "2020-02-29");
    EXPECT_EQ(read_date("2013-01-1", "IYYY-IW-ID"), "2012-12-31");
    EXPECT_EQ(read_date("2454836", "J"), "2009-01-04");
    EXPECT_EQ(read_date("44 BC", "YYYY BC"), "0044-01-01 BC");
    EXPECT_EQ(read_date("VIII 2020", "RM YYYY"), "2020-08-01");
}

TEST(ToDate, Errors) {
    EXPECT_ERROR(read_date("abc", "YYYY"), Code::invalid_datetime_format, "invalid value \"abc\" for \"YYYY\"");
    EXPECT_ERROR(read_date("13 Foo 2020", "DD Mon YYYY"), Code::invalid_datetime_format,
                 "invalid value \"Foo 2020\" for \"Mon\"");
    EXPECT_ERROR(read_date("2020 UTC", "YYYY TZ"), Code::feature_not_supported,
                 "\"TZ\" is not supported in the format of an input");
    EXPECT_EQ(error_of([] { read_date("999999999", "YYYY"); }).code(), Code::datetime_field_overflow);
}

// Doc: dg/r_TO_TIMESTAMP
TEST(ToTimestamp, ExamplesOfTheDocumentation) {
    EXPECT_EQ(read_timestamp("05 Dec 2000", "DD Mon YYYY"), "2000-12-05 00:00:00+00");
    EXPECT_EQ(read_timestamp("2011-12-18 24:38:15", "YYYY-MM-DD HH24:MI:SS"), "2011-12-19 00:38:15+00");
    EXPECT_EQ(read_timestamp("", "YYYY-MM-DD"), "0001-01-01 00:00:00+00");
    EXPECT_EQ(read_timestamp("2020-01-02 03:04:05.6 PM", "YYYY-MM-DD HH12:MI:SS.MS PM"), "2020-01-02 15:04:05.6+00");
    EXPECT_EQ(read_timestamp("20200102030405", "YYYYMMDDHH24MISS"), "2020-01-02 03:04:05+00");
    EXPECT_EQ(read_timestamp("12:30 am", "HH:MI am"), "0001-01-01 00:30:00+00");
    EXPECT_EQ(error_of([] { read_timestamp("2011-12-18 24:38:15", "YYYY-MM-DD HH24:MI:SS", true); }).code(),
              Code::datetime_field_overflow);
    EXPECT_ERROR(read_timestamp("13:00", "HH12:MI"), Code::invalid_datetime_format,
                 "hour \"13\" is invalid for the 12-hour clock");
    EXPECT_EQ(text_to_timestamptz_format("2020-07-01", "YYYY-MM-DD", false, "America/New_York"),
              text_to_timestamptz("2020-07-01 04:00", "MDY", "UTC"));
}

// Doc: dg/r_TO_CHAR
TEST(ToCharNumber, ExamplesOfTheDocumentation) {
    EXPECT_EQ(show_number("125.8", "999.99"), " 125.80");
    EXPECT_EQ(show_number("125.8", "999D99"), " 125.80");
    EXPECT_EQ(show_number("125.8", "0999D99"), " 0125.80");
    EXPECT_EQ(show_number("-125.88", "999D99S"), "125.88-");
    EXPECT_EQ(show_number("-125.88", "$S999D99"), "$-125.88");
    EXPECT_EQ(show_number("-125.88", "999D99PR"), "<125.88>");
    EXPECT_EQ(show_number("155555", "RN"), "###############");
}

// The table of PostgreSQL's manual, chapter "Data Type Formatting Functions".
TEST(ToCharNumber, ExamplesOfPostgreSql) {
    const struct {
        const char* number;
        const char* format;
        const char* text;
    } cases[] = {
        {"-0.1", "99.99", "  -.10"},       {"-0.1", "FM9.99", "-.1"},          {"0.1", "0.9", " 0.1"},
        {"12", "9990999.9", "    0012.0"}, {"12", "FM9990999.9", "0012."},     {"485", "999", " 485"},
        {"-485", "999", "-485"},           {"485", "9 9 9", " 4 8 5"},         {"1485", "9,999", " 1,485"},
        {"148.5", "999.999", " 148.500"},  {"148.5", "FM999.999", "148.5"},    {"148.5", "FM999.990", "148.500"},
        {"3148.5", "9G999D999", " 3,148.500"}, {"-485", "999S", "485-"},       {"-485", "999MI", "485-"},
        {"485", "999MI", "485 "},          {"485", "FM999MI", "485"},          {"485", "PL999", "+485"},
        {"485", "SG999", "+485"},          {"-485", "SG999", "-485"},          {"-485", "9SG99", "4-85"},
        {"-485", "999PR", "<485>"},        {"485", "RN", "        CDLXXXV"},   {"485", "FMRN", "CDLXXXV"},
        {"5.2", "FMRN", "V"},              {"482", "999th", " 482nd"},         {"485", "\"Good number:\"999", "Good number: 485"},
        {"12", "99V999", " 12000"},        {"12.4", "99V999", " 12400"},       {"12.45", "99V9", " 125"},
        {"0", "9", " 0"},                  {"12345", "999", " ###"},           {"-5", "999", "  -5"},
        {"485.8", "\"Pre:\"999\" Post:\" .999", "Pre: 485 Post: .800"},
    };
    for (const auto& row : cases) EXPECT_EQ(show_number(row.number, row.format), row.text) << row.format;
}

TEST(ToCharNumber, Doubles) {
    EXPECT_EQ(number_to_char({.is_double = true, .floating = 125.8}, "999.99"), " 125.80");
    EXPECT_EQ(number_to_char({.is_double = true, .floating = -1e30}, "999"), "-###");
}

// Doc: dg/r_TO_NUMBER
TEST(ToNumber, ExamplesOfTheDocumentation) {
    EXPECT_EQ(read_number("12,454.8-", "99G999D9S", 1), "-12454.8");
    EXPECT_EQ(read_number("$ 12,454.88", "L 99G999D99", 2), "12454.88");
    EXPECT_EQ(read_number("$ 2,012,454.88", "L 9,999,999.99", 2), "2012454.88");
    EXPECT_EQ(read_number("12.349", "99.99", 2), "12.34");
    EXPECT_ERROR(read_number("abc", "999", 0), Code::invalid_text_representation,
                 "invalid input syntax for type numeric: \"abc\"");
    EXPECT_ERROR(read_number("1234", "999", 0), Code::numeric_value_out_of_range,
                 "value \"1234\" does not fit the format \"999\"");
}

}  // namespace
}  // namespace blueshift::functions
