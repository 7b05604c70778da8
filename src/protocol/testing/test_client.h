#pragma once
/// A client that speaks the protocol message by message, well or badly.
#include <arpa/inet.h>
#include <gtest/gtest.h>
#include <netinet/in.h>
#include <poll.h>
#include <sys/socket.h>
#include <unistd.h>

#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "base/crypto.h"
#include "protocol/message_reader.h"

namespace blueshift::protocol::testing {

inline std::string int16(int value) {
    return {static_cast<char>(value >> 8), static_cast<char>(value)};
}
inline std::string int32(std::int64_t value) {
    return {static_cast<char>(value >> 24), static_cast<char>(value >> 16),
            static_cast<char>(value >> 8), static_cast<char>(value)};
}
inline std::string cstring(std::string_view text) {
    return std::string(text) + '\0';
}

/// A message with its length.
inline std::string message(char type, const std::string& body) {
    return type + int32(body.size() + 4) + body;
}

inline std::string query(std::string_view sql) {
    return message('Q', cstring(sql));
}
inline std::string parse(std::string_view name, std::string_view sql) {
    return message('P', cstring(name) + cstring(sql) + int16(0));
}
/// All parameters and results as text.
inline std::string bind(std::string_view portal, std::string_view statement,
                        const std::vector<std::string>& values = {}) {
    std::string body =
        cstring(portal) + cstring(statement) + int16(0) + int16(static_cast<int>(values.size()));
    for (const auto& value : values)
        body += int32(value.size()) + value;
    return message('B', body + int16(0));
}
inline std::string describe(char target, std::string_view name) {
    return message('D', target + cstring(name));
}
inline std::string execute(std::string_view portal, int row_limit = 0) {
    return message('E', cstring(portal) + int32(row_limit));
}
inline std::string close(char target, std::string_view name) {
    return message('C', target + cstring(name));
}
inline std::string sync() {
    return message('S', "");
}

/// One message of the server.
struct Reply {
    char type = 0;
    std::string body;

    /// Fields of an ErrorResponse or NoticeResponse by letter.
    std::map<char, std::string> fields() const {
        std::map<char, std::string> out;
        MessageReader reader(body);
        for (char field = reader.read_byte(); field != '\0'; field = reader.read_byte()) {
            out[field] = reader.read_cstring();
        }
        return out;
    }
    std::string text() const { return std::string(MessageReader(body).read_cstring()); }
    /// Column values of a DataRow; NULL as `NULL`.
    std::vector<std::string> values() const {
        MessageReader reader(body);
        std::vector<std::string> out(static_cast<std::size_t>(reader.read_int16()));
        for (auto& value : out) {
            const auto size = reader.read_int32();
            value =
                size < 0 ? "NULL" : std::string(reader.read_bytes(static_cast<std::size_t>(size)));
        }
        return out;
    }
};

class TestClient {
public:
    explicit TestClient(int port) : socket_(connect(port)) { EXPECT_GE(socket_, 0); }
    ~TestClient() { hang_up(); }
    TestClient(const TestClient&) = delete;
    TestClient& operator=(const TestClient&) = delete;

    static bool can_connect(int port) {
        const int socket = connect(port);
        if (socket >= 0) ::close(socket);
        return socket >= 0;
    }

    void hang_up() {
        if (socket_ >= 0) ::close(std::exchange(socket_, -1));
    }
    int descriptor() const { return socket_; }

