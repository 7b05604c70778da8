#include "protocol/auth/scram.h"

#include "base/crypto.h"
#include "protocol/auth/authenticator.h"
#include "protocol/auth/request_code.h"
#include "protocol/fatal_error.h"
#include "protocol/message_reader.h"

namespace blueshift::protocol {

namespace {

constexpr std::string_view kMechanism = "SCRAM-SHA-256";
constexpr std::size_t kNonceBytes = 18;

FatalError malformed() {
    return {Code::protocol_violation, "malformed SCRAM message"};
}

/// Takes `<name>=<value>` and the comma behind it off the front of a message.
std::string_view take_attribute(std::string_view& message, char name) {
    if (message.size() < 2 || message[0] != name || message[1] != '=') throw malformed();
    const auto comma = message.find(',');
    const auto value = message.substr(2, comma == std::string_view::npos ? comma : comma - 2);
    message.remove_prefix(comma == std::string_view::npos ? message.size() : comma + 1);
    return value;
}

bool is_printable(std::string_view text) {
    for (const char c : text) {
        if (c < 0x21 || c > 0x7e) return false;
    }
    return !text.empty();
}

}  // namespace

ScramExchange::ScramExchange(catalog::ScramVerifier verifier, std::string server_nonce)
    : verifier_(std::move(verifier)), server_nonce_(std::move(server_nonce)) {}

std::string ScramExchange::first(std::string_view client_first) {
    // The header: no channel binding ("y": the client could, and sees that we cannot), no other
    // identity.
    if (!client_first.starts_with("n,,") && !client_first.starts_with("y,,")) throw malformed();
    gs2_header_ = client_first.substr(0, 3);
    client_first.remove_prefix(3);
    client_first_bare_ = client_first;
    take_attribute(client_first,
                   'n');  // PostgreSQL's clients leave it empty: the startup message names the user
    const auto client_nonce = take_attribute(client_first, 'r');
    if (!is_printable(client_nonce)) throw malformed();
    nonce_ = std::string(client_nonce) + server_nonce_;
    server_first_ = fmt::format("r={},s={},i={}", nonce_, crypto::base64_encode(verifier_.salt),
                                verifier_.iterations);
    return server_first_;
}

std::optional<std::string> ScramExchange::final(std::string_view client_final) {
    const auto proof_start = client_final.rfind(",p=");
    if (proof_start == std::string_view::npos) throw malformed();
    const auto without_proof = client_final.substr(0, proof_start);
    const auto proof = crypto::base64_decode(client_final.substr(proof_start + 3));
    if (!proof || proof->size() != crypto::kSha256Bytes) throw malformed();
    auto rest = without_proof;
    if (take_attribute(rest, 'c') != crypto::base64_encode(gs2_header_)) throw malformed();
    if (take_attribute(rest, 'r') != nonce_) throw malformed();

    const auto auth_message =
        client_first_bare_ + "," + server_first_ + "," + std::string(without_proof);
    std::string client_key = crypto::hmac_sha256(verifier_.stored_key, auth_message);
    for (std::size_t index = 0; index < client_key.size(); ++index) {
        client_key[index] = static_cast<char>(client_key[index] ^ (*proof)[index]);
    }
    if (!crypto::equal_constant_time(crypto::sha256(client_key), verifier_.stored_key))
        return std::nullopt;
    return "v=" + crypto::base64_encode(crypto::hmac_sha256(verifier_.server_key, auth_message));
}

namespace {

class ScramAuthenticator : public Authenticator {
public:
    explicit ScramAuthenticator(std::optional<catalog::ScramVerifier> verifier)
        : can_accept_(verifier.has_value()),
          exchange_(verifier.value_or(catalog::ScramVerifier{}),
                    crypto::base64_encode(crypto::random_bytes(kNonceBytes))) {}

    std::string_view name() const override { return "scram-sha-256"; }

    std::string start() override {
        // A list of mechanisms, each ended by a NUL, and a last empty one.
        return request_body(RequestCode::sasl, std::string(kMechanism) + std::string(2, '\0'));
    }

    AuthenticationStep answer(char type, std::string_view body) override {
        if (type != 'p') throw FatalError(Code::protocol_violation, "expected SASL response");
        if (!started_) return initial_response(body);
        const auto server_final = exchange_.final(body);
        if (!server_final || !can_accept_) return {};
        return {AuthenticationStep::State::accepted,
                request_body(RequestCode::sasl_final, *server_final)};
    }

private:
    AuthenticationStep initial_response(std::string_view body) {
        MessageReader reader(body);
        if (reader.read_cstring() != kMechanism) {
            throw FatalError(Code::protocol_violation,
                             "client selected an invalid SASL authentication mechanism");
        }
        const auto size = reader.read_int32();
        if (size < 0) throw malformed();
        const auto client_first = reader.read_bytes(static_cast<std::size_t>(size));
        reader.expect_end();
        started_ = true;
        return {AuthenticationStep::State::proceed,
                request_body(RequestCode::sasl_continue, exchange_.first(client_first))};
    }

    const bool can_accept_;
    bool started_ = false;
    ScramExchange exchange_;
};

}  // namespace

std::unique_ptr<Authenticator> make_scram_authenticator(const session::PasswordVerifier& verifier) {
    return std::make_unique<ScramAuthenticator>(catalog::parse_scram_verifier(verifier.scram));
}

}  // namespace blueshift::protocol
