#include "functions/native/legacy_numbers.h"

#include "functions/native/error_of.h"

namespace blueshift::functions {
namespace {

// Doc: dg/r_TEXT_TO_INT_ALT
TEST(TextToIntAlt, TruncatesAndTakesASignAtTheEnd) {
    EXPECT_EQ(text_to_int_alt("  100 "), 100);
    EXPECT_EQ(text_to_int_alt("123-"), -123);
    EXPECT_EQ(text_to_int_alt("2147483647+"), 2147483647);
    EXPECT_EQ(text_to_int_alt("-123.9"), -123);
    EXPECT_EQ(text_to_int_alt("   "), 0);
    EXPECT_EQ(text_to_int_alt_format("$123,456.", "$999,999."), 123456);
    EXPECT_EQ(text_to_int_alt_format("123-", "999S"), -123);
    EXPECT_EQ(text_to_int_alt_format(" ", "999"), 0);
    EXPECT_ERROR(text_to_int_alt("-123-"), Code::invalid_text_representation,
                 "invalid input syntax for type numeric: \"-123-\"");
    EXPECT_ERROR(text_to_int_alt("2147483648"), Code::numeric_value_out_of_range,
                 "value \"2147483648\" is out of range for type integer");
}

// Doc: dg/r_TEXT_TO_NUMERIC_ALT
TEST(TextToNumericAlt, RoundsHalfToEven) {
    EXPECT_EQ(text_to_numeric_alt("1.5", {0}), Unscaled{2});
    EXPECT_EQ(text_to_numeric_alt("2.5", {0}), Unscaled{2});
    EXPECT_EQ(text_to_numeric_alt("-0.51", {0}), Unscaled{-1});
    EXPECT_EQ(text_to_numeric_alt("0.49-", {0}), Unscaled{0});
    EXPECT_EQ(text_to_numeric_alt("", {0}), Unscaled{0});
    EXPECT_EQ(text_to_numeric_alt("1.2345", {2}), Unscaled{123});
    EXPECT_EQ(text_to_numeric_alt_format("$1,234.565", "$9,999.999", {2}), Unscaled{123456});
}

}  // namespace
}  // namespace blueshift::functions
