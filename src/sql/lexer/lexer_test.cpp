#include "sql/lexer/lexer.h"

#include <gtest/gtest.h>

#include "base/error.h"

namespace blueshift::sql {
namespace {

/// Every token as `kind:text`, names and strings by their value.
std::vector<std::string> lex(std::string_view sql, LexOptions options = {}) {
    std::vector<std::string> result;
    for (const Token& token : tokenize(sql, options)) {
        switch (token.kind) {
            case TokenKind::end: break;
            case TokenKind::word: result.push_back("w:" + identifier_text(sql, token, options)); break;
            case TokenKind::quoted_word: result.push_back("q:" + identifier_text(sql, token, options)); break;
            case TokenKind::string:
            case TokenKind::dollar_string: result.push_back("s:" + string_text(sql, token, options)); break;
            case TokenKind::integer: result.push_back("i:" + std::string(source_text(sql, token))); break;
            case TokenKind::decimal: result.push_back("d:" + std::string(source_text(sql, token))); break;
            case TokenKind::floating: result.push_back("f:" + std::string(source_text(sql, token))); break;
            case TokenKind::parameter: result.push_back("p:" + std::string(source_text(sql, token))); break;
            default: result.push_back(std::string(source_text(sql, token))); break;
        }
    }
    return result;
}

using Tokens = std::vector<std::string>;

/// The error's `message @begin`.
std::string lex_error(std::string_view sql) {
    try {
        for (const Token& token : tokenize(sql, {})) {
            if (token.kind == TokenKind::string) string_text(sql, token, {});
        }
    } catch (const Error& error) {
        return fmt::format("{} {} @{}", sqlstate(error.code()), error.message(), error.position()->begin);
    }
    return "no error";
}

TEST(Lexer, FoldsUnquotedAndQuotedNames) {
    EXPECT_EQ(lex("Ab \"Cd\""), (Tokens{"w:ab", "q:cd"}));
    EXPECT_EQ(lex("Ab \"Cd\"", {.case_sensitive_identifiers = true}), (Tokens{"w:ab", "q:Cd"}));
}

TEST(Lexer, NamesHoldDollarsDigitsAndMultibyteCharacters) {
    EXPECT_EQ(lex("a$1 _x9 größe \"a\"\"b\""), (Tokens{"w:a$1", "w:_x9", "w:größe", "q:a\"b"}));
}

TEST(Lexer, CutsLongNamesBetweenCharacters) {
    const std::string name = std::string(126, 'x') + "é";  // the character would end at byte 128
    EXPECT_EQ(lex(name), (Tokens{"w:" + std::string(126, 'x')}));
    EXPECT_EQ(lex(std::string(200, 'y')), (Tokens{"w:" + std::string(127, 'y')}));
}

TEST(Lexer, TellsTemporaryNamesFromXor) {
    EXPECT_EQ(lex("from #t, s.#u"), (Tokens{"w:from", "w:#t", ",", "w:s", ".", "w:#u"}));
    EXPECT_EQ(lex("a #b"), (Tokens{"w:a", "#", "w:b"}));
    EXPECT_EQ(lex("5 # 3"), (Tokens{"i:5", "#", "i:3"}));
    EXPECT_EQ(lex("(a)#b"), (Tokens{"(", "w:a", ")", "#", "w:b"}));
}

TEST(Lexer, ResolvesBackslashEscapes) {
    EXPECT_EQ(lex(R"('a\tb\nc\\d\'e''f')"), (Tokens{"s:a\tb\nc\\d'e'f"}));
    EXPECT_EQ(lex(R"('\101\x42\x4 \q')"), (Tokens{"s:AB\x04 q"}));
    EXPECT_EQ(lex(R"('a\nb')", {.standard_conforming_strings = true}), (Tokens{R"(s:a\nb)"}));
    EXPECT_EQ(lex(R"(E'a\nb')", {.standard_conforming_strings = true}), (Tokens{"s:a\nb"}));
}

TEST(Lexer, JoinsLiteralsAcrossNewlinesOnly) {
    EXPECT_EQ(lex("'a'\n  'b' -- c\n 'd'"), (Tokens{"s:abd"}));
    EXPECT_EQ(lex("'a' 'b'"), (Tokens{"s:a", "s:b"}));
}

TEST(Lexer, ReadsDollarQuotesAndParameters) {
    EXPECT_EQ(lex("$$it's \\n$$ $x$a$$b$x$ $12"), (Tokens{"s:it's \\n", "s:a$$b", "p:$12"}));
}

TEST(Lexer, ReadsNumbers) {
    EXPECT_EQ(lex("1 1.5 .5 1. 1e3 1.5E-3 1..10"),
              (Tokens{"i:1", "d:1.5", "d:.5", "d:1.", "f:1e3", "f:1.5E-3", "i:1", ".", ".", "i:10"}));
    EXPECT_EQ(lex("1e"), (Tokens{"i:1", "w:e"}));
}

TEST(Lexer, CutsOperatorsAsPostgreSqlDoes) {
    EXPECT_EQ(lex("a=-1"), (Tokens{"w:a", "=", "-", "i:1"}));
    EXPECT_EQ(lex("a@-1"), (Tokens{"w:a", "@-", "i:1"}));
    EXPECT_EQ(lex("a<>b!~~*c||d"), (Tokens{"w:a", "<>", "w:b", "!~~*", "w:c", "||", "w:d"}));
    EXPECT_EQ(lex("a*/* c */b"), (Tokens{"w:a", "*", "w:b"}));
    EXPECT_EQ(lex("a::int x:=1"), (Tokens{"w:a", "::", "w:int", "w:x", ":=", "i:1"}));
    EXPECT_EQ(lex("a(+)"), (Tokens{"w:a", "(", "+", ")"}));
}

TEST(Lexer, DropsComments) {
    EXPECT_EQ(lex("a -- b\nc /* d /* e */ f */ g"), (Tokens{"w:a", "w:c", "w:g"}));
}

TEST(Lexer, ReportsWhatIsUnterminatedWhereItStarts) {
    EXPECT_EQ(lex_error("x 'abc"), "42601 unterminated quoted string at or near \"'abc\" @2");
    EXPECT_EQ(lex_error("x 'abc\\'"), "42601 unterminated quoted string at or near \"'abc\\'\" @2");
    EXPECT_EQ(lex_error("x \"abc"), "42601 unterminated quoted identifier at or near \"\"abc\" @2");
    EXPECT_EQ(lex_error("x /* a /* b */"), "42601 unterminated /* comment at or near \"/* a /* b */\" @2");
    EXPECT_EQ(lex_error("x $$a$"), "42601 unterminated dollar-quoted string at or near \"$$a$\" @2");
    EXPECT_EQ(lex_error("x \"\""), "42601 zero-length delimited identifier at or near \"\"\"\" @2");
    EXPECT_EQ(lex_error("x {"), "42601 syntax error at or near \"{\" @2");
}

TEST(Lexer, RefusesTextThatIsNotUtf8) {
    EXPECT_EQ(lex_error("x '\xff'"), "22021 invalid byte sequence for encoding \"UTF8\": 0xff @3");
    EXPECT_EQ(lex_error("\xc3"), "22021 invalid byte sequence for encoding \"UTF8\": 0xc3 @0");
    EXPECT_EQ(lex_error("\xc0\x80"), "22021 invalid byte sequence for encoding \"UTF8\": 0xc0 @0");
    EXPECT_EQ(lex_error(std::string_view("a\0b", 3)), "22021 invalid byte sequence for encoding \"UTF8\": 0x00 @1");
    EXPECT_EQ(lex("'\xf0\x9f\x98\x80'"), (Tokens{"s:\xf0\x9f\x98\x80"}));
}

TEST(Lexer, RefusesEscapesThatAreNotUtf8) {
    EXPECT_EQ(lex_error(R"('a\xff')"), "22021 invalid byte sequence for encoding \"UTF8\": 0xff @0");
    EXPECT_EQ(lex_error(R"('a\000')"), "22021 invalid byte sequence for encoding \"UTF8\": 0x00 @0");
    EXPECT_EQ(lex(R"('\303\251')"), (Tokens{"s:é"}));
}

TEST(Lexer, FindsKeywordsInAnyCaseButNotInQuotes) {
    const std::vector<Token> tokens = tokenize("SELECT \"select\" nothing", {});
    EXPECT_EQ(tokens[0].keyword, "SELECT"_kw);
    EXPECT_EQ(tokens[1].keyword, Keyword::none);
    EXPECT_EQ(tokens[2].keyword, Keyword::none);
    EXPECT_EQ(keyword_row("SELECT"_kw).keyword_class, KeywordClass::reserved);
}

}  // namespace
}  // namespace blueshift::sql
