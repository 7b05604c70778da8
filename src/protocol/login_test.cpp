#include <openssl/ssl.h>

#include <filesystem>

#include "protocol/testing/server_fixture.h"

namespace blueshift::protocol::testing {
namespace {

class LoginTest : public ServerTest {
protected:
    /// The error that a login with these parameters and this password ends in.
    std::map<char, std::string> refusal(std::map<std::string, std::string> parameters,
                                        const std::string& password) {
        TestClient client(server_->port());
        const auto replies = client.log_in(std::move(parameters), password);
        EXPECT_TRUE(replies.back().type == '\0' || client.is_closed());
        return find(replies, 'E').fields();
    }
};

TEST_F(LoginTest, TellsParametersAndKeysAndIsReady) {
    TestClient client(start());
    const auto replies = client.log_in({{"application_name", "test"}, {"search_path", "a"}});
    ASSERT_EQ(types(replies), "RSSKZ");
    EXPECT_EQ(replies[0].body, int32(0));
    EXPECT_EQ(replies[1].body, cstring("server_version") + cstring("8.0.2"));
    EXPECT_EQ(replies.back().body, "I");
    ASSERT_EQ(world_.clients.size(), 1u);
    const auto& info = world_.clients[0];
    EXPECT_EQ(info.user, "ana");
    EXPECT_EQ(info.database, "dev");
    EXPECT_EQ(info.remote_host, "127.0.0.1");
    EXPECT_EQ(info.application_name, "test");
    EXPECT_EQ(info.authentication_method, "scram-sha-256");
    EXPECT_EQ(info.parameters.at("search_path"), "a");
}

TEST_F(LoginTest, WrongPasswordAndUnknownUserLookTheSame) {
    start();
    const auto wrong = refusal({}, "guess");
    EXPECT_EQ(wrong.at('S'), "FATAL");
    EXPECT_EQ(wrong.at('C'), "28P01");
    EXPECT_EQ(wrong.at('M'), "password authentication failed for user \"ana\"");
    for (const char* user : {"nobody", "disabled"}) {
        const auto other = refusal({{"user", user}}, "Secret123");
        EXPECT_EQ(other.at('C'), "28P01");
        EXPECT_EQ(other.at('M'),
                  std::string("password authentication failed for user \"") + user + "\"");
    }
}

TEST_F(LoginTest, ErrorsOfTheSessionAreFatal) {
    start();
    const auto fields = refusal({{"database", "missing"}}, "Secret123");
    EXPECT_EQ(fields.at('C'), "3D000");
    EXPECT_EQ(fields.at('S'), "FATAL");
}

TEST_F(LoginTest, Md5) {
    TestClient client(start());
    client.send_startup({{"user", "md5only"}});
    const auto request = client.read();
    ASSERT_EQ(request.body.substr(0, 4), int32(5));
    client.send(message('p', cstring("md5" + crypto::md5_hex(crypto::md5_hex("Secret123md5only") +
                                                             request.body.substr(4)))));
    EXPECT_EQ(client.read_until('Z').back().body, "I");
}

TEST_F(LoginTest, RedshiftDriversUseTheDigestAndLearnTheProtocol) {
    TestClient client(start());
    client.send_startup(
        {{"user", "ana"}, {"client_protocol_version", "2"}, {"driver_version", "x"}});
    const auto request = client.read();
    MessageReader reader(request.body);
    ASSERT_EQ(reader.read_int32(), 13);
    reader.read_int32();
    const std::string salt(reader.read_bytes(static_cast<std::size_t>(reader.read_int32())));
    const std::string nonce(reader.read_bytes(static_cast<std::size_t>(reader.read_int32())));
    const auto digest = crypto::sha256(crypto::sha256("Secret123" + salt) + nonce + "17");
    client.send(message('d', int32(digest.size()) + digest + int32(2) + "17"));
    const auto replies = client.read_until('Z');
    ASSERT_EQ(types(replies), "RSSSKZ");
    EXPECT_EQ(replies[3].body, cstring("server_protocol_version") + cstring("2"));

    // From version 1 on, columns tell where they come from: schema, table, column, catalog and
    // flags.
    client.send(query("rows 1"));
    EXPECT_EQ(client.read_until('Z')[0].body, int16(1) + cstring("i") + int32(16384) + int16(1) +
                                                  int32(23) + int16(4) + int32(-1) + int16(0) +
                                                  cstring("public") + cstring("t") + cstring("i") +
                                                  cstring("dev") + int16(0x1001));
}

TEST_F(LoginTest, RedshiftDriversAreRefusedWithTheirCode) {
    TestClient client(start());
    client.send_startup({{"user", "ana"}, {"client_protocol_version", "2"}});
    client.read();
    client.send(message('d', int32(0) + int32(0)));
    EXPECT_EQ(client.read().fields().at('C'), "28000");
}

TEST_F(LoginTest, CleartextOnlyWhereItIsAllowed) {
    start();
    {
        TestClient client(server_->port());
        client.send_startup({{"user", "digestonly"}});
        EXPECT_EQ(client.read().fields().at('C'), "28000");
    }
    options_.allow_cleartext_password = true;
    TestClient client(start());
    client.send_startup({{"user", "digestonly"}});
    EXPECT_EQ(client.read().body, int32(3));
    client.send(message('p', cstring("Secret123")));
    EXPECT_EQ(client.read_until('Z').back().body, "I");
}

TEST_F(LoginTest, NewerProtocolsAreNegotiatedDown) {
    TestClient client(start());
    client.send_startup({{"user", "ana"}, {"_pq_.fancy", "on"}}, 2);
    const auto reply = client.read();
    ASSERT_EQ(reply.type, 'v');
    EXPECT_EQ(reply.body, int32(3 << 16) + int32(1) + cstring("_pq_.fancy"));
    EXPECT_EQ(client.answer_scram("Secret123").type, 'R');
}

TEST_F(LoginTest, WithoutTlsEncryptionIsDeclined) {
    TestClient client(start());
    client.send(int32(8) + int32(80877104));
    EXPECT_EQ(client.read_exactly(1), "N");
    client.send(int32(8) + int32(80877103));
    EXPECT_EQ(client.read_exactly(1), "N");
    EXPECT_EQ(client.log_in().back().type, 'Z');
}

class TlsTest : public LoginTest {
protected:
    TlsTest() { options_.tls_directory = directory_; }
    ~TlsTest() override {
        server_.reset();
        std::filesystem::remove_all(directory_);
    }