    void send(std::string_view bytes) {
        while (!bytes.empty()) {
            const auto count = ::send(socket_, bytes.data(), bytes.size(), MSG_NOSIGNAL);
            if (count <= 0) return;  // the server has closed; its last words can still be read
            bytes.remove_prefix(static_cast<std::size_t>(count));
        }
    }
    std::string read_exactly(std::size_t count) {
        std::string out;
        while (out.size() < count) {
            pollfd entry{socket_, POLLIN, 0};
            if (::poll(&entry, 1, 10'000) <= 0) {
                ADD_FAILURE() << "the server does not answer";
                return {};
            }
            char buffer[65536];
            const auto got =
                ::recv(socket_, buffer, std::min(sizeof(buffer), count - out.size()), 0);
            if (got <= 0) return {};
            out.append(buffer, static_cast<std::size_t>(got));
        }
        return out;
    }
    /// Type 0 at the end of the connection.
    Reply read() {
        const auto header = read_exactly(5);
        if (header.empty()) return {};
        const auto length = static_cast<std::size_t>(
            MessageReader(std::string_view(header).substr(1)).read_int32());
        return {header[0], length > 4 ? read_exactly(length - 4) : std::string()};
    }
    /// Reads up to and with the first message of `type`, or to the end of the connection.
    std::vector<Reply> read_until(char type) {
        std::vector<Reply> out;
        do {
            out.push_back(read());
        } while (out.back().type != type && out.back().type != '\0');
        return out;
    }
    bool is_closed() { return read().type == '\0'; }

    void send_startup(std::map<std::string, std::string> parameters, int minor_version = 0) {
        std::string body = int32((3 << 16) | minor_version);
        for (const auto& [name, value] : parameters)
            body += cstring(name) + cstring(value);
        body += '\0';
        send(int32(body.size() + 4) + body);
    }
    /// Logs in by SCRAM and reads up to ReadyForQuery. Returns everything after the authentication.
    std::vector<Reply> log_in(std::map<std::string, std::string> parameters = {},
                              const std::string& password = "Secret123") {
        parameters.try_emplace("user", "ana");
        parameters.try_emplace("database", "dev");
        send_startup(parameters);
        const auto final = answer_scram(password);
        if (final.type != 'R') return {final};
        auto replies = read_until('Z');
        for (const auto& reply : replies) {
            if (reply.type == 'K') key_ = reply.body;
        }
        return replies;
    }
    /// The client's side of SCRAM-SHA-256. Returns the server's last message:
    /// AuthenticationSASLFinal or an error.
    Reply answer_scram(const std::string& password) {
        const std::string first_bare = "n=,r=clientnonce";
        const auto request = read();
        EXPECT_EQ(request.body, int32(10) + cstring("SCRAM-SHA-256") + '\0');
        const std::string first = "n,," + first_bare;
        send(message('p', cstring("SCRAM-SHA-256") + int32(first.size()) + first));
        const auto challenge = read();
        if (challenge.type != 'R') return challenge;
        const std::string server_first = challenge.body.substr(4);
        const auto salt_start = server_first.find(",s=") + 3;
        const auto salt_end = server_first.find(",i=");
        const auto nonce = server_first.substr(2, salt_start - 5);
        const auto salt =
            *crypto::base64_decode(server_first.substr(salt_start, salt_end - salt_start));
        const auto salted =
            crypto::pbkdf2_sha256(password, salt, std::stoi(server_first.substr(salt_end + 3)));
        const auto without_proof = "c=biws,r=" + nonce;
        auto proof = crypto::hmac_sha256(salted, "Client Key");
        const auto signature = crypto::hmac_sha256(
            crypto::sha256(proof), first_bare + "," + server_first + "," + without_proof);
        for (std::size_t index = 0; index < proof.size(); ++index)
            proof[index] ^= signature[index];
        send(message('p', without_proof + ",p=" + crypto::base64_encode(proof)));
        return read();
    }
    /// Sends a CancelRequest for `other` on this connection.
    void send_cancel(const TestClient& other) { send(int32(16) + int32(80877102) + other.key_); }

private:
    /// -1 when nobody listens.
    static int connect(int port) {
        const int socket = ::socket(AF_INET, SOCK_STREAM, 0);
        sockaddr_in address{};
        address.sin_family = AF_INET;
        address.sin_port = htons(static_cast<std::uint16_t>(port));
        address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
        if (::connect(socket, reinterpret_cast<sockaddr*>(&address), sizeof(address)) == 0)
            return socket;
        ::close(socket);
        return -1;
    }

    int socket_;
    std::string key_;  ///< body of BackendKeyData
};

/// The types of messages in a row, such as `TDDCZ`.
inline std::string types(const std::vector<Reply>& replies) {
    std::string out;
    for (const auto& reply : replies)
        out += reply.type == '\0' ? '.' : reply.type;
    return out;
}
/// The first message of a type.
inline Reply find(const std::vector<Reply>& replies, char type) {
    for (const auto& reply : replies) {
        if (reply.type == type) return reply;
    }
    ADD_FAILURE() << "no message " << type << " in " << types(replies);
    return {};
}

}  // namespace blueshift::protocol::testing
