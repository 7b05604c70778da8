#pragma once
/// A server of the fake session on a port of its own.
#include <gtest/gtest.h>

#include "protocol/server.h"
#include "protocol/testing/fake_session.h"
#include "protocol/testing/test_client.h"

namespace blueshift::protocol::testing {

class ServerTest : public ::testing::Test {
protected:
    ServerTest() { options_.port = 0; }

    /// Starts the server; change options_ and world_ before.
    int start() {
        server_ = std::make_unique<Server>(options_, factory_);
        server_->start();
        return server_port_ = server_->port();
    }

    FakeWorld world_;
    FakeFactory factory_{world_};
    ServerOptions options_;
    std::unique_ptr<Server> server_;
    int server_port_ = 0;
};

/// A started server and a client that is logged in.
class SessionTest : public ServerTest {
protected:
    void SetUp() override {
        client_ = std::make_unique<TestClient>(start());
        ASSERT_EQ(client_->log_in().back().type, 'Z');
    }

    /// Sends and reads up to ReadyForQuery.
    std::vector<Reply> ask(const std::string& bytes) {
        client_->send(bytes);
        return client_->read_until('Z');
    }

    std::unique_ptr<TestClient> client_;
};

}  // namespace blueshift::protocol::testing
