#include <gtest/gtest.h>

#include "session/session.h"

namespace blueshift::session {
namespace {

Code code_of(const std::function<void()>& action) {
    try {
        action();
    } catch (const Error& error) {
        return error.code();
    }
    return Code::successful_completion;
}

TEST(NamedStatements, KeepsOneStatementPerName) {
    NamedStatements statements;
    statements.add("a", {nullptr, std::make_shared<const std::string>("SELECT 1"), true});
    EXPECT_EQ(*statements.get("a").sql, "SELECT 1");
    EXPECT_EQ(code_of([&] { statements.add("a", {}); }), Code::duplicate_prepared_statement);
    EXPECT_EQ(code_of([&] { statements.get("b"); }), Code::invalid_sql_statement_name);
    EXPECT_TRUE(statements.remove("a"));
    EXPECT_FALSE(statements.remove("a"));
}

TEST(NamedStatements, SqlFindsNamesOfTheProtocolInAnyCase) {
    NamedStatements statements;
    statements.add("_PLAN0x1f", {});
    statements.add("b", {});
    EXPECT_EQ(statements.own_name("_plan0x1f"), "_PLAN0x1f");
    EXPECT_EQ(statements.own_name("b"), "b");
    EXPECT_EQ(statements.own_name("c"), "c");
}

TEST(NamedStatements, TheirNumberIsLimited) {
    NamedStatements statements;
    for (std::size_t index = 0; index < NamedStatements::kCountMax; ++index)
        statements.add(std::to_string(index), {});
    EXPECT_EQ(code_of([&] { statements.add("one more", {}); }), Code::program_limit_exceeded);
}

}  // namespace
}  // namespace blueshift::session
