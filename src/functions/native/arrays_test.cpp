#include "functions/native/arrays.h"

#include "functions/native/error_of.h"

namespace blueshift::functions {
namespace {

TEST(ArrayContains, ComparesTexts) {
    EXPECT_TRUE(array_contains("{1,2,3}", "2"));
    EXPECT_FALSE(array_contains("{1,2,3}", "4"));
    EXPECT_FALSE(array_contains("{1,NULL}", "NULL"));
    EXPECT_TRUE(array_contains("{\"a b\"}", "a b"));
    EXPECT_FALSE(array_contains("{}", ""));
    EXPECT_EQ(error_of([] { array_contains("{1", "1"); }).code(), Code::invalid_text_representation);
}

TEST(ArrayElement, ArraysFromOneVectorsFromZero) {
    EXPECT_EQ(element_of_array("{a,b}", 1), "a");
    EXPECT_EQ(element_of_array("{a,b}", 3), std::nullopt);
    EXPECT_EQ(element_of_array("{a,NULL}", 2), std::nullopt);
    EXPECT_EQ(element_of_array("7 8 9", 0), "7");
    EXPECT_EQ(element_of_array("7 8 9", 2), "9");
    EXPECT_EQ(element_of_array("7 8 9", 3), std::nullopt);
    EXPECT_EQ(element_of_array("7", -1), std::nullopt);
}

TEST(ArrayBounds, OfOneDimension) {
    EXPECT_EQ(array_dims("{a,b,c}"), "[1:3]");
    EXPECT_EQ(array_dims("1 2"), "[0:1]");
    EXPECT_EQ(array_dims("{}"), std::nullopt);
    EXPECT_EQ(array_lower("{a,b}", 1), 1);
    EXPECT_EQ(array_upper("{a,b}", 1), 2);
    EXPECT_EQ(array_upper("4 5 6", 1), 2);
    EXPECT_EQ(array_upper("{a,b}", 2), std::nullopt);
    EXPECT_EQ(array_upper("", 1), std::nullopt);
}

TEST(ArrayToString, LeavesNullsOut) {
    EXPECT_EQ(array_to_string("{a,NULL,\"b c\"}", ", "), "a, b c");
    EXPECT_EQ(array_to_string("1 2", "-"), "1-2");
    EXPECT_EQ(array_to_string("{}", "-"), "");
}

}  // namespace
}  // namespace blueshift::functions