    const std::string directory_ =
        ::testing::TempDir() + "tls_" + crypto::hex_encode(crypto::random_bytes(8));
};

TEST_F(TlsTest, EncryptsAfterSslRequest) {
    TestClient client(start());
    client.send(int32(8) + int32(80877103));
    ASSERT_EQ(client.read_exactly(1), "S");
    SSL_CTX* context = SSL_CTX_new(TLS_client_method());
    // The made certificate is its own authority and names localhost.
    ASSERT_EQ(SSL_CTX_load_verify_locations(context, (directory_ + "/server.crt").c_str(), nullptr),
              1);
    SSL_CTX_set_verify(context, SSL_VERIFY_PEER, nullptr);
    SSL* tls = SSL_new(context);
    SSL_set1_host(tls, "localhost");
    SSL_set_fd(tls, client.descriptor());
    ASSERT_EQ(SSL_connect(tls), 1);

    const std::string body = int32(3 << 16) + cstring("user") + cstring("digestonly") + '\0';
    const std::string bytes =
        int32(body.size() + 4) + body + message('p', cstring("Secret123")) + query("wide 200");
    EXPECT_EQ(SSL_write(tls, bytes.data(), static_cast<int>(bytes.size())),
              static_cast<int>(bytes.size()));
    std::string received;
    char buffer[65536];
    while (received.find("SELECT 200") == std::string::npos) {
        const int count = SSL_read(tls, buffer, sizeof(buffer));
        ASSERT_GT(count, 0);
        received.append(buffer, static_cast<std::size_t>(count));
    }
    EXPECT_EQ(received.substr(0, 9), "R" + int32(8) + int32(3));
    EXPECT_EQ(world_.clients.at(0).tls_version, "TLSv1.3");
    SSL_free(tls);
    SSL_CTX_free(context);
}

TEST_F(TlsTest, DataBeforeTheHandshakeIsRefused) {
    TestClient client(start());
    client.send(int32(8) + int32(80877103) + "early");
    EXPECT_EQ(client.read().fields().at('C'), "08P01");
    EXPECT_TRUE(client.is_closed());
}

TEST_F(TlsTest, CanBeRequired) {
    options_.require_tls = true;
    TestClient client(start());
    client.send_startup({{"user", "ana"}, {"database", "dev"}});
    const auto fields = client.read().fields();
    EXPECT_EQ(fields.at('C'), "28000");
    EXPECT_EQ(
        fields.at('M'),
        "no pg_hba.conf entry for host \"127.0.0.1\", user \"ana\", database \"dev\", SSL off");
}

}  // namespace
}  // namespace blueshift::protocol::testing
