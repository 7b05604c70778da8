#include "protocol/testing/server_fixture.h"

namespace blueshift::protocol::testing {
namespace {

class ExtendedQuery : public SessionTest {
protected:
    /// SQLSTATE of the error that these messages end in.
    std::string error_code(const std::string& bytes) {
        return find(ask(bytes + sync()), 'E').fields().at('C');
    }
};

TEST_F(ExtendedQuery, ParseBindDescribeExecute) {
    const auto replies =
        ask(parse("", "rows 2") + bind("", "") + describe('P', "") + execute("") + sync());
    ASSERT_EQ(types(replies), "12TDDCZ");
    EXPECT_EQ(replies[5].text(), "SELECT 2");
    EXPECT_EQ(world_.transactions, std::vector<std::string>{"commit"});
}

TEST_F(ExtendedQuery, DescribeOfAStatementTellsParametersAndColumns) {
    const auto replies = ask(parse("s", "echo $1") + describe('S', "s") + parse("t", "insert") +
                             describe('S', "t") + sync());
    ASSERT_EQ(types(replies), "1tT1tnZ");
    EXPECT_EQ(replies[1].body, int16(1) + int32(25));
    EXPECT_EQ(replies[4].body, int16(0));
}

TEST_F(ExtendedQuery, ParametersAreBound) {
    const auto replies = ask(parse("", "echo $1") + bind("", "", {"hello"}) + execute("") + sync());
    ASSERT_EQ(types(replies), "12DCZ");
    EXPECT_EQ(replies[2].values(), std::vector<std::string>{"hello"});
    const auto null =
        ask(message('B', cstring("") + cstring("") + int16(0) + int16(1) + int32(-1) + int16(0)) +
            execute("") + sync());
    EXPECT_EQ(find(null, 'D').values(), std::vector<std::string>{"NULL"});
}

TEST_F(ExtendedQuery, ResultFormatsAreDescribed) {
    const auto binary =
        ask(parse("", "rows 1") +
            message('B', cstring("") + cstring("") + int16(0) + int16(0) + int16(1) + int16(1)) +
            describe('P', "") + execute("") + sync());
    ASSERT_EQ(types(binary), "12TDCZ");
    EXPECT_EQ(binary[2].body.substr(binary[2].body.size() - 2), int16(1));
    EXPECT_EQ(binary[3].values(), std::vector<std::string>{int32(1)});
}

TEST_F(ExtendedQuery, BinaryParameters) {
    const auto replies = ask(parse("", "echo $1") +
                             message('B', cstring("") + cstring("") + int16(1) + int16(1) +
                                              int16(1) + int32(2) + "ab" + int16(0)) +
                             execute("") + sync());
    EXPECT_EQ(find(replies, 'D').values(), std::vector<std::string>{"ab"});
}

TEST_F(ExtendedQuery, NamedStatementsLiveUntilClosed) {
    EXPECT_EQ(types(ask(parse("s", "rows 1") + sync())), "1Z");
    EXPECT_EQ(types(ask(bind("", "s") + execute("") + sync())), "2DCZ");
    EXPECT_EQ(types(ask(query("insert"))), "CZ");
    EXPECT_EQ(types(ask(bind("", "s") + execute("") + sync())), "2DCZ");
    EXPECT_EQ(error_code(parse("s", "rows 1")), "42P05");
    EXPECT_EQ(types(ask(close('S', "s") + close('S', "none") + sync())), "33Z");
    EXPECT_EQ(error_code(bind("", "s")), "26000");
}

TEST_F(ExtendedQuery, TheUnnamedStatementIsReplaced) {
    EXPECT_EQ(
        types(ask(parse("", "rows 1") + parse("", "rows 2") + bind("", "") + execute("") + sync())),
        "112DDCZ");
    EXPECT_EQ(types(ask(query("insert"))), "CZ");
    EXPECT_EQ(error_code(bind("", "")), "26000");
}

TEST_F(ExtendedQuery, RowLimitsSuspendThePortal) {
    const auto replies = ask(parse("", "rows 5") + bind("p", "") + execute("p", 2) +
                             execute("p", 2) + execute("p", 2) + sync());
    ASSERT_EQ(types(replies), "12DDsDDsDCZ");
    EXPECT_EQ(replies[8].values(), std::vector<std::string>{"5"});
    EXPECT_EQ(replies[9].text(), "SELECT 1");
}

TEST_F(ExtendedQuery, ALimitThatIsReachedByTheLastRowSuspendsToo) {
    const auto replies = ask(parse("", "rows 2") + bind("", "") + execute("", 2) + execute("", 2) +
                             execute("", 2) + sync());
    ASSERT_EQ(types(replies), "12DDsCCZ");
    EXPECT_EQ(replies[6].text(), "SELECT 0");
}

TEST_F(ExtendedQuery, PortalsLiveAsLongAsTheirTransaction) {
    EXPECT_EQ(types(ask(query("begin"))), "CZ");
    EXPECT_EQ(types(ask(parse("", "rows 3") + bind("p", "") + execute("p", 1) + sync())), "12DsZ");
    EXPECT_EQ(types(ask(execute("p", 1) + sync())), "DsZ");
    EXPECT_EQ(types(ask(query("commit"))), "CZ");
    EXPECT_EQ(error_code(execute("p", 1)), "34000");

    // Without a block, Sync ends the transaction.
    EXPECT_EQ(types(ask(parse("", "rows 3") + bind("p", "") + execute("p", 1) + sync())), "12DsZ");
    EXPECT_EQ(error_code(execute("p", 1)), "34000");
}

TEST_F(ExtendedQuery, CommitByAPortalEndsTheOthers) {
    EXPECT_EQ(types(ask(query("begin"))), "CZ");
    EXPECT_EQ(types(ask(parse("r", "rows 3") + bind("p", "r") + execute("p", 1) + sync())),
              "1"
              "2DsZ");
    const auto replies =
        ask(parse("", "commit") + bind("c", "") + execute("c") + execute("p", 1) + sync());
    ASSERT_EQ(types(replies), "12CEZ");
    EXPECT_EQ(replies[3].fields().at('C'), "34000");
}

TEST_F(ExtendedQuery, PortalNamesAreUniqueAndCanBeClosed) {
    EXPECT_EQ(error_code(parse("", "rows 1") + bind("p", "") + bind("p", "")), "42P03");
    EXPECT_EQ(
        types(ask(parse("", "rows 1") + bind("p", "") + close('P', "p") + bind("p", "") + sync())),
        "1232Z");
    EXPECT_EQ(error_code(describe('P', "nothing")), "34000");
}

TEST_F(ExtendedQuery, AStatementWithoutResultRunsOnce) {
    const auto replies =
        ask(parse("", "insert") + bind("", "") + execute("") + execute("") + sync());
    ASSERT_EQ(types(replies), "12CEZ");
    EXPECT_EQ(replies[3].fields().at('C'), "55000");
}

TEST_F(ExtendedQuery, EmptyStatement) {
    EXPECT_EQ(types(ask(parse("", "") + bind("", "") + describe('P', "") + execute("") + sync())),
              "12nIZ");
}

TEST_F(ExtendedQuery, AfterAnErrorEverythingIsSkippedUntilSync) {
    const auto replies =
        ask(parse("", "unparsable") + bind("", "") + execute("") + query("rows 1") + sync());
    ASSERT_EQ(types(replies), "EZ");
    EXPECT_EQ(replies[0].fields().at('P'), "1");
    EXPECT_EQ(types(ask(query("rows 1"))), "TDCZ");
}

TEST_F(ExtendedQuery, ErrorsOfExecutionTellThePositionInTheStatement) {
    const auto fields =
        find(ask(parse("", "error") + bind("", "") + execute("") + sync()), 'E').fields();
    EXPECT_EQ(fields.at('P'), "1");
}

TEST_F(ExtendedQuery, AFailedTransactionIsToldAtSync) {
    EXPECT_EQ(types(ask(query("begin"))), "CZ");
    EXPECT_EQ(ask(parse("", "error") + bind("", "") + execute("") + sync()).back().body, "E");
    EXPECT_EQ(error_code(parse("", "rows 1")), "25P02");
    EXPECT_EQ(ask(parse("", "rollback") + bind("", "") + execute("") + sync()).back().body, "I");
}

TEST_F(ExtendedQuery, FlushSendsWhatThereIs) {
    client_->send(parse("", "rows 1") + bind("", "") + execute("") + message('H', ""));
    EXPECT_EQ(types(client_->read_until('C')), "12DC");
    EXPECT_EQ(types(ask(sync())), "Z");
}

TEST_F(ExtendedQuery, WrongNumbersInBind) {
    const auto start = parse("", "echo $1");
    EXPECT_EQ(error_code(start + bind("", "")), "08P01");
    EXPECT_EQ(error_code(start + bind("", "", {"a", "b"})), "08P01");
    const auto names = cstring("") + cstring("");
    const auto value = int16(1) + int32(1) + "a";
    EXPECT_EQ(
        error_code(start + message('B', names + int16(2) + int16(0) + int16(0) + value + int16(0))),
        "08P01");
    EXPECT_EQ(error_code(start + message('B', names + int16(1) + int16(2) + value + int16(0))),
              "22023");
    EXPECT_EQ(
        error_code(start + message('B', names + int16(0) + value + int16(2) + int16(0) + int16(0))),
        "08P01");
    EXPECT_EQ(types(ask(query("rows 1"))), "TDCZ");
}

TEST_F(ExtendedQuery, SeveralSyncsAreAnsweredEach) {
    client_->send(parse("", "rows 1") + sync() + sync());
    EXPECT_EQ(types(client_->read_until('Z')), "1Z");
    EXPECT_EQ(types(client_->read_until('Z')), "Z");
}

}  // namespace
}  // namespace blueshift::protocol::testing
