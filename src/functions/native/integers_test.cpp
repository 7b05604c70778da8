#include "functions/native/integers.h"

#include <limits>

#include "functions/native/error_of.h"

namespace blueshift::functions {
namespace {

TEST(IntegerDivide, TruncatesTowardZero) {
    EXPECT_EQ(int4_divide(7, 2), 3);
    EXPECT_EQ(int4_divide(-7, 2), -3);
    EXPECT_EQ(int2_divide(-32768, 2), -16384);
    EXPECT_EQ(int8_divide(1'000'000'000'000, 7), 142'857'142'857);
}

TEST(IntegerDivide, Errors) {
    EXPECT_ERROR(int4_divide(1, 0), Code::division_by_zero, "division by zero");
    EXPECT_ERROR(int2_divide(-32768, -1), Code::numeric_value_out_of_range, "smallint out of range");
    EXPECT_ERROR(int4_divide(std::numeric_limits<std::int32_t>::min(), -1), Code::numeric_value_out_of_range,
                 "integer out of range");
    EXPECT_ERROR(int8_divide(std::numeric_limits<std::int64_t>::min(), -1), Code::numeric_value_out_of_range,
                 "bigint out of range");
}

TEST(IntegerModulo, TakesTheSignOfTheDividend) {
    EXPECT_EQ(int4_modulo(-7, 3), -1);
    EXPECT_EQ(int4_modulo(7, -3), 1);
    EXPECT_EQ(int8_modulo(std::numeric_limits<std::int64_t>::min(), -1), 0);
    EXPECT_ERROR(int2_modulo(1, 0), Code::division_by_zero, "division by zero");
}

TEST(FloatDivide, RefusesZero) {
    EXPECT_EQ(float8_divide(1, 4), 0.25);
    EXPECT_EQ(float4_divide(-1, 4), -0.25F);
    EXPECT_ERROR(float8_divide(1, 0), Code::division_by_zero, "division by zero");
    EXPECT_ERROR(float4_divide(0, -0.0F), Code::division_by_zero, "division by zero");
}

TEST(Powers, HaveTheErrorsOfPostgreSql) {
    EXPECT_EQ(float8_power(2, 10), 1024);
    EXPECT_EQ(float8_power(-2, 3), -8);
    EXPECT_ERROR(float8_power(0, -1), Code::invalid_argument_for_power_function,
                 "zero raised to a negative power is undefined");
    EXPECT_ERROR(float8_power(-8, 0.5), Code::invalid_argument_for_power_function,
                 "a negative number raised to a non-integer power yields a complex result");
    EXPECT_ERROR(float8_power(10, 400), Code::numeric_value_out_of_range, "value out of range: overflow");
    EXPECT_ERROR(float8_exp(1000), Code::numeric_value_out_of_range, "value out of range: overflow");
}

}  // namespace
}  // namespace blueshift::functions
