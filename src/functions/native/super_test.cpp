#include "functions/native/super.h"

#include "functions/native/error_of.h"

namespace blueshift::functions {
namespace {

// Doc: dg/query-super: values of different kinds do not compare.
TEST(SuperCompare, WithinAKind) {
    EXPECT_EQ(super_compare("1", "1.0"), 0);
    EXPECT_EQ(super_compare("2", "10"), -1);
    EXPECT_EQ(super_compare("1e3", "999.5"), 1);
    EXPECT_EQ(super_compare("12345678901234567890123456789.1", "12345678901234567890123456789.2"), -1);
    EXPECT_EQ(super_compare("\"a\"", "\"b\""), -1);
    EXPECT_EQ(super_compare("\"\\u0061\"", "\"a\""), 0);
    EXPECT_EQ(super_compare("true", "false"), 1);
    EXPECT_EQ(super_compare("[1,2]", "[1, 2]"), 0);
    EXPECT_EQ(super_compare("{\"a\":1,\"b\":2}", "{\"b\":2,\"a\":1}"), 0);
    EXPECT_EQ(super_compare("1", "\"1\""), std::nullopt);
    EXPECT_EQ(super_compare("null", "null"), std::nullopt);
}

TEST(SuperArithmetic, KeepsNumbersExact) {
    EXPECT_EQ(super_arithmetic("+", "1", "2"), "3");
    EXPECT_EQ(super_arithmetic("/", "7", "2"), "3");
    EXPECT_EQ(super_arithmetic("%", "7", "2"), "1");
    EXPECT_EQ(super_arithmetic("+", "0.1", "0.2"), "0.3");
    EXPECT_EQ(super_arithmetic("*", "1.5", "1.5"), "2.25");
    EXPECT_EQ(super_arithmetic("/", "1.0", "3"), "0.3333");
    EXPECT_EQ(super_arithmetic("*", "1e2", "2"), "2e+2");
    EXPECT_EQ(super_arithmetic("+", "1", "\"a\""), std::nullopt);
    EXPECT_EQ(super_arithmetic("+", "null", "1"), std::nullopt);
    EXPECT_EQ(super_sign("-", "2.5"), "-2.5");
    EXPECT_EQ(super_sign("-", "[1]"), std::nullopt);
    EXPECT_ERROR(super_arithmetic("/", "1", "0"), Code::division_by_zero, "division by zero");
    EXPECT_ERROR(super_arithmetic("+", "9223372036854775807", "1"), Code::numeric_value_out_of_range, "bigint out of range");
}

// Doc: dg/array_flatten, dg/r_subarray
TEST(SuperArrays, ExamplesOfTheDocumentation) {
    EXPECT_EQ(super_flatten("[1,2,[3,4],[5]]"), "[1,2,3,4,5]");
    EXPECT_EQ(super_flatten("[[[1]], \"a,]\\\"b\", {\"k\":[1,2]}]"), "[[1],\"a,]\\\"b\",{\"k\":[1,2]}]");
    EXPECT_EQ(super_flatten("{\"a\":1}"), std::nullopt);
    EXPECT_EQ(super_subarray("[\"a\",\"b\",\"c\",\"d\",\"e\",\"f\"]", 2, 3), "[\"c\",\"d\",\"e\"]");
    EXPECT_EQ(super_subarray("[1,2,3]", -2, 5), "[2,3]");
    EXPECT_EQ(super_subarray("[1,2,3]", 7, 1), "[]");
    EXPECT_EQ(super_subarray("[]", 0, 1), "[]");
    EXPECT_EQ(super_subarray("5", 0, 1), std::nullopt);
}

}  // namespace
}  // namespace blueshift::functions
