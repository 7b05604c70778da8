/// The password itself, which only an encrypted connection may carry.
#include "catalog/password.h"
#include "protocol/auth/authenticator.h"
#include "protocol/auth/request_code.h"
#include "protocol/fatal_error.h"
#include "protocol/message_reader.h"

namespace blueshift::protocol {

namespace {

class CleartextAuthenticator : public Authenticator {
public:
    CleartextAuthenticator(catalog::PasswordHashes hashes, std::string user)
        : hashes_(std::move(hashes)), user_(std::move(user)) {}

    std::string_view name() const override { return "password"; }

    std::string start() override { return request_body(RequestCode::cleartext); }

    AuthenticationStep answer(char type, std::string_view body) override {
        if (type != 'p') throw FatalError(Code::protocol_violation, "expected password response");
        MessageReader reader(body);
        const auto password = reader.read_cstring();
        reader.expect_end();
        if (!catalog::password_matches(hashes_, user_, password)) return {};
        return {AuthenticationStep::State::accepted, {}};
    }

private:
    const catalog::PasswordHashes hashes_;
    const std::string user_;
};

}  // namespace

std::unique_ptr<Authenticator> make_cleartext_authenticator(
    const session::PasswordVerifier& verifier, std::string user) {
    return std::make_unique<CleartextAuthenticator>(
        catalog::PasswordHashes{verifier.md5, verifier.scram, verifier.digest_salt,
                                verifier.digest_hash},
        std::move(user));
}

}  // namespace blueshift::protocol
