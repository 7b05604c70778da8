#include "types/decimal.h"

#include <gtest/gtest.h>

#include <cmath>
#include <random>

#include "base/error.h"

namespace blueshift {
namespace {

TEST(DecimalArithmetic, DividesWithBothRoundings) {
    for (const auto& [numerator, denominator, rounded, truncated] : {std::tuple{7, 2, 4, 3},
                                                                     {-7, 2, -4, -3},
                                                                     {7, -2, -4, -3},
                                                                     {-7, -2, 4, 3},
                                                                     {5, 3, 2, 1},
                                                                     {4, 3, 1, 1}}) {
        EXPECT_EQ(static_cast<int>(divide(numerator, denominator, Rounding::half_away)), rounded);
        EXPECT_EQ(static_cast<int>(divide(numerator, denominator, Rounding::truncate)), truncated);
    }
}

TEST(DecimalArithmetic, Rescales) {
    EXPECT_TRUE(rescale(15, 1, 0, Rounding::half_away) == Int128{2});
    EXPECT_TRUE(rescale(15, 1, 0, Rounding::truncate) == Int128{1});
    EXPECT_TRUE(rescale(-15, 1, 3, Rounding::truncate) == Int128{-1500});
    EXPECT_FALSE(rescale(power_of_ten(38), 0, 1, Rounding::truncate));
}

TEST(DecimalArithmetic, ChecksOverflow) {
    const Int128 max = power_of_ten(38) / 10 * 17;
    EXPECT_FALSE(checked_add(max, max));
    EXPECT_FALSE(checked_subtract(-max, max));
    EXPECT_FALSE(checked_multiply(max, 2));
    EXPECT_TRUE(checked_add(max, -max) == Int128{0});
    EXPECT_TRUE(fits_precision(99999, 5));
    EXPECT_FALSE(fits_precision(-100000, 5));
    EXPECT_FALSE(fits_precision(power_of_ten(38), 38));
}

TEST(DecimalArithmetic, Fits) {
    EXPECT_EQ(fit_decimal({12345, 3}, decimal_type(4, 2), Rounding::half_away), (Decimal{1235, 2}));
    EXPECT_THROW(fit_decimal({12345, 1}, decimal_type(4, 2), Rounding::half_away), Error);
    EXPECT_EQ(fit_decimal({12345, 3}, {TypeId::decimal}, Rounding::half_away), (Decimal{12345, 3}));
}

TEST(DecimalArithmetic, DoublesBothWays) {
    EXPECT_EQ(decimal_from_double(0.1, decimal_type(38, 20)), (Decimal{power_of_ten(19), 20}));
    EXPECT_EQ(decimal_from_double(-2.5, decimal_type(5, 0)), (Decimal{-3, 0}));
    EXPECT_EQ(decimal_to_double({12345, 2}), 123.45);
    EXPECT_THROW(decimal_from_double(std::nan(""), decimal_type(5, 0)), Error);
    EXPECT_THROW(decimal_from_double(1e38, decimal_type(38, 0)), Error);
}

TEST(DecimalWriting, RandomNumbersReadBack) {
    std::mt19937_64 random(1);
    for (int round = 0; round < 20000; ++round) {
        Int128 unscaled = (Int128{static_cast<std::int64_t>(random())} << 62) ^
                          static_cast<std::int64_t>(random());
        unscaled %= power_of_ten(static_cast<int>(random() % 38) + 1);
        const auto scale = static_cast<std::uint8_t>(random() % 38);
        const Decimal value{unscaled, scale};
        const std::string text = decimal_to_text(value);
        EXPECT_EQ(decimal_from_text(text, decimal_type(38, scale)), value) << text;
    }
}

TEST(DecimalWriting, Points) {
    EXPECT_EQ(decimal_to_text({5, 3}), "0.005");
    EXPECT_EQ(decimal_to_text({-5, 1}), "-0.5");
    EXPECT_EQ(decimal_to_text({0, 2}), "0.00");
    EXPECT_EQ(decimal_to_text({power_of_ten(37), 37}), "1." + std::string(37, '0'));
    EXPECT_EQ(decimal_to_text({power_of_ten(20), 1}), "10000000000000000000.0");
    EXPECT_EQ(decimal_to_text({INT64_MIN, 0}), "-9223372036854775808");
}

}  // namespace
}  // namespace blueshift
