#include "functions/native/radix.h"

#include "functions/native/error_of.h"

namespace blueshift::functions {
namespace {

// Doc: dg/r_STRTOL
TEST(Strtol, ReadsAnyBase) {
    EXPECT_EQ(strtol_text("abcd1234", 16), 2882343476);
    EXPECT_EQ(strtol_text("1234567", 10), 1234567);
    EXPECT_EQ(strtol_text("1234567", 8), 342391);
    EXPECT_EQ(strtol_text("110101", 2), 53);
    EXPECT_EQ(strtol_text("\t 0xFF", 16), 255);
    EXPECT_EQ(strtol_text("-zz", 36), -1295);
    EXPECT_EQ(strtol_text("", 10), 0);
    EXPECT_EQ(strtol_text("-9223372036854775808", 10), INT64_MIN);
}

TEST(Strtol, Errors) {
    EXPECT_ERROR(strtol_text("12", 37), Code::invalid_parameter_value, "base must be between 2 and 36");
    EXPECT_ERROR(strtol_text("9", 8), Code::invalid_text_representation, "invalid input syntax for base 8: \"9\"");
    EXPECT_ERROR(strtol_text("9223372036854775808", 10), Code::numeric_value_out_of_range,
                 "value \"9223372036854775808\" is out of range for type bigint");
}

// Doc: dg/r_TO_HEX
TEST(ToHex, Numbers) {
    EXPECT_EQ(int8_to_hex(2147676847), "8002f2af");
    EXPECT_EQ(int4_to_hex(-1), "ffffffff");
    EXPECT_EQ(int8_to_hex(-1), "ffffffffffffffff");
    EXPECT_EQ(int4_to_hex(0), "0");
}

// Doc: dg/r_FROM_HEX, dg/r_TO_VARBYTE, dg/r_FROM_VARBYTE
TEST(Varbyte, Forms) {
    EXPECT_EQ(hex_to_bytes("6162"), ByteString{"ab"});
    EXPECT_EQ(text_to_bytes("Hello", "utf8"), ByteString{"Hello"});
    EXPECT_EQ(text_to_bytes("0110100001101001", "binary"), ByteString{"hi"});
    EXPECT_EQ(text_to_bytes("aGk=", "base64"), ByteString{"hi"});
    EXPECT_EQ(bytes_to_text({"hi"}, "HEX"), "6869");
    EXPECT_EQ(bytes_to_text({"hi"}, "binary"), "0110100001101001");
    EXPECT_EQ(bytes_to_text({"hi"}, "base64"), "aGk=");
    EXPECT_EQ(bytes_to_text({"caf\xC3\xA9"}, "utf-8"), "café");
    EXPECT_ERROR(hex_to_bytes("6"), Code::invalid_text_representation, "invalid hexadecimal data");
    EXPECT_ERROR(text_to_bytes("012", "binary"), Code::invalid_text_representation, "invalid binary data");
    EXPECT_ERROR(text_to_bytes("a", "rot13"), Code::invalid_parameter_value,
                 "invalid format \"rot13\": must be hex, binary, utf8 or base64");
    EXPECT_EQ(error_of([] { bytes_to_text({"\xC3"}, "utf8"); }).code(), Code::character_not_in_repertoire);
}

}  // namespace
}  // namespace blueshift::functions
