#include <gtest/gtest.h>

#include "types/array_text.h"
#include "types/text_test_support.h"
#include "types/utf8.h"

namespace blueshift {
namespace {

// Doc: dg/r_Character_types
TEST(StringText, LengthsAreBytes) {
    EXPECT_EQ(echo(varchar_type(4), "abcd"), "abcd");
    EXPECT_EQ(echo(varchar_type(4), "abcd   "), "abcd");
    EXPECT_EQ(echo(varchar_type(4), "ab   "), "ab  ");
    EXPECT_EQ(echo(varchar_type(4), "abcde"), "22001 value too long for type character varying(4)");
    EXPECT_EQ(echo(varchar_type(3), "\u00e9\u00e9"),
              "22001 value too long for type character varying(3)");
    EXPECT_EQ(echo(varchar_type(4), "\u00e9\u00e9"), "\u00e9\u00e9");
    EXPECT_EQ(echo(TypeId::varchar, std::string(70000, 'x')), std::string(70000, 'x'));
}

TEST(StringText, CharIsPaddedWithBlanks) {
    EXPECT_EQ(echo(char_type(4), "ab"), "ab  ");
    EXPECT_EQ(echo(char_type(4), "ab      "), "ab  ");
    EXPECT_EQ(value_from_text(char_type(4), "ab  ", {}).as_string(), "ab");
    EXPECT_EQ(echo(char_type(2), "abc"), "22001 value too long for type character(2)");
    EXPECT_EQ(echo(char_type(4), "\u00e9"), "22021 CHAR string contains invalid ASCII char");
}

TEST(StringText, CatalogStrings) {
    EXPECT_EQ(echo(TypeId::name, std::string(200, 'n')), std::string(127, 'n'));
    EXPECT_EQ(echo(TypeId::char1, "xyz"), "x");
}

TEST(Utf8, RefusesWhatIsNotUtf8) {
    const auto refusal = [](std::string_view text) {
        try {
            check_utf8(text);
        } catch (const Error& error) {
            return std::string(sqlstate(error.code())) + " " + error.message();
        }
        return std::string("accepted");
    };
    EXPECT_EQ(refusal("plain text, longer than a word; \u00e9 \u20ac \U0001F600"), "accepted");
    EXPECT_EQ(refusal("ab\xff"), "22021 invalid byte sequence for encoding \"UTF8\": 0xff");
    EXPECT_EQ(refusal(std::string_view("12345678\0", 9)),
              "22021 invalid byte sequence for encoding \"UTF8\": 0x00");
    EXPECT_EQ(refusal(std::string_view("1234567\0", 8)),
              "22021 invalid byte sequence for encoding \"UTF8\": 0x00");
    EXPECT_NE(refusal("\xed\xa0\x80"), "accepted");  // a surrogate
    EXPECT_NE(refusal("\xc3"), "accepted");          // an incomplete character
}

TEST(Utf8, PrefixCutsNoCharacter) {
    EXPECT_EQ(utf8_prefix("a\u00e9b", 4), 4u);
    EXPECT_EQ(utf8_prefix("a\u00e9b", 3), 3u);
    EXPECT_EQ(utf8_prefix("a\u00e9b", 2), 1u);
    EXPECT_EQ(utf8_prefix("\u20ac", 2), 0u);
}

// Doc: dg/r_VARBYTE_type: 'abc'::VARBYTE is shown as 616263.
TEST(ByteText, VarbyteAndGeometry) {
    EXPECT_EQ(echo(TypeId::varbyte, "abc"), "616263");
    EXPECT_EQ(echo({TypeId::varbyte, 2 + 4}, "abc"),
              "22001 value too long for type binary varying(2)");
    EXPECT_EQ(echo(TypeId::geometry, "0101000000"), "0101000000");
    EXPECT_EQ(echo(TypeId::geometry, "01F"),
              "22P02 invalid input syntax for type geometry: \"01F\"");
    EXPECT_EQ(echo(TypeId::geography, "zz"),
              "22P02 invalid input syntax for type geography: \"zz\"");
    EXPECT_EQ(echo(TypeId::hllsketch, "a"), "22P02 invalid input syntax for type hllsketch");
}

// Doc: dg/r_SUPER_type
TEST(SuperText, IsCompactJson) {
    EXPECT_EQ(echo(TypeId::super, " {\"a\" : [1, 2.50, null], \"b\": \"x \\\" y\"} "),
              "{\"a\":[1,2.50,null],\"b\":\"x \\\" y\"}");
    EXPECT_EQ(echo(TypeId::super, "\"abc\""), "\"abc\"");
    EXPECT_EQ(echo(TypeId::super, "{a:1}"), "22P02 invalid input syntax for type super: \"{a:1}\"");
    EXPECT_EQ(echo(TypeId::super, ""), "22P02 invalid input syntax for type super: \"\"");
    const std::string deep = std::string(1000, '[') + std::string(1000, ']');
    EXPECT_EQ(echo(TypeId::super, deep), deep);
    EXPECT_EQ(echo(TypeId::super, "[" + deep + "]"),
              "54000 nesting of super values exceeds 1000 levels");
}

TEST(ArrayText, ElementsAndQuotes) {
    EXPECT_EQ(echo(TypeId::int4_array, "{ 1 , NULL, 3 }"), "{1,NULL,3}");
    EXPECT_EQ(echo(TypeId::int4_array, "{}"), "{}");
    EXPECT_EQ(echo(TypeId::int4_array, "{1,x}"), "22P02 invalid input syntax for integer: \"x\"");
    EXPECT_EQ(echo(TypeId::text_array, R"({"a b","c\"d","NULL",plain})"),
              R"({"a b","c\"d","NULL",plain})");
    for (const char* wrong : {"1,2", "{1", "{1,}", "{\"a}", "{{1}}", "{\"a\"b}"}) {
        EXPECT_EQ(echo(TypeId::text_array, wrong),
                  "22P02 malformed array literal: \"" + std::string(wrong) + "\"");
    }
    EXPECT_EQ(echo(TypeId::int2vector, " 1  2 "), "1 2");
    EXPECT_EQ(echo(TypeId::oidvector, ""), "");
}

}  // namespace
}  // namespace blueshift
