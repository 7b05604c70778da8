#include "functions/native/hierarchy.h"

#include "functions/native/error_of.h"

namespace blueshift::functions {
namespace {

TEST(ConnectBy, FindsRowsOfThePath) {
    EXPECT_TRUE(connect_by("\1[1,2]\1[3,4]", "[5,6]", false));
    EXPECT_TRUE(connect_by("\1[[1]]", "[1]", false));
    EXPECT_FALSE(connect_by("\1[1,2]\1[3,4]", "[1,2]", true));
    EXPECT_FALSE(connect_by("\1[1,2]\1[3,4]", "[3,4]", true));
    EXPECT_ERROR(connect_by("\1[1,2]", "[1,2]", false), Code::program_limit_exceeded, "CONNECT BY loop in user data");
}

}  // namespace
}  // namespace blueshift::functions
