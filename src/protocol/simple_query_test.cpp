#include "protocol/testing/server_fixture.h"

namespace blueshift::protocol::testing {
namespace {

using SimpleQuery = SessionTest;

TEST_F(SimpleQuery, SendsDescriptionRowsAndTag) {
    const auto replies = ask(query("rows 2"));
    ASSERT_EQ(types(replies), "TDDCZ");
    // RowDescription: label, table oid, column number, type oid and length, modifier, format.
    EXPECT_EQ(replies[0].body, int16(1) + cstring("i") + int32(16384) + int16(1) + int32(23) +
                                   int16(4) + int32(-1) + int16(0));
    EXPECT_EQ(replies[1].values(), std::vector<std::string>{"1"});
    EXPECT_EQ(replies[2].values(), std::vector<std::string>{"2"});
    EXPECT_EQ(replies[3].text(), "SELECT 2");
    EXPECT_EQ(replies[4].body, "I");
}

TEST_F(SimpleQuery, ResultWithoutRowsAndStatementWithoutResult) {
    EXPECT_EQ(types(ask(query("rows 0"))), "TCZ");
    const auto replies = ask(query("insert"));
    ASSERT_EQ(types(replies), "CZ");
    EXPECT_EQ(replies[0].text(), "INSERT 0 1");
}

TEST_F(SimpleQuery, EmptyText) {
    EXPECT_EQ(types(ask(query(""))), "IZ");
    EXPECT_EQ(types(ask(query(" ; ;"))), "IZ");
}

TEST_F(SimpleQuery, SeveralStatementsAreOneTransaction) {
    EXPECT_EQ(types(ask(query("rows 1; insert; rows 1"))), "TDCCTDCZ");
    EXPECT_EQ(world_.transactions, std::vector<std::string>{"commit"});
}

TEST_F(SimpleQuery, AnErrorStopsTheRest) {
    const auto replies = ask(query("insert; error; insert"));
    ASSERT_EQ(types(replies), "CEZ");
    EXPECT_EQ(world_.transactions, std::vector<std::string>{"rollback"});
    EXPECT_EQ(types(ask(query("rows 1"))), "TDCZ");
}

TEST_F(SimpleQuery, ErrorsCarryEveryField) {
    // The position counts characters: the first two letters take two bytes each.
    const auto error = find(ask(query("insert\xc3\xa4\xc3\xa4; error")), 'E').fields();
    const std::map<char, std::string> expected = {
        {'S', "ERROR"},     {'V', "ERROR"},
        {'C', "42601"},     {'M', "syntax error at or near \"error\""},
        {'D', "A detail."}, {'H', "A hint."},
        {'P', "11"},        {'s', "public"},
        {'t', "t"},         {'c', "c"}};
    EXPECT_EQ(error, expected);
}

TEST_F(SimpleQuery, AnErrorInTheMiddleOfAResult) {
    EXPECT_EQ(types(ask(query("fail 3"))), "TDDDEZ");
    EXPECT_EQ(types(ask(query("rows 1"))), "TDCZ");
}

TEST_F(SimpleQuery, ForeignExceptionsAreInternalErrors) {
    EXPECT_EQ(find(ask(query("crash")), 'E').fields().at('C'), "XX000");
    EXPECT_EQ(types(ask(query("rows 1"))), "TDCZ");
}

TEST_F(SimpleQuery, TransactionStatusIsReported) {
    EXPECT_EQ(ask(query("begin")).back().body, "T");
    EXPECT_EQ(ask(query("error")).back().body, "E");
    EXPECT_EQ(find(ask(query("rows 1")), 'E').fields().at('C'), "25P02");
    EXPECT_EQ(ask(query("rollback")).back().body, "I");
}

TEST_F(SimpleQuery, NoticesComeBeforeTheTagAndParametersBeforeReady) {
    const auto replies = ask(query("notice; set TimeZone UTC"));
    ASSERT_EQ(types(replies), "NCCSZ");
    const std::map<char, std::string> expected = {
        {'S', "NOTICE"}, {'V', "NOTICE"}, {'C', "01000"}, {'M', "take note"}};
    EXPECT_EQ(replies[0].fields(), expected);
    EXPECT_EQ(replies[3].body, cstring("TimeZone") + cstring("UTC"));
}

TEST_F(SimpleQuery, LargeResultsArriveWhole) {
    const auto replies = ask(query("wide 5000"));
    ASSERT_EQ(replies.size(), 5003u);
    EXPECT_EQ(replies[5000].values(), std::vector<std::string>{std::string(1000, 'x')});
    EXPECT_EQ(replies[5001].text(), "SELECT 5000");
}

TEST_F(SimpleQuery, QueriesSentTogetherAreAnsweredInOrder) {
    client_->send(query("rows 1") + query("insert") + query("rows 2"));
    EXPECT_EQ(types(client_->read_until('Z')), "TDCZ");
    EXPECT_EQ(types(client_->read_until('Z')), "CZ");
    EXPECT_EQ(types(client_->read_until('Z')), "TDDCZ");
}

TEST_F(SimpleQuery, AStatementInManyPieces) {
    const auto bytes = query("rows 1");
    for (const char byte : bytes)
        client_->send(std::string_view(&byte, 1));
    EXPECT_EQ(types(client_->read_until('Z')), "TDCZ");
}

TEST_F(SimpleQuery, StatementsHaveASizeLimit) {
    const auto fields = find(ask(query(std::string((16u << 20) + 1, ' '))), 'E').fields();
    EXPECT_EQ(fields.at('C'), "54000");
    EXPECT_EQ(
        fields.at('M'),
        "Statement is too large. Statement Size: 16777217 bytes. Maximum Allowed: 16777216 bytes");
    EXPECT_EQ(types(ask(query("rows 1"))), "TDCZ");
}

TEST_F(SimpleQuery, StatementsMustBeUtf8) {
    const auto fields = find(ask(query("rows 1\xff")), 'E').fields();
    EXPECT_EQ(fields.at('C'), "22021");
    EXPECT_EQ(fields.at('M'), "invalid byte sequence for encoding \"UTF8\": 0xff");
}

TEST_F(SimpleQuery, FunctionCallsAreRefused) {
    const auto replies = ask(message('F', std::string(10, '\0')));
    ASSERT_EQ(types(replies), "EZ");
    EXPECT_EQ(replies[0].fields().at('C'), "0A000");
}

}  // namespace
}  // namespace blueshift::protocol::testing
