#include "functions/native/lengths.h"

#include "functions/native/blank_tracker.h"
#include "functions/native/error_of.h"

namespace blueshift::functions {
namespace {

// Doc: dg/r_Character_types
TEST(CheckVarchar, CutsBlanksOnly) {
    EXPECT_EQ(check_varchar("abc", 3), "abc");
    EXPECT_EQ(check_varchar("abc   ", 4), "abc ");
    EXPECT_ERROR(check_varchar("abcd", 3), Code::string_data_right_truncation,
                 "value too long for type character varying(3)");
    EXPECT_ERROR(check_varchar("éé", 3), Code::string_data_right_truncation,
                 "value too long for type character varying(3)");
}

TEST(CheckChar, IsAsciiWithoutBlanksAtItsEnd) {
    EXPECT_EQ(check_char("ab  ", 3), "ab");
    EXPECT_EQ(check_char("   ", 2), "");
    EXPECT_ERROR(check_char("abcd", 3), Code::string_data_right_truncation, "value too long for type character(3)");
    EXPECT_ERROR(check_char("é", 3), Code::character_not_in_repertoire, "CHAR string contains invalid ASCII character");
}

TEST(CheckVarbyte, NeverCuts) {
    EXPECT_EQ(check_varbyte({"ab"}, 2), ByteString{"ab"});
    EXPECT_ERROR(check_varbyte({"ab "}, 2), Code::string_data_right_truncation,
                 "value too long for type binary varying(2)");
    EXPECT_EQ(cut_varbyte({"abc"}, 2), ByteString{"ab"});
}

TEST(CutVarchar, KeepsCharactersWhole) {
    EXPECT_EQ(cut_varchar("abcdef", 3), "abc");
    EXPECT_EQ(cut_varchar("aé", 2), "a");
    EXPECT_EQ(cut_varchar("日本", 5), "日");
    EXPECT_EQ(cut_varchar("ab", 5), "ab");
}

TEST(PadChar, FillsToItsLength) {
    EXPECT_EQ(pad_char("ab", 4), "ab  ");
    EXPECT_EQ(pad_char("abcd", 2), "abcd");
}

TEST(StoreVarchar, NotesBlanksAtTheEnd) {
    EXPECT_EQ(store_varchar("abc", 10, 71), "abc");
    EXPECT_FALSE(take_trailing_blank(71));
    EXPECT_EQ(store_varchar("abc ", 10, 71), "abc ");
    EXPECT_EQ(store_varchar("abc  ", 3, 72), "abc");
    EXPECT_TRUE(take_trailing_blank(71));
    EXPECT_FALSE(take_trailing_blank(71));
    EXPECT_FALSE(take_trailing_blank(72));
}

}  // namespace
}  // namespace blueshift::functions
