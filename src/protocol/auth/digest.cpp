/// Redshift's digest method, which its JDBC, ODBC and Python drivers know:
/// the client sends SHA256(SHA256(password + salt) + server nonce + client nonce) and its nonce.
#include "base/crypto.h"
#include "protocol/auth/authenticator.h"
#include "protocol/auth/request_code.h"
#include "protocol/fatal_error.h"
#include "protocol/message_reader.h"
#include "protocol/messages.h"

namespace blueshift::protocol {

namespace {

constexpr std::size_t kNonceBytes = 16;
constexpr std::int32_t kAlgorithmSha256 = 0;

std::string with_length(const std::string& bytes) {
    return network_int32(static_cast<std::int32_t>(bytes.size())) + bytes;
}

std::string_view read_with_length(MessageReader& reader) {
    const auto size = reader.read_int32();
    if (size < 0) throw FatalError(Code::protocol_violation, "invalid length in digest response");
    return reader.read_bytes(static_cast<std::size_t>(size));
}

class DigestAuthenticator : public Authenticator {
public:
    DigestAuthenticator(std::string salt, std::string stored)
        : salt_(std::move(salt)),
          stored_(std::move(stored)),
          nonce_(crypto::random_bytes(kNonceBytes)) {}

    std::string_view name() const override { return "digest-sha-256"; }

    std::string start() override {
        return request_body(RequestCode::digest, network_int32(kAlgorithmSha256) +
                                                     with_length(salt_) + with_length(nonce_));
    }

    AuthenticationStep answer(char type, std::string_view body) override {
        if (type != kDigestMessage)
            throw FatalError(Code::protocol_violation, "expected digest response");
        MessageReader reader(body);
        const auto digest = read_with_length(reader);
        const auto client_nonce = read_with_length(reader);
        reader.expect_end();
        const auto expected = crypto::sha256(stored_ + nonce_ + std::string(client_nonce));
        const bool equal = crypto::equal_constant_time(digest, expected);
        if (!equal || stored_.empty()) return {};
        return {AuthenticationStep::State::accepted, {}};
    }

private:
    const std::string salt_;
    const std::string stored_;
    const std::string nonce_;
};

}  // namespace

std::unique_ptr<Authenticator> make_digest_authenticator(
    const session::PasswordVerifier& verifier) {
    return std::make_unique<DigestAuthenticator>(verifier.digest_salt, verifier.digest_hash);
}

}  // namespace blueshift::protocol
