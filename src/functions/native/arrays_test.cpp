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

}  // namespace
}  // namespace blueshift::functions
