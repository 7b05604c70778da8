#include "functions/native/regexp.h"

#include "functions/native/error_of.h"

namespace blueshift::functions {
namespace {

// Doc: dg/pattern-matching-conditions-posix
TEST(RegexpMatch, Posix) {
    EXPECT_TRUE(regexp_match("abc", "b"));
    EXPECT_TRUE(regexp_match("abc", "^a.c$"));
    EXPECT_FALSE(regexp_match("abc", "^B"));
    EXPECT_TRUE(regexp_match("a1", "[[:alpha:]]\\d"));
    EXPECT_TRUE(regexp_match("a\nb", "a.b"));
    EXPECT_ERROR(regexp_match("abc", "("), Code::invalid_regular_expression,
                 "invalid regular expression: missing ): (");
}

// Doc: dg/REGEXP_COUNT
TEST(RegexpCount, ExamplesOfTheDocumentation) {
    EXPECT_EQ(regexp_count("abcdefghijklmnopqrstuvwxyz", "[a-z]{3}", 1, ""), 8);
    EXPECT_EQ(regexp_count("the fox", "FOX", 1, "i"), 1);
    EXPECT_EQ(regexp_count("the fox", "FOX", 1, "c"), 0);
    EXPECT_EQ(regexp_count("passwd7 plain A1234 a1234", "(?=[^ ]*[a-z])(?=[^ ]*[0-9])[^ ]+", 1, "p"), 2);
    EXPECT_EQ(regexp_count("passwd7 plain A1234 a1234", "(?=[^ ]*[a-z])(?=[^ ]*[0-9])[^ ]+", 1, "ip"), 3);
    EXPECT_EQ(regexp_count("aaa", "a", 0, ""), 3);
    EXPECT_EQ(regexp_count("aaa", "a", 3, ""), 1);
    EXPECT_EQ(regexp_count("aaa", "a", 4, ""), 0);
    EXPECT_EQ(regexp_count("héhé", "é", 3, ""), 1);
    EXPECT_ERROR(regexp_count("a", "a", 1, "z"), Code::invalid_parameter_value,
                 "invalid regular expression option: \"z\"");
}

// Doc: dg/REGEXP_INSTR
TEST(RegexpInstr, ExamplesOfTheDocumentation) {
    EXPECT_EQ(regexp_instr("The Home Depot Center", "[cC]ent(er|re)$", 1, 1, 0, ""), 16);
    EXPECT_EQ(regexp_instr("the fox", "FOX", 1, 1, 0, "i"), 5);
    EXPECT_EQ(regexp_instr("the fox", "FOX", 1, 1, 0, ""), 0);
    EXPECT_EQ(regexp_instr("the fox", "fox", 1, 1, 1, ""), 8);
    EXPECT_EQ(regexp_instr("ab ab ab", "ab", 1, 3, 0, ""), 7);
    EXPECT_EQ(regexp_instr("ab ab ab", "ab", 2, 1, 0, ""), 4);
    EXPECT_EQ(regexp_instr("ab", "ab", 1, 0, 0, ""), 0);
    EXPECT_EQ(regexp_instr("x12", "x([0-9])", 1, 1, 0, "e"), 2);
    EXPECT_EQ(regexp_instr("日本語", "語", 1, 1, 0, ""), 3);
}

// Doc: dg/REGEXP_REPLACE
TEST(RegexpReplace, ReplacesEverything) {
    EXPECT_EQ(regexp_replace("Etiam.laoreet@sodalesMaurisblandit.edu", "@.*\\.(org|gov|com|edu|ca)$", "", 1, ""),
              "Etiam.laoreet");
    EXPECT_EQ(regexp_replace("aaa", "a", "b", 1, ""), "bbb");
    EXPECT_EQ(regexp_replace("aaa", "a", "b", 2, ""), "abb");
    EXPECT_EQ(regexp_replace("the fox", "FOX", "quick brown fox", 1, "i"), "the quick brown fox");
    EXPECT_EQ(regexp_replace("aBc", "(?=[a-z])", "-", 1, "p"), "-aB-c");
    EXPECT_EQ(regexp_replace("john smith", "(\\w+) (\\w+)", "$2, \\1", 1, ""), "smith, john");
    EXPECT_EQ(regexp_replace("abc", "x*", "-", 1, ""), "-a-b-c-");
    EXPECT_EQ(regexp_replace("a", "a", "cost $x \\\\", 1, ""), "cost $x \\");
}

// Doc: dg/REGEXP_SUBSTR
TEST(RegexpSubstr, ExamplesOfTheDocumentation) {
    EXPECT_EQ(regexp_substr("Suspendisse.tristique@nonnisiAenean.edu", "@[^.]*", 1, 1, ""), "@nonnisiAenean");
    EXPECT_EQ(regexp_substr("the fox", "FOX", 1, 1, "i"), "fox");
    EXPECT_EQ(regexp_substr("the fox", "FOX", 1, 1, ""), "");
    EXPECT_EQ(regexp_substr("passwd7 plain A1234 a1234", "(?=[^ ]*[a-z])(?=[^ ]*[0-9])[^ ]+", 1, 2, "p"), "a1234");
    EXPECT_EQ(regexp_substr("key=value", "=(.*)", 1, 1, "e"), "value");
    EXPECT_EQ(regexp_substr("abc", "b", 5, 1, ""), "");
    EXPECT_EQ(regexp_substr("abc", "b", 1, 0, ""), std::nullopt);
}

TEST(Regex, PosixTakesTheLongestMatch) {
    EXPECT_EQ(regexp_substr("abcd", "ab|abcd", 1, 1, ""), "abcd");
    EXPECT_EQ(regexp_substr("abcd", "ab|abcd", 1, 1, "p"), "ab");
}

TEST(Regex, RunawayPatternIsStopped) {
    EXPECT_EQ(error_of([] { regexp_count(std::string(60, 'a') + "b", "(a+)+$", 1, "p"); }).code(),
              Code::program_limit_exceeded);
}

}  // namespace
}  // namespace blueshift::functions
