#include "protocol/connection.h"

#include "protocol/testing/server_fixture.h"

namespace blueshift::protocol::testing {
namespace {

using std::chrono::milliseconds;

class ConnectionTest : public SessionTest {
protected:
    void wait_for_sleep() {
        ASSERT_TRUE(world_.wait_for([&] { return world_.sleeping_count == 1; }));
    }
    void expect_fatal(const std::string& code) {
        const auto replies = client_->read_until('E');
        EXPECT_EQ(replies.back().fields().at('S'), "FATAL");
        EXPECT_EQ(replies.back().fields().at('C'), code);
        EXPECT_TRUE(client_->is_closed());
    }
    void expect_others_are_served() {
        TestClient other(server_->port());
        EXPECT_EQ(other.log_in().back().type, 'Z');
        other.send(query("rows 1"));
        EXPECT_EQ(types(other.read_until('Z')), "TDCZ");
    }
};

TEST_F(ConnectionTest, CancelRequestStopsTheStatement) {
    client_->send(query("sleep"));
    wait_for_sleep();
    TestClient other(server_->port());
    other.send_cancel(*client_);
    EXPECT_TRUE(other.is_closed());
    const auto replies = client_->read_until('Z');
    EXPECT_EQ(find(replies, 'E').fields().at('C'), "57014");
    EXPECT_EQ(find(replies, 'E').fields().at('M'), "canceling statement due to user request");
    EXPECT_EQ(types(ask(query("rows 1"))), "TDCZ");
}

TEST_F(ConnectionTest, CancelRequestNeedsTheKey) {
    client_->send(query("sleep"));
    wait_for_sleep();
    TestClient other(server_->port());
    other.send(int32(16) + int32(80877102) + int32(1'073'741'824) + int32(12345));
    EXPECT_TRUE(other.is_closed());
    EXPECT_TRUE(world_.cancels.empty());
    TestClient right(server_->port());
    right.send_cancel(*client_);
    client_->read_until('Z');
}

TEST_F(ConnectionTest, TerminateAndHangUpEndTheSession) {
    client_->send(message('X', ""));
    EXPECT_TRUE(client_->is_closed());
    EXPECT_TRUE(world_.wait_for([&] { return world_.open_count == 0; }));
    TestClient other(server_->port());
    other.log_in();
    other.hang_up();
    EXPECT_TRUE(
        world_.wait_for([&] { return world_.clients.size() == 2 && world_.open_count == 0; }));
}

TEST_F(ConnectionTest, AStatementWhoseClientHasGoneIsCanceled) {
    client_->send(query("sleep"));
    wait_for_sleep();
    client_->hang_up();
    EXPECT_TRUE(world_.wait_for([&] { return world_.open_count == 0; }));
    EXPECT_TRUE(world_.cancels.contains(CancelReason::disconnected));
}

TEST_F(ConnectionTest, AClientThatLeavesInTheMiddleOfAResult) {
    client_->send(query("wide 100000"));
    client_->read();
    client_->hang_up();
    EXPECT_TRUE(world_.wait_for([&] { return world_.open_count == 0; }));
    expect_others_are_served();
}

TEST_F(ConnectionTest, AnAdministratorCanEndIt) {
    client_->send(query("sleep"));
    wait_for_sleep();
    world_.clients.at(0).terminate();
    expect_fatal("57P01");
}

TEST_F(ConnectionTest, AnAdministratorCanEndItWhileItIsIdle) {
    world_.clients.at(0).terminate();
    expect_fatal("57P01");
    EXPECT_TRUE(world_.wait_for([&] { return world_.open_count == 0; }));
    world_.clients.at(0).terminate();
}

TEST_F(ConnectionTest, MalformedMessagesEndTheConnection) {
    const std::string bad_messages[] = {
        std::string("\0\0\0\0\4", 5),           // no such type
        std::string("Q\0\0\0\0", 5),            // a length that does not hold itself
        message('Q', "no end"),                 // a string without its end
        message('Q', cstring("rows 1") + "x"),  // more than the message has
        message('P', cstring("") + cstring("rows 1") + int16(3) +
                         int32(23)),              // fewer types than announced
        message('B', cstring("") + cstring("")),  // counts are missing
        message('D', "X" + cstring("")),          // neither statement nor portal
        message('E', cstring("")),                // no row limit
    };
    for (const auto& bytes : bad_messages) {
        TestClient client(server_->port());
        client.log_in();
        client.send(bytes);
        const auto fields = client.read().fields();
        EXPECT_EQ(fields.at('S'), "FATAL");
        EXPECT_EQ(fields.at('C'), "08P01");
        EXPECT_TRUE(client.is_closed());
    }
    expect_others_are_served();
}

TEST_F(ConnectionTest, AMessageOfAGigabyteIsRefused) {
    client_->send("Q" + int32(1 << 30) + std::string(1 << 20, ' '));
    const auto fields = client_->read().fields();
    EXPECT_EQ(fields.at('C'), "54000");
    EXPECT_EQ(fields.at('M'), "message size 1073741824 exceeds limit 268435456");
    client_->send(std::string(1 << 20, ' '));
    client_->hang_up();
    expect_others_are_served();
}

TEST_F(ConnectionTest, StopEndsIdleConnectionsAtOnce) {
    server_->stop(std::chrono::minutes(1));
    expect_fatal("57P01");
}

TEST_F(ConnectionTest, StopLetsStatementsFinish) {
    client_->send(query("nap"));
    ASSERT_TRUE(world_.wait_for([&] { return world_.napping_count == 1; }));
    std::thread stopper([&] { server_->stop(std::chrono::minutes(1)); });
    // The stop is under way when no connection is accepted any more.
    while (TestClient::can_connect(server_port_))
        std::this_thread::yield();
    world_.update([&] { world_.napping_count = 0; });
    EXPECT_EQ(types(client_->read_until('E')), "CZE");
    stopper.join();
    EXPECT_TRUE(world_.cancels.empty());
}

TEST_F(ConnectionTest, StopCancelsWhatOutlivesTheGrace) {
    client_->send(query("sleep"));
    wait_for_sleep();
    server_->stop(milliseconds(10));
    EXPECT_TRUE(world_.cancels.contains(CancelReason::shutdown));
    expect_fatal("57P01");
}

class LimitTest : public ServerTest {};

TEST_F(LimitTest, StatementTimeout) {
    world_.statement_timeout_ms = 50;
    TestClient client(start());
    client.log_in();
    client.send(query("sleep"));
    const auto fields = find(client.read_until('Z'), 'E').fields();
    EXPECT_EQ(fields.at('C'), "57014");
    EXPECT_EQ(fields.at('M'), "canceling statement due to statement timeout");
    client.send(parse("", "sleep") + bind("", "") + execute("") + sync());
    EXPECT_EQ(find(client.read_until('Z'), 'E').fields().at('C'), "57014");
    client.send(query("rows 1"));
    EXPECT_EQ(types(client.read_until('Z')), "TDCZ");
}

TEST_F(LimitTest, IdleTimeout) {
    world_.idle_timeout_ms = 50;
    TestClient client(start());
    client.log_in();
    const auto fields = client.read().fields();
    EXPECT_EQ(fields.at('S'), "FATAL");
    EXPECT_EQ(fields.at('C'), "57P05");
    EXPECT_EQ(fields.at('M'), "terminating connection due to idle-session timeout");
}

TEST_F(LimitTest, ConnectionCount) {
    options_.connection_count_max = 1;
    TestClient first(start());
    first.log_in();
    {
        TestClient second(server_->port());
        second.send_startup({{"user", "ana"}});
        const auto fields = second.read().fields();
        EXPECT_EQ(fields.at('C'), "53300");
        EXPECT_EQ(fields.at('M'), "connection limit \"1\" exceeded for non-bootstrap users");
    }
    // Canceling works all the same.
    first.send(query("sleep"));
    ASSERT_TRUE(world_.wait_for([&] { return world_.sleeping_count == 1; }));
    TestClient other(server_->port());
    other.send_cancel(first);
    first.read_until('Z');
    first.hang_up();
    ASSERT_TRUE(world_.wait_for([&] { return world_.open_count == 0; }));
}

TEST_F(LimitTest, StartupsPerAddress) {
    options_.startup_per_address_max = 2;
    TestClient first(start());
    TestClient second(server_->port());
    first.send_startup({{"user", "ana"}});
    second.send_startup({{"user", "ana"}});
    ASSERT_EQ(first.read().type, 'R');
    ASSERT_EQ(second.read().type, 'R');
    TestClient third(server_->port());
    EXPECT_TRUE(third.is_closed());
}

TEST_F(LimitTest, StartupTime) {
    options_.startup_timeout = milliseconds(50);
    TestClient client(start());
    EXPECT_TRUE(client.is_closed());
}

TEST_F(LimitTest, ManyConnectionsAtOnce) {
    start();
    std::vector<std::unique_ptr<TestClient>> clients;
    for (int index = 0; index < 100; ++index) {
        clients.push_back(std::make_unique<TestClient>(server_->port()));
        ASSERT_EQ(clients.back()->log_in().back().type, 'Z');
    }
    // Every statement sleeps: each needs a thread of its own.
    for (auto& client : clients)
        client->send(query("sleep"));
    ASSERT_TRUE(world_.wait_for([&] { return world_.sleeping_count == 100; }));
    server_->stop(milliseconds(0));
    EXPECT_EQ(world_.open_count, 0);
}

}  // namespace
}  // namespace blueshift::protocol::testing
