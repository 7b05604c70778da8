#include "functions/native/strings.h"

#include "functions/native/error_of.h"

namespace blueshift::functions {
namespace {

// Doc: dg/r_SUBSTRING
TEST(Substring, StartMayLieBeforeTheText) {
    EXPECT_EQ(substring_for("caterpillar", 6, 4), "pill");
    EXPECT_EQ(substring_for("caterpillar", 6, 8), "pillar");
    EXPECT_EQ(substring_for("caterpillar", -2, 6), "cat");
    EXPECT_EQ(substring_for("caterpillar", -5, 4), "");
    EXPECT_EQ(substring_for("caterpillar", 0, 3), "ca");
    EXPECT_EQ(substring_for("caterpillar", 20, 3), "");
    EXPECT_EQ(substring("caterpillar", 6), "pillar");
    EXPECT_EQ(substring("caterpillar", -3), "caterpillar");
    EXPECT_EQ(substring_for("caterpillar", 2, 2147483647), "aterpillar");
}

TEST(Substring, CountsCharactersOrBytes) {
    EXPECT_EQ(substring_for("naïve café", 3, 2), "ïv");
    EXPECT_EQ(substring("日本語", 3), "語");
    EXPECT_EQ(bytes_substring_for({"\x01\x02\x03"}, 2, 5), ByteString{"\x02\x03"});
    EXPECT_EQ(bytes_substring({"abc"}, 9), ByteString{});
}

TEST(Substring, NegativeLengthIsAnError) {
    EXPECT_ERROR(substring_for("abc", 1, -1), Code::substring_error, "negative substring length not allowed");
}

// Doc: dg/r_LPAD
TEST(Pad, FillsOrCuts) {
    EXPECT_EQ(lpad("cat", 5, " "), "  cat");
    EXPECT_EQ(lpad("abc", 8, "xy"), "xyxyxabc");
    EXPECT_EQ(rpad("abc", 8, "xy"), "abcxyxyx");
    EXPECT_EQ(lpad("caterpillar", 3, " "), "cat");
    EXPECT_EQ(rpad("caterpillar", 3, " "), "cat");
    EXPECT_EQ(lpad("abc", -1, " "), "");
    EXPECT_EQ(rpad("abc", 10, ""), "abc");
    EXPECT_EQ(lpad("é", 3, "日本"), "日本é");
}

TEST(Pad, HasALimit) {
    EXPECT_ERROR(lpad("a", 2000000000, "xy"), Code::program_limit_exceeded, "requested length too large");
}

// Doc: dg/r_INITCAP
TEST(Initcap, WordsAreLettersAndDigits) {
    EXPECT_EQ(initcap("Nibh.Enim@egestas.ca"), "Nibh.Enim@Egestas.Ca");
    EXPECT_EQ(initcap("AMAZON web-services 2nd"), "Amazon Web-Services 2nd");
    EXPECT_EQ(initcap("école élémentaire"), "École Élémentaire");
}

TEST(Reverse, ReversesCharacters) {
    EXPECT_EQ(reverse("Las Vegas"), "sageV saL");
    EXPECT_EQ(reverse("aé日😀"), "😀日éa");
}

// Doc: dg/SPLIT_PART
TEST(SplitPart, CountsFromOne) {
    EXPECT_EQ(split_part("abc$def$ghi", "$", 2), "def");
    EXPECT_EQ(split_part("abc$def$ghi", "$", 4), "");
    EXPECT_EQ(split_part("abc$def$ghi", "#", 1), "abc$def$ghi");
    EXPECT_EQ(split_part("abc$def$ghi", "#", 2), "");
    EXPECT_EQ(split_part("a--b--c", "--", 3), "c");
    EXPECT_EQ(split_part("abc", "", 1), "abc");
    EXPECT_ERROR(split_part("abc", ",", 0), Code::invalid_parameter_value, "field position must be greater than zero");
}

TEST(OctetIndex, CountsBytes) {
    EXPECT_EQ(octet_index("q", "AéBq"), 5);
    EXPECT_EQ(octet_index("x", "abc"), 0);
    EXPECT_EQ(octet_index("", "abc"), 1);
}

// Doc: dg/r_QUOTE_IDENT, dg/r_QUOTE_LITERAL
TEST(Quote, OnlyWhereNeeded) {
    EXPECT_EQ(quote_ident("foo_bar1"), "foo_bar1");
    EXPECT_EQ(quote_ident("foo bar"), "\"foo bar\"");
    EXPECT_EQ(quote_ident("Foo"), "\"Foo\"");
    EXPECT_EQ(quote_ident("a\"b"), "\"a\"\"b\"");
    EXPECT_EQ(quote_ident(""), "\"\"");
    EXPECT_EQ(quote_literal("it's"), "'it''s'");
    EXPECT_EQ(quote_literal("a\\b"), "'a\\\\b'");
}

TEST(Chr, IsAscii) {
    EXPECT_EQ(chr(65), "A");
    EXPECT_EQ(chr(0), "");
    EXPECT_EQ(chr(128), std::nullopt);
    EXPECT_EQ(chr(-1), std::nullopt);
}

// Doc: dg/SOUNDEX, dg/DIFFERENCE
TEST(Soundex, American) {
    EXPECT_EQ(soundex("Amazon"), "A525");
    EXPECT_EQ(soundex("Robert"), "R163");
    EXPECT_EQ(soundex("Tymczak"), "T522");
    EXPECT_EQ(soundex("Pfister"), "P236");
    EXPECT_EQ(soundex("Ashcraft"), "A261");
    EXPECT_EQ(soundex("-+"), "");
    EXPECT_EQ(difference("Amazon", "+-"), 0);
    EXPECT_EQ(difference("Robert", "Rupert"), 4);
    EXPECT_EQ(difference("Amazon", "Robert"), 0);
}

}  // namespace
}  // namespace blueshift::functions
