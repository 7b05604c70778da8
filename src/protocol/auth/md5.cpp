/// PostgreSQL's MD5 method: the client sends "md5" + MD5(hex of the stored hash + salt).
#include "base/crypto.h"
#include "protocol/auth/authenticator.h"
#include "protocol/auth/request_code.h"
#include "protocol/fatal_error.h"
#include "protocol/message_reader.h"

namespace blueshift::protocol {

namespace {

constexpr std::size_t kSaltBytes = 4;
constexpr std::string_view kPrefix = "md5";

class Md5Authenticator : public Authenticator {
public:
    explicit Md5Authenticator(std::string stored)
        : stored_(std::move(stored)), salt_(crypto::random_bytes(kSaltBytes)) {}

    std::string_view name() const override { return "md5"; }

    std::string start() override { return request_body(RequestCode::md5, salt_); }

    AuthenticationStep answer(char type, std::string_view body) override {
        if (type != 'p') throw FatalError(Code::protocol_violation, "expected password response");
        MessageReader reader(body);
        const auto response = reader.read_cstring();
        reader.expect_end();
        const auto hex = std::string_view(stored_).substr(std::min(stored_.size(), kPrefix.size()));
        const auto expected = std::string(kPrefix) + crypto::md5_hex(std::string(hex) + salt_);
        const bool equal = crypto::equal_constant_time(response, expected);
        if (!equal || stored_.empty()) return {};
        return {AuthenticationStep::State::accepted, {}};
    }

private:
    const std::string stored_;
    const std::string salt_;
};

}  // namespace

std::unique_ptr<Authenticator> make_md5_authenticator(const session::PasswordVerifier& verifier) {
    return std::make_unique<Md5Authenticator>(verifier.md5);
}

}  // namespace blueshift::protocol
