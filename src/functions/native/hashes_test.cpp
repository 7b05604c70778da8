#include "functions/native/hashes.h"

#include <gtest/gtest.h>

namespace blueshift::functions {
namespace {

// RFC 3720 appendix B.4: 32 bytes of zeros; the check value of CRC-32C.
TEST(Crc32, IsCastagnoli) {
    EXPECT_EQ(crc32(std::string(32, '\0')), "8a9136aa");
    EXPECT_EQ(crc32("123456789"), "e3069283");
    EXPECT_EQ(crc32(""), "00000000");
}

// FIPS 180-2, "abc".
TEST(Sha, Standards) {
    EXPECT_EQ(sha1("abc"), "a9993e364706816aba3e25717850c26c9cd0d89d");
    EXPECT_EQ(sha2("abc", 224), "23097d223405d8228642a477bda255b32aadbce4bda0b3f7e36c9da7");
    EXPECT_EQ(sha2("abc", 256), "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
    EXPECT_EQ(sha2("abc", 0), sha2("abc", 256));
    EXPECT_EQ(sha2("abc", 384).size(), 96u);
    EXPECT_EQ(sha2("abc", 512).substr(0, 16), "ddaf35a193617aba");
    EXPECT_EQ(sha2("abc", 100), "");
}

// Doc: dg/r_FNV_HASH
TEST(FnvHash, ExamplesOfTheDocumentation) {
    EXPECT_EQ(fnv_hash_int2(1, kFnvOffsetBasis), 589727492704079044);
    EXPECT_EQ(fnv_hash_int4(1, kFnvOffsetBasis), -5968735742475085980);
    EXPECT_EQ(fnv_hash_int8(1, kFnvOffsetBasis), -8517097267634966620);
    EXPECT_EQ(fnv_hash_text("abcd", kFnvOffsetBasis), -281581062704388899);
    EXPECT_EQ(fnv_hash_text("cd", fnv_hash_text("ab", kFnvOffsetBasis)), -281581062704388899);
}

// Iceberg specification, appendix B.
TEST(Murmur3, IcebergExamples) {
    EXPECT_EQ(murmur3_int8(34, 0), 2017239379);
    EXPECT_EQ(murmur3_int8(17486, 0), -653330422);  // date 2017-11-16
    EXPECT_EQ(murmur3_text("iceberg", 0), 1210000089);
    EXPECT_EQ(murmur3_bytes({std::string_view("\x00\x01\x02\x03", 4)}, 0), -188683207);
}

}  // namespace
}  // namespace blueshift::functions
