#include "functions/native/super_arrays.h"

#include "functions/native/error_of.h"

namespace blueshift::functions {
namespace {

TEST(SuperArrayContains, TreatsNullAsAsked) {
    EXPECT_EQ(super_array_contains("[\"a\",1,null]", "1.0", false), true);
    EXPECT_EQ(super_array_contains("[\"a\",1]", "\"b\"", false), false);
    EXPECT_EQ(super_array_contains("[null]", "null", true), true);
    EXPECT_EQ(super_array_contains("[null]", "null", false), std::nullopt);
    EXPECT_EQ(super_array_contains("1", "1", true), std::nullopt);
}

TEST(SuperArrayPosition, CountsFromZero) {
    EXPECT_EQ(super_array_position("[\"red\",\"green\",\"red\"]", "\"red\""), 0);
    EXPECT_EQ(super_array_position("[\"red\"]", "\"blue\""), -1);
    EXPECT_EQ(super_array_positions("[\"red\",\"green\",\"red\"]", "\"red\""), "[0,2]");
    EXPECT_EQ(super_array_positions("[\"red\"]", "1"), "[]");
}

// Values count as often as they are there, unless the result is to be distinct.  Doc: dg/array_union
TEST(SuperArraySets, CountTheirValues) {
    EXPECT_EQ(super_array_distinct("[1,\"a\",1,null,null]"), "[1,\"a\",null]");
    EXPECT_EQ(super_array_union("[\"a\",\"b\",\"b\"]", "[\"b\",\"c\",\"c\"]", false), "[\"a\",\"b\",\"b\",\"c\",\"c\"]");
    EXPECT_EQ(super_array_union("[\"a\",\"b\",\"b\"]", "[\"b\",\"c\",\"c\"]", true), "[\"a\",\"b\",\"c\"]");
    EXPECT_EQ(super_array_intersection("[1,1,2]", "[1,1,1,3]", false), "[1,1]");
    EXPECT_EQ(super_array_intersection("[1,1,2]", "[1,1,1,3]", true), "[1]");
    EXPECT_EQ(super_array_except("[1,1,2]", "[1]", false), "[1,2]");
    EXPECT_EQ(super_array_except("[1,1,2]", "[1]", true), "[2]");
    EXPECT_EQ(super_arrays_overlap("[null,1]", "[null,2]"), false);
    EXPECT_EQ(super_arrays_overlap("[1]", "[2,1]"), true);
    EXPECT_EQ(super_array_union("1", "[]", false), std::nullopt);
}

TEST(SuperArraySort, PutsNullsWhereAsked) {
    EXPECT_EQ(super_array_sort("[3,null,1,2]", true, false), "[1,2,3,null]");
    EXPECT_EQ(super_array_sort("[3,null,1,2]", false, true), "[null,3,2,1]");
}

TEST(SuperNames, FoldAtAllDepths) {
    EXPECT_EQ(super_lower_names("{\"A\":[{\"Bc\":\"X\"}]}"), "{\"a\":[{\"bc\":\"X\"}]}");
    EXPECT_EQ(super_upper_names("{\"a\":1}"), "{\"A\":1}");
    EXPECT_ERROR(super_lower_names("{\"A\":1,\"a\":2}"), Code::invalid_parameter_value,
                 "attribute names collide in the object");
}

}  // namespace
}  // namespace blueshift::functions
