#pragma once
/// The server's side of the authentication methods, without I/O.
#include <memory>
#include <string>
#include <string_view>

#include "session/session.h"

namespace blueshift::protocol {

/// What follows a client's answer.
struct AuthenticationStep {
    enum class State { proceed, accepted, refused };
    State state = State::refused;
    /// For `proceed` and `accepted`: body of one more AuthenticationRequest to send; may be empty.
    std::string request;
};

/// One exchange. Bodies are those of AuthenticationRequest: an int32 code and its data. Answers
/// that are not well formed throw FatalError, protocol_violation (08P01).
class Authenticator {
public:
    virtual ~Authenticator() = default;
    /// As connection logs name it.
    virtual std::string_view name() const = 0;
    /// The first request.
    virtual std::string start() = 0;
    /// Takes the client's answer: message letter and body.
    virtual AuthenticationStep answer(char type, std::string_view body) = 0;
};

/// Makes the authenticator of one method. A verifier that lacks the method's part never accepts.
std::unique_ptr<Authenticator> make_scram_authenticator(const session::PasswordVerifier& verifier);
std::unique_ptr<Authenticator> make_md5_authenticator(const session::PasswordVerifier& verifier);
std::unique_ptr<Authenticator> make_digest_authenticator(const session::PasswordVerifier& verifier);
std::unique_ptr<Authenticator> make_cleartext_authenticator(
    const session::PasswordVerifier& verifier, std::string user);

/// What the choice of a method depends on.
struct AuthenticationContext {
    std::string user;
    bool is_redshift_driver = false;  ///< knows the digest method
    bool cleartext_allowed = false;  ///< the connection is encrypted, or the server's owner said so
};

/// Chooses the strongest method that the client knows and the stored password allows. Throws
/// FatalError, invalid_authorization_specification (28000), when there is none.
std::unique_ptr<Authenticator> choose_authenticator(const session::PasswordVerifier& verifier,
                                                    const AuthenticationContext& context);

}  // namespace blueshift::protocol
