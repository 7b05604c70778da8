#include "base/crypto.h"

#include <gtest/gtest.h>

namespace blueshift::crypto {
namespace {

// FIPS 180-2 appendix B.1, RFC 1321 appendix A.5, RFC 4231 case 2, RFC 7914 section 11.
TEST(Crypto, HashesMatchTheirStandards) {
    EXPECT_EQ(hex_encode(sha256("abc")),
              "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
    EXPECT_EQ(md5_hex("abc"), "900150983cd24fb0d6963f7d28e17f72");
    EXPECT_EQ(hex_encode(hmac_sha256("Jefe", "what do ya want for nothing?")),
              "5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843");
    EXPECT_EQ(hex_encode(pbkdf2_sha256("passwd", "salt", 1)),
              "55ac046e56e3089fec1691c22544b605f94185216dde0465e68b9d57c20dacbc");
}

// RFC 4648 section 10.
TEST(Crypto, Base64) {
    const std::pair<const char*, const char*> cases[] = {
        {"", ""}, {"f", "Zg=="}, {"fo", "Zm8="}, {"foo", "Zm9v"}, {"foobar", "Zm9vYmFy"}};
    for (const auto& [plain, encoded] : cases) {
        EXPECT_EQ(base64_encode(plain), encoded);
        EXPECT_EQ(base64_decode(encoded), plain);
    }
    for (const char* bad : {"Z", "Zg=", "Zh==", "Z===", "Zg==Zg==", "Zm9*", "===="}) {
        EXPECT_FALSE(base64_decode(bad)) << bad;
    }
}

TEST(Crypto, Hex) {
    EXPECT_EQ(hex_encode(std::string_view("\x00\xff\x10", 3)), "00ff10");
    EXPECT_EQ(hex_decode("00FF10"), std::string("\x00\xff\x10", 3));
    EXPECT_FALSE(hex_decode("0"));
    EXPECT_FALSE(hex_decode("0g"));
}

TEST(Crypto, RandomBytesDiffer) {
    EXPECT_EQ(random_bytes(18).size(), 18u);
    EXPECT_NE(random_bytes(18), random_bytes(18));
}

TEST(Crypto, ConstantTimeComparison) {
    EXPECT_TRUE(equal_constant_time("abc", "abc"));
    EXPECT_FALSE(equal_constant_time("abc", "abd"));
    EXPECT_FALSE(equal_constant_time("abc", "abcd"));
}

}  // namespace
}  // namespace blueshift::crypto
