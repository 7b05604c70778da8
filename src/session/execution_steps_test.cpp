#include <gtest/gtest.h>

#include "session/execution_steps.h"

namespace blueshift::session {

namespace {

using engine::OperatorProfile;

std::vector<std::string> names(const std::vector<Step>& steps) {
    std::vector<std::string> found;
    for (const Step& step : steps) {
        found.push_back(std::to_string(step.segment) + "." + std::to_string(step.number) + " " + std::string(step.name));
    }
    return found;
}

}  // namespace

TEST(ExecutionSteps, ScanAndAggregateThenANewSegment) {
    const OperatorProfile scan{"TABLE_SCAN", "", 90, 100, {}};
    const OperatorProfile aggregate{"HASH_GROUP_BY", "", 5, 0, {scan}};
    const auto steps = steps_of({"PROJECTION", "", 5, 0, {aggregate}}, 100'005);
    EXPECT_EQ(names(steps), (std::vector<std::string>{"0.0 scan", "0.1 aggregate", "1.0 scan", "1.1 project"}));
    EXPECT_EQ(steps[0].table, 100'005U);
    EXPECT_EQ(steps[0].rows_in, 100);
    EXPECT_EQ(steps[0].rows_out, 90);
    EXPECT_EQ(steps[2].table, catalog::kInvalidOid);
}

TEST(ExecutionSteps, HashesTheRightSideFirst) {
    const OperatorProfile left{"TABLE_SCAN", "t100007", 1000, 1000, {}};
    const OperatorProfile right{"TABLE_SCAN", "t100009", 10, 10, {}};
    const auto steps = steps_of({"HASH_JOIN", "", 30, 0, {left, right}}, 1);
    EXPECT_EQ(names(steps), (std::vector<std::string>{"0.0 scan", "0.1 hash", "1.0 scan", "1.1 hashjoin"}));
    EXPECT_EQ(steps[0].table, 100'009U);
    EXPECT_EQ(steps[2].table, 100'007U);
    EXPECT_EQ(steps[3].rows_out, 30);
}

TEST(ExecutionSteps, CrossProductIsANestedLoop) {
    const OperatorProfile scan{"TABLE_SCAN", "t100007", 3, 3, {}};
    EXPECT_EQ(steps_of({"CROSS_PRODUCT", "", 9, 0, {scan, scan}}, 1).back().name, "nestloop");
}

TEST(ExecutionSteps, UnknownOperatorsPassTheirInputsOn) {
    const OperatorProfile scan{"TABLE_SCAN", "t100007", 3, 3, {}};
    EXPECT_EQ(names(steps_of({"SOMETHING_NEW", "", 3, 0, {scan}}, 1)), std::vector<std::string>{"0.0 scan"});
}

}  // namespace blueshift::session
