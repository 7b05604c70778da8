#include "functions/native/patterns.h"

#include <re2/re2.h>

#include "functions/native/error_of.h"

namespace blueshift::functions {
namespace {

// Doc: dg/r_patternmatching_condition_like
TEST(Like, ExamplesOfTheDocumentation) {
    EXPECT_TRUE(like("abc", "abc", "\\"));
    EXPECT_TRUE(like("abc", "a%", "\\"));
    EXPECT_FALSE(like("abc", "_B_", "\\"));
    EXPECT_TRUE(ilike("abc", "_B_", "\\"));
    EXPECT_FALSE(like("abc", "c%", "\\"));
    EXPECT_TRUE(like("", "%", "\\"));
    EXPECT_FALSE(like("", "_", "\\"));
    EXPECT_TRUE(like("aXbXc", "%X%X%", "\\"));
    EXPECT_TRUE(like("mississippi", "%iss%pi", "\\"));
    EXPECT_FALSE(like("abc ", "abc", "\\"));
}

TEST(Like, CountsCharacters) {
    EXPECT_TRUE(like("日本語", "___", "\\"));
    EXPECT_FALSE(like("日本語", "_____", "\\"));
    EXPECT_TRUE(like("日本語", "%語", "\\"));
    // ILIKE folds ASCII only.
    EXPECT_FALSE(ilike("ÉCOLE", "école", "\\"));
    EXPECT_TRUE(ilike("écOLE", "éCole", "\\"));
}

TEST(Like, Escapes) {
    EXPECT_TRUE(like("start_time", "%start\\_%", "\\"));
    EXPECT_FALSE(like("startxtime", "%start\\_%", "\\"));
    EXPECT_TRUE(like("100%", "100^%", "^"));
    EXPECT_TRUE(like("a\\b", "a\\b", ""));
    EXPECT_ERROR(like("ab", "a\\", "\\"), Code::invalid_escape_sequence,
                 "LIKE pattern must not end with escape character");
    EXPECT_ERROR(like("a", "a", "xx"), Code::invalid_escape_sequence, "invalid escape string");
}

TEST(Like, IsNotExponential) {
    EXPECT_FALSE(like(std::string(2000, 'a'), "%a%a%a%a%a%a%a%a%a%a%b", "\\"));
}

bool similar(const std::string& text, std::string_view pattern) {
    return RE2::FullMatch(text, similar_to_regex(pattern, "\\"));
}

// Doc: dg/pattern-matching-conditions-similar-to
TEST(SimilarTo, ExamplesOfTheDocumentation) {
    EXPECT_TRUE(similar("Seattle", "%E%|%ttl%"));
    EXPECT_TRUE(similar("abc", "%(b|d)%"));
    EXPECT_FALSE(similar("abc", "b"));
    EXPECT_TRUE(similar("abc", "a_c"));
    EXPECT_TRUE(similar("aaa", "a{2,3}"));
    EXPECT_TRUE(similar("b1", "[a-c][[:digit:]]"));
    EXPECT_FALSE(similar("abc", "a.c"));
    EXPECT_TRUE(similar("a.c", "a.c"));
    EXPECT_TRUE(similar("a%c", "a\\%c"));
    EXPECT_FALSE(similar("abc", "a\\%c"));
    EXPECT_TRUE(similar("a(b", "a\\(b"));
    EXPECT_FALSE(similar("b", "[^b]"));
    EXPECT_EQ(similar_to_regex("(a|b)%", "\\"), "(?:a|b).*");
    EXPECT_ERROR(similar_to_regex("a\\", "\\"), Code::invalid_escape_sequence,
                 "SIMILAR TO pattern must not end with escape character");
}

}  // namespace
}  // namespace blueshift::functions
