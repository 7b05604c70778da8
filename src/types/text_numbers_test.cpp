#include <gtest/gtest.h>

#include <bit>
#include <cmath>
#include <cstdio>
#include <limits>
#include <random>

#include "types/text_test_support.h"

namespace blueshift {
namespace {

// Doc: dg/r_Numeric_types201
TEST(IntegerText, ReadsAndRefuses) {
    EXPECT_EQ(echo(TypeId::integer, " -12 "), "-12");
    EXPECT_EQ(echo(TypeId::integer, "+7"), "7");
    EXPECT_EQ(echo(TypeId::smallint, "-32768"), "-32768");
    EXPECT_EQ(echo(TypeId::bigint, "9223372036854775807"), "9223372036854775807");
    EXPECT_EQ(echo(TypeId::smallint, "32768"),
              "22003 value \"32768\" is out of range for type smallint");
    EXPECT_EQ(echo(TypeId::integer, "2147483648"),
              "22003 value \"2147483648\" is out of range for type integer");
    EXPECT_EQ(echo(TypeId::bigint, "9223372036854775808"),
              "22003 value \"9223372036854775808\" is out of range for type bigint");
    for (const char* wrong : {"", " ", "x", "1.5", "1 2", "+-1", "--1", "1e3"}) {
        EXPECT_EQ(echo(TypeId::integer, wrong),
                  "22P02 invalid input syntax for integer: \"" + std::string(wrong) + "\"");
    }
}

TEST(IntegerText, OidsAreUnsigned) {
    EXPECT_EQ(echo(TypeId::oid, "4294967295"), "4294967295");
    EXPECT_EQ(echo(TypeId::oid, "4294967296"),
              "22003 value \"4294967296\" is out of range for type oid");
    EXPECT_EQ(echo(TypeId::regproc, "-"), "-");
    EXPECT_EQ(echo(TypeId::oid, "0"), "0");
}

// Doc: dg/r_Boolean_type
TEST(BooleanText, Literals) {
    for (const char* yes : {"t", "TRUE", "y", "Yes", "1", " true "})
        EXPECT_EQ(echo(TypeId::boolean, yes), "t");
    for (const char* no : {"f", "False", "N", "no", "0"})
        EXPECT_EQ(echo(TypeId::boolean, no), "f");
    EXPECT_EQ(echo(TypeId::boolean, "maybe"),
              "22P02 invalid input syntax for type boolean: \"maybe\"");
    EXPECT_EQ(echo(TypeId::boolean, ""), "22P02 invalid input syntax for type boolean: \"\"");
}

TEST(DecimalText, RoundsHalfAwayFromZero) {
    // Doc: dg/r_numeric_computations201 and the guide's INSERT example, 4323.8951 into
    // DECIMAL(8,2).
    EXPECT_EQ(echo(decimal_type(8, 2), "4323.8951"), "4323.90");
    EXPECT_EQ(echo(decimal_type(8, 2), "0.005"), "0.01");
    EXPECT_EQ(echo(decimal_type(8, 2), "-0.005"), "-0.01");
    EXPECT_EQ(echo(decimal_type(8, 2), "0.0049999"), "0.00");
    EXPECT_EQ(echo(decimal_type(18, 0), "2.5"), "3");
    EXPECT_EQ(echo(decimal_type(18, 0), "-1.5e3"), "-1500");
    EXPECT_EQ(echo(decimal_type(5, 3), " 1e-3 "), "0.001");
    EXPECT_EQ(echo(decimal_type(5, 3), ".5"), "0.500");
    EXPECT_EQ(echo(decimal_type(5, 3), "5."), "5.000");
    EXPECT_EQ(echo(decimal_type(5, 0), "1e-300"), "0");
}

TEST(DecimalText, LimitsOfPrecision) {
    constexpr const char* kOverflow = "22003 Numeric data overflow (result precision)";
    EXPECT_EQ(echo(decimal_type(2, 1), "123.456"), kOverflow);
    EXPECT_EQ(echo(decimal_type(4, 2), "99.994"), "99.99");
    EXPECT_EQ(echo(decimal_type(4, 2), "99.995"), kOverflow);
    const std::string nines(38, '9');
    EXPECT_EQ(echo(decimal_type(38, 0), nines), nines);
    EXPECT_EQ(echo(decimal_type(38, 0), "-" + nines), "-" + nines);
    EXPECT_EQ(echo(decimal_type(38, 0), "1" + std::string(38, '0')), kOverflow);
    EXPECT_EQ(echo(decimal_type(38, 37), "9." + std::string(37, '9')), "9." + std::string(37, '9'));
    EXPECT_EQ(echo(decimal_type(38, 37), "9." + std::string(38, '9')), kOverflow);
    // Precision 19 is kept in 64 bits.
    EXPECT_EQ(echo(decimal_type(19, 18), "9.223372036854775807"), "9.223372036854775807");
    EXPECT_EQ(echo(decimal_type(19, 18), "9.223372036854775808"), kOverflow);
    EXPECT_EQ(echo(decimal_type(5, 0), "1e9999"), kOverflow);
    EXPECT_EQ(echo(decimal_type(5, 0), "1e99999999999"), kOverflow);
}

TEST(DecimalText, WithoutModifierKeepsItsScale) {
    EXPECT_EQ(echo(TypeId::decimal, "1.50"), "1.50");
    EXPECT_EQ(echo(TypeId::decimal, "100"), "100");
    EXPECT_EQ(echo(TypeId::decimal, "1.5e1"), "15");
    EXPECT_EQ(echo(TypeId::decimal, "-0.00"), "0.00");
}

TEST(DecimalText, Refusals) {
    for (const char* wrong : {"", "x", ".", "1e", "1.2.3", "NaN", "- 1"}) {
        EXPECT_EQ(echo(decimal_type(10, 2), wrong),
                  "22P02 invalid input syntax for type numeric: \"" + std::string(wrong) + "\"");
    }
}

std::string shown(double value, int extra_float_digits) {
    TextSettings settings = test_settings();
    settings.extra_float_digits = extra_float_digits;
    return value_to_text({TypeId::double_}, value, settings);
}

std::string shown_real(float value, int extra_float_digits) {
    TextSettings settings = test_settings();
    settings.extra_float_digits = extra_float_digits;
    return value_to_text({TypeId::real}, static_cast<double>(value), settings);
}

// Expected values: printf's %.15g and %.6g, and the shortest texts that read back.
TEST(FloatText, Digits) {
    EXPECT_EQ(shown(0.1, 0), "0.1");
    EXPECT_EQ(shown(1.0 / 3, 0), "0.333333333333333");
    EXPECT_EQ(shown(1.0 / 3, 2), "0.3333333333333333");
    EXPECT_EQ(shown(0.1 + 0.2, 0), "0.3");
    EXPECT_EQ(shown(0.1 + 0.2, 2), "0.30000000000000004");
    EXPECT_EQ(shown(100000, 1), "100000");
    EXPECT_EQ(shown(123456789012345, 2), "123456789012345");
    EXPECT_EQ(shown(1e15, 0), "1e+15");
    EXPECT_EQ(shown(1e15, 2), "1e+15");
    EXPECT_EQ(shown(1e14, 2), "100000000000000");
    EXPECT_EQ(shown(0.0001, 2), "0.0001");
    EXPECT_EQ(shown(0.00001, 2), "1e-05");
    EXPECT_EQ(shown(-12.5, 2), "-12.5");
    EXPECT_EQ(shown(0, 2), "0");
    EXPECT_EQ(shown(-0.0, 0), "-0");
    EXPECT_EQ(shown(1e300, -5), "1e+300");
    EXPECT_EQ(shown(123456.0, -10), "1.2346e+05");
    EXPECT_EQ(shown_real(0.1F, 0), "0.1");
    EXPECT_EQ(shown_real(1.0F / 3, 0), "0.333333");
    EXPECT_EQ(shown_real(1.0F / 3, 1), "0.33333334");
    EXPECT_EQ(shown_real(1234567.0F, 1), "1.234567e+06");
}

// With extra_float_digits 0 and below the text is printf's, whatever way it is made.
TEST(FloatText, SameAsPrintf) {
    std::mt19937_64 random(3);
    char expected[64];
    for (int round = 0; round < 20000; ++round) {
        const auto bits = random();
        const double any = std::bit_cast<double>(bits);
        const double round_number =
            static_cast<double>(static_cast<std::int64_t>(bits) >> (bits % 60)) / 1000;
        const auto real = std::bit_cast<float>(static_cast<std::uint32_t>(bits));
        for (const double value : {any, round_number, std::numeric_limits<double>::denorm_min()}) {
            if (!std::isfinite(value)) continue;
            std::snprintf(expected, sizeof(expected), "%.15g", value);
            ASSERT_EQ(shown(value, 0), expected);
            std::snprintf(expected, sizeof(expected), "%.3g", value);
            ASSERT_EQ(shown(value, -12), expected);
        }
        if (!std::isfinite(real)) continue;
        std::snprintf(expected, sizeof(expected), "%.6g", static_cast<double>(real));
        ASSERT_EQ(shown_real(real, 0), expected);
    }
}

TEST(FloatText, SpecialValuesAndRefusals) {
    EXPECT_EQ(echo(TypeId::double_, "NaN"), "NaN");
    EXPECT_EQ(echo(TypeId::double_, "-Infinity"), "-Infinity");
    EXPECT_EQ(echo(TypeId::double_, "inf"), "Infinity");
    EXPECT_EQ(echo(TypeId::double_, " +1.5E2 "), "150");
    EXPECT_EQ(echo(TypeId::real, "1e39"), "22003 \"1e39\" is out of range for type real");
    EXPECT_EQ(echo(TypeId::double_, "1e400"),
              "22003 \"1e400\" is out of range for type double precision");
    EXPECT_EQ(echo(TypeId::double_, "1.5x"),
              "22P02 invalid input syntax for type double precision: \"1.5x\"");
    EXPECT_EQ(echo(TypeId::real, ""), "22P02 invalid input syntax for type real: \"\"");
}

}  // namespace
}  // namespace blueshift
