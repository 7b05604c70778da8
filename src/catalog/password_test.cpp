#include "catalog/password.h"

#include <gtest/gtest.h>

#include "base/crypto.h"

namespace blueshift::catalog {
namespace {

TEST(Password, EachMethodRecognisesThePassword) {
    const auto hashes = hash_password("ana", "Secret123");
    PasswordHashes md5_only, scram_only, digest_only;
    md5_only.md5 = hashes.md5;
    scram_only.scram = hashes.scram;
    digest_only.digest_salt = hashes.digest_salt;
    digest_only.digest_hash = hashes.digest_hash;
    for (const auto& stored : {hashes, md5_only, scram_only, digest_only}) {
        EXPECT_TRUE(password_matches(stored, "ana", "Secret123"));
        EXPECT_FALSE(password_matches(stored, "ana", "secret123"));
        EXPECT_FALSE(password_matches(stored, "ana", ""));
    }
    EXPECT_FALSE(password_matches(PasswordHashes{}, "ana", ""));
}

// The keys of the exchange in RFC 7677 section 3, recomputed from its password and salt.
TEST(Password, ScramVerifierFollowsTheStandard) {
    const auto salt = *crypto::base64_decode("W22ZaJ0SNY7soEsUEjb6gQ==");
    const auto verifier = parse_scram_verifier(scram_verifier("pencil", salt, 4096));
    ASSERT_TRUE(verifier);
    const std::string auth_message =
        "n=user,r=rOprNGfwEbeRWgbNEkqO,r=rOprNGfwEbeRWgbNEkqO%hvYDpWUa2RaTCAfuxFIlj)hNlF$k0,"
        "s=W22ZaJ0SNY7soEsUEjb6gQ==,i=4096,c=biws,r=rOprNGfwEbeRWgbNEkqO%hvYDpWUa2RaTCAfuxFIlj)"
        "hNlF$k0";
    EXPECT_EQ(crypto::base64_encode(crypto::hmac_sha256(verifier->server_key, auth_message)),
              "6rriTRBi23WpRR/wtup+mMhUZUn/dB5nLTJRsjl95G4=");
}

TEST(Password, PasswordsAreComparedAfterNormalization) {
    // U+00C5 and A + U+030A are the same text; RFC 4013 maps U+00AD to nothing.
    const auto verifier = scram_verifier("\xc3\x85", "salt", 1);
    EXPECT_EQ(verifier, scram_verifier("A\xcc\x8a\xc2\xad", "salt", 1));
    EXPECT_NE(scram_verifier("\xff", "salt", 1), scram_verifier("\xfe", "salt", 1));
}

TEST(Password, ClauseFormsOfCreateUser) {
    // Doc: dg/r_CREATE_USER: the digest is of the password followed by the salt.
    const auto hash = crypto::sha256("Mypassword1pepper");
    const auto digest =
        hashes_from_password_clause("ana", "sha256|" + crypto::hex_encode(hash) + "|pepper");
    EXPECT_TRUE(password_matches(digest, "ana", "Mypassword1"));
    EXPECT_TRUE(digest.scram.empty());
    EXPECT_TRUE(digest.md5.empty());

    const auto md5 = hashes_from_password_clause("ana", "md5" + crypto::md5_hex("Mypassword1ana"));
    EXPECT_TRUE(password_matches(md5, "ana", "Mypassword1"));
    EXPECT_TRUE(md5.digest_hash.empty());

    EXPECT_TRUE(
        password_matches(hashes_from_password_clause("ana", "md5short"), "ana", "md5short"));
    EXPECT_TRUE(
        password_matches(hashes_from_password_clause("ana", "sha256|xyz"), "ana", "sha256|xyz"));
}

TEST(Password, UnknownUsersLookLikeKnownOnes) {
    const auto hashes = hashes_for_unknown_user("nobody", "server secret");
    EXPECT_EQ(hashes, hashes_for_unknown_user("nobody", "server secret"));
    EXPECT_NE(hashes.digest_salt, hashes_for_unknown_user("someone", "server secret").digest_salt);
    EXPECT_TRUE(parse_scram_verifier(hashes.scram));
    EXPECT_EQ(hashes.md5.size(), 35u);
}

TEST(Password, MalformedScramVerifiers) {
    const auto good = scram_verifier("x", "salt", 4096);
    EXPECT_TRUE(parse_scram_verifier(good));
    for (const std::string& bad :
         {std::string(), good.substr(1), good.substr(0, good.size() - 4),
          std::string("SCRAM-SHA-256$0:c2FsdA==$:"), std::string("SCRAM-SHA-256$4096")}) {
        EXPECT_FALSE(parse_scram_verifier(bad)) << bad;
    }
}

}  // namespace
}  // namespace blueshift::catalog
