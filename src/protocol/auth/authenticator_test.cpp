#include "protocol/auth/authenticator.h"

#include <gtest/gtest.h>

#include "base/crypto.h"
#include "catalog/password.h"
#include "protocol/auth/scram.h"
#include "protocol/auth/throttle.h"
#include "protocol/fatal_error.h"
#include "protocol/testing/test_client.h"

namespace blueshift::protocol::testing {
namespace {

using State = AuthenticationStep::State;

session::PasswordVerifier verifier_of(const std::string& user, const std::string& password) {
    const auto hashes = catalog::hash_password(user, password);
    return {hashes.md5, hashes.scram, hashes.digest_salt, hashes.digest_hash, false};
}

// The exchange of RFC 7677 section 3; its client does send a user name.
TEST(Scram, ExchangeOfTheStandard) {
    const auto salt = *crypto::base64_decode("W22ZaJ0SNY7soEsUEjb6gQ==");
    ScramExchange exchange(
        *catalog::parse_scram_verifier(catalog::scram_verifier("pencil", salt, 4096)),
        "%hvYDpWUa2RaTCAfuxFIlj)hNlF$k0");
    EXPECT_EQ(
        exchange.first("n,,n=user,r=rOprNGfwEbeRWgbNEkqO"),
        "r=rOprNGfwEbeRWgbNEkqO%hvYDpWUa2RaTCAfuxFIlj)hNlF$k0,s=W22ZaJ0SNY7soEsUEjb6gQ==,i=4096");
    EXPECT_EQ(exchange.final("c=biws,r=rOprNGfwEbeRWgbNEkqO%hvYDpWUa2RaTCAfuxFIlj)hNlF$k0,"
                             "p=dHzbZapWIk4jUhN+Ute9ytag9zjfMHgsqmmiz7AndVQ="),
              "v=6rriTRBi23WpRR/wtup+mMhUZUn/dB5nLTJRsjl95G4=");
}

TEST(Scram, WrongProofIsRefused) {
    ScramExchange exchange(
        *catalog::parse_scram_verifier(catalog::scram_verifier("pencil", "salt", 1)), "server");
    exchange.first("n,,n=,r=client");
    EXPECT_FALSE(
        exchange.final("c=biws,r=clientserver,p=" + crypto::base64_encode(std::string(32, 'x'))));
}

TEST(Scram, MalformedMessages) {
    const auto verifier =
        *catalog::parse_scram_verifier(catalog::scram_verifier("pencil", "salt", 1));
    for (const char* bad : {"", "n,,", "n,,n=,r=", "n,,n=", "n,,r=x", "p=tls-unique,,n=,r=x",
                            "n,a=other,n=,r=x", "n,,n=,r=\x01"}) {
        ScramExchange exchange(verifier, "server");
        EXPECT_THROW(exchange.first(bad), FatalError) << bad;
    }
    const std::string proof = crypto::base64_encode(std::string(32, 'x'));
    for (const std::string& bad : std::initializer_list<std::string>{
             "", "c=biws,r=clientserver", "c=biws,r=clientserver,p=short",
             "c=eSws,r=clientserver,p=" + proof, "c=biws,r=otherserver,p=" + proof,
             "r=clientserver,p=" + proof}) {
        ScramExchange exchange(verifier, "server");
        exchange.first("n,,n=,r=client");
        EXPECT_THROW(exchange.final(bad), FatalError) << bad;
    }
}

TEST(ScramAuthenticator, MechanismAndLengthsAreChecked) {
    const auto verifier = verifier_of("ana", "Secret123");
    const std::string first = "n,,n=,r=client";
    for (const auto& body :
         {cstring("SCRAM-SHA-1") + int32(first.size()) + first,
          cstring("SCRAM-SHA-256") + int32(-1), cstring("SCRAM-SHA-256") + int32(100) + first,
          cstring("SCRAM-SHA-256") + int32(3) + first}) {
        EXPECT_THROW(make_scram_authenticator(verifier)->answer('p', body), FatalError);
    }
    EXPECT_THROW(make_scram_authenticator(verifier)->answer('d', ""), FatalError);
}

TEST(Md5Authenticator, TakesTheSaltedHash) {
    const auto authenticator = make_md5_authenticator(verifier_of("ana", "Secret123"));
    const auto request = authenticator->start();
    ASSERT_EQ(request.substr(0, 4), int32(5));
    ASSERT_EQ(request.size(), 8u);
    const auto answer =
        "md5" + crypto::md5_hex(crypto::md5_hex("Secret123ana") + request.substr(4));
    EXPECT_EQ(authenticator->answer('p', cstring(answer)).state, State::accepted);
    EXPECT_EQ(authenticator->answer('p', cstring("md5" + crypto::md5_hex("guess"))).state,
              State::refused);
    EXPECT_THROW(authenticator->answer('p', "no end"), FatalError);
    const auto without = make_md5_authenticator({});
    const auto salt = without->start().substr(4);
    EXPECT_EQ(without->answer('p', cstring("md5" + crypto::md5_hex(salt))).state, State::refused);
}

TEST(DigestAuthenticator, TakesTheDriversDigest) {
    const auto authenticator = make_digest_authenticator(verifier_of("ana", "Secret123"));
    const auto start = authenticator->start();
    MessageReader reader(start);
    EXPECT_EQ(reader.read_int32(), 13);
    EXPECT_EQ(reader.read_int32(), 0);
    const std::string salt(reader.read_bytes(static_cast<std::size_t>(reader.read_int32())));
    const std::string nonce(reader.read_bytes(static_cast<std::size_t>(reader.read_int32())));
    reader.expect_end();
    const std::string client_nonce = "1700000000000";
    const auto body = [&](const std::string& password) {
        const auto digest = crypto::sha256(crypto::sha256(password + salt) + nonce + client_nonce);
        return int32(digest.size()) + digest + int32(client_nonce.size()) + client_nonce;
    };
    EXPECT_EQ(authenticator->answer('d', body("Secret123")).state, State::accepted);
    EXPECT_EQ(authenticator->answer('d', body("guess")).state, State::refused);
    EXPECT_THROW(authenticator->answer('d', int32(-1)), FatalError);
    EXPECT_THROW(authenticator->answer('d', int32(1000)), FatalError);
    EXPECT_THROW(authenticator->answer('p', body("Secret123")), FatalError);
}

TEST(CleartextAuthenticator, ComparesWithWhatIsStored) {
    auto verifier = verifier_of("ana", "Secret123");
    EXPECT_EQ(
        make_cleartext_authenticator(verifier, "ana")->answer('p', cstring("Secret123")).state,
        State::accepted);
    EXPECT_EQ(make_cleartext_authenticator(verifier, "ana")->answer('p', cstring("guess")).state,
              State::refused);
}

TEST(ChooseAuthenticator, TakesTheStrongestThatBothKnow) {
    const auto all = verifier_of("ana", "Secret123");
    session::PasswordVerifier md5, digest;
    md5.md5 = all.md5;
    digest.digest_salt = all.digest_salt;
    digest.digest_hash = all.digest_hash;
    const auto name = [](const session::PasswordVerifier& verifier, bool is_redshift_driver,
                         bool cleartext_allowed) {
        return choose_authenticator(verifier, {"ana", is_redshift_driver, cleartext_allowed})
            ->name();
    };
    EXPECT_EQ(name(all, false, true), "scram-sha-256");
    EXPECT_EQ(name(all, true, true), "digest-sha-256");
    EXPECT_EQ(name(md5, false, false), "md5");
    EXPECT_EQ(name(md5, true, false), "md5");
    EXPECT_EQ(name(digest, true, false), "digest-sha-256");
    EXPECT_EQ(name(digest, false, true), "password");
    EXPECT_THROW(name(digest, false, false), FatalError);
}

TEST(LoginThrottle, DelaysDoubleAndAreForgotten) {
    using std::chrono::milliseconds;
    LoginThrottle throttle;
    const auto now = net::Clock::now();
    EXPECT_EQ(throttle.delay("ana", "host", now), milliseconds(0));
    std::vector<long> delays;
    for (int failure = 0; failure < 8; ++failure) {
        throttle.failed("ana", "host", now);
        delays.push_back(throttle.delay("ana", "host", now).count());
    }
    EXPECT_EQ(delays, (std::vector<long>{100, 200, 400, 800, 1600, 3200, 5000, 5000}));
    EXPECT_EQ(throttle.delay("ana", "other", now), milliseconds(0));
    EXPECT_EQ(throttle.delay("bob", "host", now), milliseconds(0));
    EXPECT_EQ(throttle.delay("ana", "host", now + std::chrono::minutes(11)), milliseconds(0));
    throttle.succeeded("ana", "host");
    EXPECT_EQ(throttle.delay("ana", "host", now), milliseconds(0));
}

TEST(LoginThrottle, MemoryIsBounded) {
    LoginThrottle throttle;
    const auto now = net::Clock::now();
    throttle.failed("first", "host", now);
    for (std::size_t user = 0; user < LoginThrottle::kEntryCountMax; ++user) {
        throttle.failed(std::to_string(user), "host", now + std::chrono::seconds(1));
    }
    EXPECT_EQ(throttle.delay("first", "host", now).count(), 0);
    EXPECT_EQ(throttle.delay("0", "host", now).count(), 100);
}

}  // namespace
}  // namespace blueshift::protocol::testing
