#include "protocol/auth/authenticator.h"
#include "protocol/fatal_error.h"

namespace blueshift::protocol {

std::unique_ptr<Authenticator> choose_authenticator(const session::PasswordVerifier& verifier,
                                                    const AuthenticationContext& context) {
    if (context.is_redshift_driver && !verifier.digest_hash.empty())
        return make_digest_authenticator(verifier);
    if (!verifier.scram.empty()) return make_scram_authenticator(verifier);
    if (!verifier.md5.empty()) return make_md5_authenticator(verifier);
    if (context.cleartext_allowed) return make_cleartext_authenticator(verifier, context.user);
    throw FatalError(
        FatalError(Code::invalid_authorization_specification,
                   "no authentication method is possible for user \"{}\" on this connection",
                   context.user)
            .hint("Connect with TLS, or set the password again."));
}

}  // namespace blueshift::protocol
