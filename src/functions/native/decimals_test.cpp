#include "functions/native/decimals.h"

#include "functions/native/error_of.h"
#include "types/decimal.h"

namespace blueshift::functions {
namespace {

constexpr auto kOverflow = "Numeric data overflow (result precision)";

/// A decimal from its text, at the scale that it is written with.
Decimal dec(std::string_view text) { return decimal_from_text(text, {TypeId::decimal}); }

std::string text(Unscaled value, int scale) {
    return decimal_to_text({value.value, static_cast<std::uint8_t>(scale)});
}

std::string quotient(std::string_view left, std::string_view right, int scale) {
    return text(decimal_divide(dec(left), dec(right), {scale}), scale);
}

// Doc: dg/r_numeric_computations201; the quotient is cut at its scale.
TEST(DecimalDivide, CutsAtItsScale) {
    EXPECT_EQ(quotient("10.00", "3.00", 9), "3.333333333");
    EXPECT_EQ(quotient("20.00", "3.00", 9), "6.666666666");
    EXPECT_EQ(quotient("-20.00", "3.00", 9), "-6.666666666");
    EXPECT_EQ(quotient("1", "8", 4), "0.1250");
    EXPECT_EQ(quotient("0.00", "7.5", 4), "0.0000");
}

TEST(DecimalDivide, NeedsMoreThan128BitsInside) {
    // 12345678901234567890.12 / 3 with 19 digits behind the point needs 10^40 times the dividend.
    EXPECT_EQ(quotient("1234567890123456789.12", "3", 19), "411522630041152263.0400000000000000000");
    // A divisor of 38 digits leaves no room even for one more digit.
    EXPECT_EQ(quotient("1", "30000000000000000000000000000000000000", 37),
              "0.0000000000000000000000000000000000000");
    EXPECT_EQ(quotient("99999999999999999999999999999999999999", "70000000000000000000000000000000000000", 20),
              "1.42857142857142857142");
    EXPECT_EQ(quotient("70000000000000000000000000000000000000", "99999999999999999999999999999999999999", 37),
              "0.7000000000000000000000000000000000000");
}

TEST(DecimalDivide, SmallerScaleThanTheOperands) {
    EXPECT_EQ(quotient("1.23456789", "1", 4), "1.2345");
    EXPECT_EQ(quotient("-1.23456789", "2", 1), "-0.6");
}

TEST(DecimalDivide, Errors) {
    EXPECT_ERROR(quotient("1", "0.00", 4), Code::division_by_zero, "division by zero");
    EXPECT_ERROR(quotient("99999999999999999999999999999999999999", "0.01", 4),
                 Code::numeric_value_out_of_range, kOverflow);
    EXPECT_ERROR(quotient("99999999999999999999999999999999999999", "1", 37),
                 Code::numeric_value_out_of_range, kOverflow);
}

TEST(DecimalModulo, TakesTheSignOfTheDividend) {
    EXPECT_EQ(text(decimal_modulo(dec("7.5"), dec("2"), {1}), 1), "1.5");
    EXPECT_EQ(text(decimal_modulo(dec("-7.5"), dec("2.00"), {2}), 2), "-1.50");
    EXPECT_EQ(text(decimal_modulo(dec("7.5"), dec("-2"), {1}), 1), "1.5");
    EXPECT_ERROR(decimal_modulo(dec("1"), dec("0"), {0}), Code::division_by_zero, "division by zero");
}

TEST(DecimalAverage, CutsAtTheColumnsScale) {
    EXPECT_EQ(text(decimal_average(dec("10.00"), 3, {2}), 2), "3.33");
    EXPECT_EQ(text(decimal_average(dec("-20.00"), 3, {2}), 2), "-6.66");
}

// Doc: dg/r_Numeric_types201: 4323.8951 stored in DECIMAL(8,2) is 4323.90.
TEST(DecimalRounded, RoundsHalfAwayFromZero) {
    EXPECT_EQ(text(decimal_rounded({.exact = dec("4323.8951")}, 8, {2}), 2), "4323.90");
    EXPECT_EQ(text(decimal_rounded({.exact = dec("0.125")}, 8, {2}), 2), "0.13");
    EXPECT_EQ(text(decimal_rounded({.exact = dec("-0.125")}, 8, {2}), 2), "-0.13");
    EXPECT_EQ(text(decimal_rounded({.is_double = true, .floating = 2.5}, 8, {0}), 0), "3");
    EXPECT_EQ(text(decimal_cut({.exact = dec("4323.8951")}, 8, {2}), 2), "4323.89");
    EXPECT_EQ(text(decimal_cut({.exact = dec("-0.129")}, 8, {2}), 2), "-0.12");
}

TEST(DecimalRounded, ChecksThePrecision) {
    EXPECT_EQ(text(decimal_rounded({.exact = dec("99.94")}, 3, {1}), 1), "99.9");
    EXPECT_ERROR(decimal_rounded({.exact = dec("99.95")}, 3, {1}), Code::numeric_value_out_of_range, kOverflow);
    EXPECT_ERROR(decimal_rounded({.exact = dec("123.456")}, 2, {1}), Code::numeric_value_out_of_range, kOverflow);
    EXPECT_ERROR(decimal_rounded({.is_double = true, .floating = 1e40}, 38, {0}),
                 Code::numeric_value_out_of_range, kOverflow);
}

// Doc: dg/r_ROUND, dg/r_TRUNC
TEST(DecimalRound, ExamplesOfTheDocumentation) {
    EXPECT_EQ(text(decimal_round(dec("28.05"), 1, {2}), 2), "28.10");
    EXPECT_EQ(text(decimal_round(dec("28.05"), 0, {2}), 2), "28.00");
    EXPECT_EQ(text(decimal_round(dec("28.05"), -1, {2}), 2), "30.00");
    EXPECT_EQ(text(decimal_truncate(dec("111.15"), 1, {1}), 1), "111.1");
    EXPECT_EQ(text(decimal_truncate(dec("111.86"), 0, {0}), 0), "111");
    EXPECT_EQ(text(decimal_truncate(dec("111.86"), -1, {0}), 0), "110");
    EXPECT_EQ(text(decimal_truncate(dec("111.86"), -40, {0}), 0), "0");
    EXPECT_EQ(text(decimal_round(dec("1.5"), 5, {1}), 1), "1.5");
}

}  // namespace
}  // namespace blueshift::functions
