#pragma once
/// The server's side of SCRAM-SHA-256 (RFC 5802, RFC 7677).
#include <optional>
#include <string>
#include <string_view>

#include "catalog/password.h"

namespace blueshift::protocol {

/// One exchange: the two client messages in turn. Messages that are not well formed throw
/// FatalError, protocol_violation.
class ScramExchange {
public:
    /// `server_nonce` is printable text without commas.
    ScramExchange(catalog::ScramVerifier verifier, std::string server_nonce);

    /// Takes client-first-message, returns server-first-message.
    std::string first(std::string_view client_first);
    /// Takes client-final-message, returns server-final-message; nothing when the password is
    /// wrong.
    std::optional<std::string> final(std::string_view client_final);

private:
    const catalog::ScramVerifier verifier_;
    const std::string server_nonce_;
    std::string gs2_header_;
    std::string client_first_bare_;
    std::string nonce_;  ///< the client's and ours
    std::string server_first_;
};

}  // namespace blueshift::protocol
