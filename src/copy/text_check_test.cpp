#include "copy/text_check.h"

#include <gtest/gtest.h>

namespace blueshift::copy {
namespace {

int kind_of(std::string_view text) {
    const auto bad = find_bad_sequence(text);
    return bad ? bad->kind : 0;
}

TEST(TextCheck, TellsTheKindsApart) {
    EXPECT_EQ(kind_of("plain, \xC3\xA9, \xE2\x82\xAC, \xF0\x9F\x98\x80"), 0);
    EXPECT_EQ(kind_of("\xE2\x82"), 2);
    EXPECT_EQ(kind_of("\xA4"), 3);
    EXPECT_EQ(kind_of("\xFE"), 3);
    EXPECT_EQ(kind_of("\xE2(\xA1"), 4);
    EXPECT_EQ(kind_of("\xED\xA0\x80"), 5);
    EXPECT_EQ(kind_of("\xF4\x90\x80\x80"), 8);
}

TEST(TextCheck, FindsTheSequence) {
    const auto bad = find_bad_sequence("ab\xA4z");
    ASSERT_TRUE(bad);
    EXPECT_EQ(bad->offset, 2u);
    EXPECT_EQ(bad->size, 1u);
    EXPECT_EQ(hex_bytes("\xe0\xa1"), "e0 a1");
}

TEST(TextCheck, ReplacesByteByByte) {
    EXPECT_EQ(replace_bad_sequences("a\xFF\xFE" "b", '?'), "a??b");
    EXPECT_EQ(replace_bad_sequences("\xEF\xBF\xBE", '^'), "^^^");  // U+FFFE
    EXPECT_EQ(replace_bad_sequences("\xC3\xA9", '?'), "\xC3\xA9");
}

}  // namespace
}  // namespace blueshift::copy
