#include "functions/native/super_transform.h"

#include "functions/native/error_of.h"

namespace blueshift::functions {
namespace {

TEST(SuperTransform, KeepsAndSetsPaths) {
    const char* object = R"({"name":{"first":"John","last":"Doe"},"age":25})";
    EXPECT_EQ(super_transform(object, R"(["\"name\".\"first\"","\"none\""])", "[]"), R"({"name":{"first":"John"}})");
    EXPECT_EQ(super_transform(object, R"(["\"age\""])", R"(["\"x\".\"y\"",1])"), R"({"age":25,"x":{"y":1}})");
    EXPECT_EQ(super_transform(object, "[]", "[]"), object);
    EXPECT_EQ(super_transform("[1]", R"(["\"a\""])", "[]"), "[1]");
}

TEST(SuperTransform, RefusesOtherPaths) {
    for (const char* keep : {R"(["a"])", R"([""])", R"(["\"a\"."])", "[1]"}) {
        EXPECT_EQ(error_of([&] { super_transform("{}", keep, "[]"); }).code(), Code::invalid_parameter_value) << keep;
    }
}

}  // namespace
}  // namespace blueshift::functions
