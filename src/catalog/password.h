#pragma once
/// What the catalog keeps of a password: one verifier per authentication method.  Doc:
/// dg/r_CREATE_USER
#include <optional>
#include <string>
#include <string_view>

namespace blueshift::catalog {

/// The stored forms of one password; an empty member means that the method cannot be used.
struct PasswordHashes {
    std::string md5;  ///< "md5" + hex of MD5(password + user)
    std::string
        scram;  ///< "SCRAM-SHA-256$<iterations>:<salt>$<StoredKey>:<ServerKey>", parts in base64
    std::string digest_salt;  ///< salt bytes of the driver's digest method
    std::string digest_hash;  ///< SHA256(password + salt), 32 bytes

    bool operator==(const PasswordHashes&) const = default;
};

/// The parts of a SCRAM verifier, as bytes.
struct ScramVerifier {
    int iterations = 0;
    std::string salt;
    std::string stored_key;
    std::string server_key;
};

inline constexpr int kScramIterations = 4096;

/// Hashes a cleartext password for every method, with fresh salts.
PasswordHashes hash_password(std::string_view user, std::string_view password);

/// Reads what CREATE USER … PASSWORD holds: 'md5<hex>' and 'sha256|<hex digest>[|<salt>]' are taken
/// as they are and allow one method only; everything else is a cleartext password.
PasswordHashes hashes_from_password_clause(std::string_view user, std::string_view clause);

/// Made-up hashes for a user that does not exist: the same on each call, so that a client cannot
/// tell. `secret` is any string that clients do not know and that stays the same while the server
/// runs.
PasswordHashes hashes_for_unknown_user(std::string_view user, std::string_view secret);

/// Makes a SCRAM verifier with the given salt.
std::string scram_verifier(std::string_view password, std::string_view salt, int iterations);
/// Reads one back; nothing when it is not well formed.
std::optional<ScramVerifier> parse_scram_verifier(std::string_view text);

/// Whether `password` is the one that `hashes` were made of. Takes milliseconds when only SCRAM is
/// stored.
bool password_matches(const PasswordHashes& hashes, std::string_view user,
                      std::string_view password);

}  // namespace blueshift::catalog
