#include "functions/native/super_values.h"

#include "functions/native/error_of.h"

namespace blueshift::functions {
namespace {

// Values of different dynamic types are neither equal nor unequal.  Doc: dg/query-super
TEST(SuperCompare, ComparesWithinOneKind) {
    EXPECT_EQ(super_compare("1", "1.0"), 0);
    EXPECT_EQ(super_compare("9", "10"), -1);
    EXPECT_EQ(super_compare("12345678901234567890.5", "12345678901234567890.4"), 1);
    EXPECT_EQ(super_compare("\"a\"", "\"\\u0061\""), 0);
    EXPECT_EQ(super_compare("\"a\"", "\"b\""), -1);
    EXPECT_EQ(super_compare("false", "true"), -1);
    EXPECT_EQ(super_compare("[1,2]", "[1,2]"), 0);
    EXPECT_NE(super_compare("[1,2]", "[2,1]"), 0);
    EXPECT_EQ(super_compare("1", "\"1\""), std::nullopt);
    EXPECT_EQ(super_compare("null", "null"), std::nullopt);
}

TEST(SuperBinary, KeepsExactNumbers) {
    EXPECT_EQ(super_binary("+", "0.1", "0.2"), "0.3");
    EXPECT_EQ(super_binary("*", "1.50", "2"), "3.00");
    EXPECT_EQ(super_binary("/", "7", "2"), "3");
    EXPECT_EQ(super_binary("-", "1e2", "1"), "99");
    EXPECT_EQ(super_unary("-", "5"), "-5");
    EXPECT_EQ(super_binary("+", "\"1\"", "1"), std::nullopt);
    EXPECT_ERROR(super_binary("/", "1", "0"), Code::division_by_zero, "division by zero");
}

// Doc: dg/array_flatten, dg/r_subarray
TEST(SuperArrays, AreTakenApart) {
    EXPECT_EQ(super_flatten("[[\"a\",\"b\"],[\"c\"],1]"), "[\"a\",\"b\",\"c\",1]");
    EXPECT_EQ(super_flatten("1"), std::nullopt);
    EXPECT_EQ(super_subarray("[\"a\",\"b\",\"c\",\"d\",\"e\",\"f\"]", 2, 3), "[\"c\",\"d\",\"e\"]");
    EXPECT_EQ(super_subarray("[1,2,3]", -2, 5), "[2,3]");
    EXPECT_EQ(super_subarray("[1,2,3]", 5, 1), "[]");
}

}  // namespace
}  // namespace blueshift::functions
