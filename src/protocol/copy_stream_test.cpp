#include "protocol/testing/server_fixture.h"

namespace blueshift::protocol::testing {
namespace {

const std::string kCopyDone = message('c', "");

class Copy : public SessionTest {
protected:
    /// Starts a COPY and reads the server's answer.
    Reply start_copy(const std::string& bytes) {
        client_->send(bytes);
        return client_->read_until('G').back();
    }
};

TEST_F(Copy, TakesDataUntilCopyDone) {
    const auto response = start_copy(query("copyin"));
    EXPECT_EQ(response.body, std::string(1, '\0') + int16(2) + int16(0) + int16(0));
    client_->send(message('d', "1\ta\n2"));
    client_->send(message('d', "\tb\n") + message('d', ""));
    const auto replies = ask(kCopyDone);
    ASSERT_EQ(types(replies), "CZ");
    EXPECT_EQ(replies[0].text(), "COPY");
    EXPECT_EQ(world_.copied, "1\ta\n2\tb\n");
}

TEST_F(Copy, ErrorsBeforeTheDataAreOrdinaryOnes) {
    EXPECT_EQ(types(ask(query("copyin missing"))), "EZ");
}

TEST_F(Copy, FlushAndSyncAreIgnoredWhileDataComes) {
    EXPECT_EQ(start_copy(parse("", "copyin") + bind("", "") + execute("") + sync()).type, 'G');
    client_->send(message('d', "x\n") + message('H', "") + sync() + kCopyDone + sync());
    EXPECT_EQ(types(client_->read_until('Z')), "CZ");
    EXPECT_EQ(world_.copied, "x\n");
    EXPECT_EQ(types(ask(query("rows 1"))), "TDCZ");
}

TEST_F(Copy, CopyFailEndsTheStatement) {
    start_copy(query("copyin"));
    const auto fields = find(ask(message('f', cstring("no more"))), 'E').fields();
    EXPECT_EQ(fields.at('C'), "57014");
    EXPECT_EQ(fields.at('M'), "COPY from stdin failed: no more");
    EXPECT_EQ(types(ask(query("rows 1"))), "TDCZ");
}

TEST_F(Copy, DataAfterAnErrorIsDropped) {
    start_copy(query("copybad"));
    const auto replies = ask(message('d', "1\n") + message('d', "2\n") + kCopyDone);
    ASSERT_EQ(types(replies), "EZ");
    EXPECT_EQ(replies[0].fields().at('C'), "22P04");
    EXPECT_EQ(types(ask(message('d', "3\n") + query("rows 1"))), "TDCZ");
}

TEST_F(Copy, InTheExtendedProtocolAnErrorSkipsToSync) {
    EXPECT_EQ(start_copy(parse("", "copybad") + bind("", "") + execute("")).type, 'G');
    client_->send(message('d', "1\n") + message('d', "2\n") + kCopyDone + sync());
    EXPECT_EQ(types(client_->read_until('Z')), "EZ");
}

TEST_F(Copy, OtherMessagesBreakTheConnection) {
    start_copy(query("copyin"));
    client_->send(query("rows 1"));
    const auto fields = find(client_->read_until('E'), 'E').fields();
    EXPECT_EQ(fields.at('S'), "FATAL");
    EXPECT_EQ(fields.at('C'), "08P01");
    EXPECT_TRUE(client_->is_closed());
}

TEST_F(Copy, SendsOneMessagePerRow) {
    const auto replies = ask(query("copyout 3"));
    ASSERT_EQ(types(replies), "HdddcCZ");
    EXPECT_EQ(replies[0].body, std::string(1, '\0') + int16(2) + int16(0) + int16(0));
    EXPECT_EQ(replies[3].body, "3\tx\n");
    EXPECT_EQ(types(ask(parse("", "copyout 1") + bind("", "") + describe('P', "") + execute("") +
                        sync())),
              "12nHdcCZ");
}

TEST_F(Copy, CanBeCanceledWhileTheClientIsSilent) {
    start_copy(query("copyin"));
    TestClient other(server_->port());
    other.send_cancel(*client_);
    EXPECT_EQ(find(client_->read_until('Z'), 'E').fields().at('C'), "57014");
}

TEST_F(Copy, AClientThatLeavesRollsBack) {
    start_copy(query("copyin"));
    client_->send(message('d', "1\n"));
    client_->hang_up();
    EXPECT_TRUE(world_.wait_for([&] { return world_.open_count == 0; }));
    EXPECT_TRUE(world_.transactions.empty());
}

}  // namespace
}  // namespace blueshift::protocol::testing
