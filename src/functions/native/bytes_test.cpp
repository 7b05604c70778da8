#include "functions/native/bytes.h"

#include "functions/native/error_of.h"

namespace blueshift::functions {
namespace {

// Doc: dg/r_VARBYTE_type
TEST(Bits, OfEqualLengthOnly) {
    EXPECT_EQ(bytes_and({"\x0F\x33"}, {"\x3C\x33"}), ByteString{"\x0C\x33"});
    EXPECT_EQ(bytes_or({"\x0F"}, {"\x30"}), ByteString{"\x3F"});
    EXPECT_EQ(bytes_xor({"\x0F"}, {"\x3C"}), ByteString{"\x33"});
    EXPECT_EQ(bytes_not({"\x0F"}), ByteString{"\xF0"});
    EXPECT_ERROR(bytes_and({"ab"}, {"a"}), Code::invalid_parameter_value,
                 "cannot combine binary values of different lengths");
}

TEST(Varbyte, Integers) {
    EXPECT_EQ(int2_to_bytes(5), (ByteString{std::string("\0\5", 2)}));
    EXPECT_EQ(int4_to_bytes(-2), (ByteString{"\xFF\xFF\xFF\xFE"}));
    EXPECT_EQ(int8_to_bytes(1).bytes.size(), 8u);
    EXPECT_EQ(bytes_to_int2({std::string_view("\0\5", 2)}), 5);
    EXPECT_EQ(bytes_to_int4({"\xFF\xFF\xFF\xFE"}), -2);
    EXPECT_EQ(bytes_to_int8({"\x10"}), 16);
    EXPECT_ERROR(bytes_to_int2({"abc"}), Code::invalid_binary_representation,
                 "binary value of 3 bytes does not fit smallint");
}

// Doc: dg/r_GETBIT
TEST(GetBit, CountsFromTheRight) {
    EXPECT_EQ(get_bit({"\x4d"}, 0), 1);
    EXPECT_EQ(get_bit({"\x4d"}, 1), 0);
    EXPECT_EQ(get_bit({std::string_view("\x80\x00", 2)}, 15), 1);
    EXPECT_ERROR(get_bit({"a"}, 8), Code::invalid_parameter_value, "index 8 out of valid range, 0..7");
}

TEST(Shift, AsTheProcessorDoes) {
    EXPECT_EQ(int4_shift_left(1, 4), 16);
    EXPECT_EQ(int4_shift_left(1, 31), INT32_MIN);
    EXPECT_EQ(int4_shift_left(1, 32), 1);
    EXPECT_EQ(int8_shift_left(1, 40), 1'099'511'627'776);
    EXPECT_EQ(int2_shift_left(1, 16), 0);
    EXPECT_EQ(int2_shift_right(-16, 2), -4);
    EXPECT_EQ(int4_shift_right(-1, 31), -1);
    EXPECT_EQ(int8_shift_right(256, 4), 16);
}

}  // namespace
}  // namespace blueshift::functions
