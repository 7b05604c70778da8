// COPY FROM STDIN and TO STDOUT in PostgreSQL's old and new option syntax.
#include "base/error.h"
#include "sql/lexer/characters.h"
#include "sql/parser/statement_parser.h"

namespace blueshift::sql {
namespace {

/// An option with a literal behind it, in both syntaxes.
struct StdioOption {
    std::string_view word;
    std::optional<std::string> CopyStdio::*member;
};
constexpr StdioOption kStdioOptions[] = {
    {"delimiter", &CopyStdio::delimiter},
    {"null", &CopyStdio::null_text},
    {"quote", &CopyStdio::quote},
    {"escape", &CopyStdio::escape},
};

constexpr std::string_view kFormats[] = {"text", "csv", "binary"};

/// Takes the word of an option with a literal; `\N` in a plain literal stays as it is.
bool accept_string_option(TokenStream& tokens, CopyStdio& copy) {
    for (const StdioOption& option : kStdioOptions) {
        if (!tokens.accept_word(option.word)) continue;
        tokens.accept("AS"_kw);
        const bool marker = tokens.source() == "'\\N'";
        std::string text = tokens.string_constant();
        copy.*option.member = marker ? "\\N" : std::move(text);
        return true;
    }
    return false;
}

void set_format(TokenStream& tokens, CopyStdio& copy) {
    const Token token = tokens.peek();
    copy.format = tokens.at_string() ? tokens.string_constant() : tokens.label().text;
    if (std::ranges::find(kFormats, copy.format) != std::end(kFormats)) return;
    throw Error(Code::invalid_parameter_value, "COPY format \"{}\" not recognized", copy.format).at(token.span);
}

/// [TRUE | FALSE | ON | OFF | 1 | 0 | 'word']
bool parse_flag(TokenStream& tokens) {
    if (tokens.at(',') || tokens.at(')')) return true;
    const Token token = tokens.take();
    const std::string word = lower(token.kind == TokenKind::string ? tokens.text_of(token)
                                                                   : tokens.source(token.span));
    if (word == "true" || word == "on" || word == "1") return true;
    if (word != "false" && word != "off" && word != "0") tokens.fail(token);
    return false;
}

/// 'encoding'
void expect_utf8(TokenStream& tokens) {
    const Token token = tokens.peek();
    const std::string encoding = lower(tokens.string_constant());
    if (encoding == "utf8" || encoding == "utf-8") return;
    throw Error(Code::feature_not_supported, "COPY encoding \"{}\" is not supported", encoding).at(token.span);
}

/// option ("," option)* ")"
void parse_new_options(TokenStream& tokens, CopyStdio& copy) {
    do {
        if (tokens.accept("FORMAT"_kw)) {
            set_format(tokens, copy);
        } else if (tokens.accept("HEADER"_kw)) {
            copy.header = parse_flag(tokens);
        } else if (tokens.accept("ENCODING"_kw)) {
            expect_utf8(tokens);
        } else if (!accept_string_option(tokens, copy)) {
            tokens.fail();
        }
    } while (tokens.accept(','));
    tokens.expect(')');
}

/// (CSV | BINARY | HEADER | option 'literal')*
void parse_old_options(TokenStream& tokens, CopyStdio& copy) {
    while (true) {
        if (tokens.accept("CSV"_kw)) {
            copy.format = "csv";
        } else if (tokens.accept("BINARY"_kw)) {
            copy.format = "binary";
        } else if (tokens.accept("HEADER"_kw)) {
            copy.header = true;
        } else if (!accept_string_option(tokens, copy)) {
            return;
        }
    }
}

}  // namespace

/// [WITH] ("(" new_options | old_option*)
StatementPtr parse_copy_stdio(TokenStream& tokens, std::unique_ptr<CopyStdio> copy) {
    tokens.accept("WITH"_kw);
    if (tokens.accept('(')) {
        parse_new_options(tokens, *copy);
    } else {
        parse_old_options(tokens, *copy);
    }
    return copy;
}

}  // namespace blueshift::sql
