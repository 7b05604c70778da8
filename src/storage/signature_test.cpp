#include "storage/signature.h"

#include <gtest/gtest.h>

namespace blueshift::storage {
namespace {

// The example of the vendor's documentation "Authenticating requests: using the authorization header", GET object.
TEST(Signature, MatchesTheDocumentedGetObject) {
    SignedParts parts;
    parts.method = "GET";
    parts.path = "/test.txt";
    parts.payload_sha256 = "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855";
    parts.headers = {{"host", "examplebucket.s3.amazonaws.com"},
                     {"range", "bytes=0-9"},
                     {"x-amz-content-sha256", parts.payload_sha256},
                     {"x-amz-date", "20130524T000000Z"}};
    Credentials credentials;
    credentials.access_key_id = "AKIAIOSFODNN7EXAMPLE";
    credentials.secret_access_key = "wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY";
    const std::string header = authorization_header(parts, credentials, "s3", "20130524T000000Z");
    EXPECT_TRUE(header.ends_with("Signature=f0e8bdb87c964420e857bd35b5d6ed310bd44f0170aba48dd91039c6036bdb41"))
        << header;
}

// The same page, "GET Bucket (List Objects)".
TEST(Signature, MatchesTheDocumentedListObjects) {
    SignedParts parts;
    parts.method = "GET";
    parts.path = "/";
    parts.query = {{"max-keys", "2"}, {"prefix", "J"}};
    parts.payload_sha256 = "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855";
    parts.headers = {{"host", "examplebucket.s3.amazonaws.com"},
                     {"x-amz-content-sha256", parts.payload_sha256},
                     {"x-amz-date", "20130524T000000Z"}};
    Credentials credentials;
    credentials.access_key_id = "AKIAIOSFODNN7EXAMPLE";
    credentials.secret_access_key = "wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY";
    const std::string header = authorization_header(parts, credentials, "s3", "20130524T000000Z");
    EXPECT_TRUE(header.ends_with("Signature=34b48302e7b5fa45bde8084f4b7868a86f0a534bc59db6670ed5711ef69dc6f7"))
        << header;
}

TEST(Signature, EncodesLikeTheVendor) {
    EXPECT_EQ(uri_encode("a b/c+ü", false), "a%20b%2Fc%2B%C3%BC");
    EXPECT_EQ(uri_encode("a b/c", true), "a%20b/c");
}

TEST(Signature, PrintsTime) { EXPECT_EQ(amz_time(1369353600), "20130524T000000Z"); }

}  // namespace
}  // namespace blueshift::storage
