#include "catalog/password.h"

#include <fmt/format.h>
#include <unicode/unistr.h>
#include <unicode/usprep.h>

#include <charconv>

#include "base/crypto.h"

namespace blueshift::catalog {

namespace {

constexpr std::size_t kSaltBytes = 16;
constexpr std::string_view kScramPrefix = "SCRAM-SHA-256$";

std::string md5_verifier(std::string_view user, std::string_view password) {
    return "md5" + crypto::md5_hex(std::string(password) + std::string(user));
}

bool is_md5_verifier(std::string_view text) {
    return text.size() == 35 && text.starts_with("md5") &&
           crypto::hex_decode(text.substr(3)).has_value();
}

/// The form of a password that SCRAM hashes (RFC 4013). Like PostgreSQL, takes the bytes as they
/// are when they are not valid text or hold a prohibited character.
std::string saslprep(std::string_view password) {
    UErrorCode status = U_ZERO_ERROR;
    UStringPrepProfile* profile = usprep_openByType(USPREP_RFC4013_SASLPREP, &status);
    if (U_FAILURE(status)) return std::string(password);
    const auto source =
        icu::UnicodeString::fromUTF8({password.data(), static_cast<int32_t>(password.size())});
    icu::UnicodeString prepared;
    // Normalization makes a character at most 18 times as long.
    const int32_t capacity = source.length() * 18 + 1;
    char16_t* buffer = prepared.getBuffer(capacity);
    const int32_t length = usprep_prepare(profile, source.getBuffer(), source.length(), buffer,
                                          capacity, USPREP_DEFAULT, nullptr, &status);
    prepared.releaseBuffer(U_SUCCESS(status) ? length : 0);
    usprep_close(profile);
    const bool valid_text = source.indexOf(char16_t{0xfffd}) < 0;
    if (U_FAILURE(status) || !valid_text) return std::string(password);
    std::string out;
    prepared.toUTF8String(out);
    return out;
}

}  // namespace

std::string scram_verifier(std::string_view password, std::string_view salt, int iterations) {
    const auto salted = crypto::pbkdf2_sha256(saslprep(password), salt, iterations);
    const auto stored_key = crypto::sha256(crypto::hmac_sha256(salted, "Client Key"));
    const auto server_key = crypto::hmac_sha256(salted, "Server Key");
    return fmt::format("{}{}:{}${}:{}", kScramPrefix, iterations, crypto::base64_encode(salt),
                       crypto::base64_encode(stored_key), crypto::base64_encode(server_key));
}

std::optional<ScramVerifier> parse_scram_verifier(std::string_view text) {
    if (!text.starts_with(kScramPrefix)) return std::nullopt;
    text.remove_prefix(kScramPrefix.size());
    const auto dollar = text.find('$');
    if (dollar == std::string_view::npos) return std::nullopt;
    const auto parameters = text.substr(0, dollar);
    const auto keys = text.substr(dollar + 1);
    const auto first_colon = parameters.find(':');
    const auto second_colon = keys.find(':');
    if (first_colon == std::string_view::npos || second_colon == std::string_view::npos)
        return std::nullopt;

    ScramVerifier out;
    const auto* end = parameters.data() + first_colon;
    const auto number = std::from_chars(parameters.data(), end, out.iterations);
    const auto salt = crypto::base64_decode(parameters.substr(first_colon + 1));
    const auto stored_key = crypto::base64_decode(keys.substr(0, second_colon));
    const auto server_key = crypto::base64_decode(keys.substr(second_colon + 1));
    if (number.ec != std::errc{} || number.ptr != end || out.iterations < 1) return std::nullopt;
    if (!salt || !stored_key || !server_key) return std::nullopt;
    if (stored_key->size() != crypto::kSha256Bytes || server_key->size() != crypto::kSha256Bytes)
        return std::nullopt;
    out.salt = *salt;
    out.stored_key = *stored_key;
    out.server_key = *server_key;
    return out;
}

PasswordHashes hash_password(std::string_view user, std::string_view password) {
    PasswordHashes out;
    out.md5 = md5_verifier(user, password);
    out.scram = scram_verifier(password, crypto::random_bytes(kSaltBytes), kScramIterations);
    out.digest_salt = crypto::random_bytes(kSaltBytes);
    out.digest_hash = crypto::sha256(std::string(password) + out.digest_salt);
    return out;
}

PasswordHashes hashes_from_password_clause(std::string_view user, std::string_view clause) {
    PasswordHashes out;
    if (is_md5_verifier(clause)) {
        out.md5 = clause;
        return out;
    }
    constexpr std::string_view kDigestPrefix = "sha256|";
    if (clause.starts_with(kDigestPrefix)) {
        const auto rest = clause.substr(kDigestPrefix.size());
        const auto bar = rest.find('|');
        const auto hash = crypto::hex_decode(rest.substr(0, bar));
        if (hash && hash->size() == crypto::kSha256Bytes) {
            out.digest_hash = *hash;
            if (bar != std::string_view::npos) out.digest_salt = rest.substr(bar + 1);
            return out;
        }
    }
    return hash_password(user, clause);
}

PasswordHashes hashes_for_unknown_user(std::string_view user, std::string_view secret) {
    const auto bytes = [&](std::string_view purpose) {
        return crypto::hmac_sha256(secret, std::string(purpose) + std::string(user));
    };
    PasswordHashes out;
    out.md5 = "md5" + crypto::hex_encode(bytes("md5").substr(0, 16));
    out.scram = fmt::format("{}{}:{}${}:{}", kScramPrefix, kScramIterations,
                            crypto::base64_encode(bytes("scram salt").substr(0, kSaltBytes)),
                            crypto::base64_encode(bytes("stored key")),
                            crypto::base64_encode(bytes("server key")));
    out.digest_salt = bytes("digest salt").substr(0, kSaltBytes);
    out.digest_hash = bytes("digest");
    return out;
}

bool password_matches(const PasswordHashes& hashes, std::string_view user,
                      std::string_view password) {
    if (!hashes.digest_hash.empty()) {
        return crypto::equal_constant_time(
            crypto::sha256(std::string(password) + hashes.digest_salt), hashes.digest_hash);
    }
    if (!hashes.md5.empty()) {
        return crypto::equal_constant_time(md5_verifier(user, password), hashes.md5);
    }
    const auto scram = parse_scram_verifier(hashes.scram);
    return scram && crypto::equal_constant_time(
                        scram_verifier(password, scram->salt, scram->iterations), hashes.scram);
}

}  // namespace blueshift::catalog
