#pragma once
/// The parser's cursor over the tokens of one text: look ahead, accept, expect, read names and constants.
#include <cstdint>
#include <initializer_list>
#include <string>
#include <string_view>
#include <vector>

#include "sql/ast/node.h"
#include "sql/lexer/lexer.h"
#include "sql/parser/parser.h"

namespace blueshift::sql {

class TokenStream {
public:
    TokenStream(std::string_view sql, const ParseOptions& options);

    const Token& peek(std::size_t ahead = 0) const {
        return tokens_[std::min(at_ + ahead, tokens_.size() - 1)];
    }
    /// Moves past the current token and returns it.
    const Token& take();
    bool at_end() const { return peek().kind == TokenKind::end; }

    /// The token `ahead` is this keyword; a quoted word never is.
    bool at(Keyword keyword, std::size_t ahead = 0) const { return peek(ahead).keyword == keyword; }
    /// The next tokens are these keywords.
    bool at(std::initializer_list<Keyword> keywords) const;
    bool at_any(std::initializer_list<Keyword> keywords) const;
    bool at(char punctuation, std::size_t ahead = 0) const;
    bool at_operator(std::string_view op, std::size_t ahead = 0) const;
    bool at_kind(TokenKind kind, std::size_t ahead = 0) const { return peek(ahead).kind == kind; }
    bool at_string() const;
    /// An unquoted word spelled `word` (lower case); for words that are not in the keyword table.
    bool at_word(std::string_view word, std::size_t ahead = 0) const;

    /// Moves past what is named when it comes next; tells whether it did.
    bool accept(Keyword keyword);
    bool accept(std::initializer_list<Keyword> keywords);
    bool accept(char punctuation);
    bool accept_operator(std::string_view op);
    bool accept_word(std::string_view word);

    /// As accept, but throws the syntax error when something else comes.
    void expect(Keyword keyword);
    void expect(std::initializer_list<Keyword> keywords);
    void expect(char punctuation);
    void expect_operator(std::string_view op);

    /// Throws `syntax error at or near …` for the current token, or for `token`.
    [[noreturn]] void fail() const { fail(peek()); }
    [[noreturn]] void fail(const Token& token) const;

    /// Tells whether the token can be a column's or table's name, a function's name, an alias without AS.
    bool at_name(std::size_t ahead = 0) const;
    bool at_function_name(std::size_t ahead = 0) const;
    bool at_bare_alias() const;
    /// Any word, reserved or not: what may follow a dot or AS.
    bool at_label(std::size_t ahead = 0) const;

    Name name();           ///< ColId
    Name user_name();      ///< as name(), but quotes always keep the case, as Redshift does for users and groups
    Name label();          ///< ColLabel
    Name function_name();
    /// name ("." label)*, up to three parts.
    QualifiedName qualified_name();
    /// "(" name ("," name)* ")"
    std::vector<Name> name_list();
    std::vector<QualifiedName> qualified_names();

    std::string string_constant();
    /// The value of the current string token.
    std::string text_of(const Token& token) const;
    /// ["-"] digits. Throws syntax_error when it does not fit.
    std::int64_t integer_constant();
    /// The current token's text in lower case, without moving.
    std::string lower_text(std::size_t ahead = 0) const;
    /// The current token as written, without moving.
    std::string_view source(std::size_t ahead = 0) const { return source_text(sql_, peek(ahead)); }
    /// The bytes of `span` as written.
    std::string_view source(Span span) const { return sql_.substr(span.begin, span.end - span.begin); }

    /// Index of the current token, to come back to.
    std::size_t position() const { return at_; }
    void rewind(std::size_t position) { at_ = position; }
    /// Offset where the current token begins.
    std::uint32_t begin() const { return peek().span.begin; }
    /// From `begin` to the end of the last token taken.
    Span span_from(std::uint32_t begin) const;

    /// Index of the token that closes the parenthesis at token `index`; throws the syntax error when there is none.
    std::size_t closing_parenthesis(std::size_t index) const;
    const Token& token(std::size_t index) const { return tokens_[index]; }
    // For languages around SQL, whose own words the parser of statements must not see.
    /// Takes the tokens from `first` to before `last` away.
    void remove_tokens(std::size_t first, std::size_t last);
    /// Makes the token `index` something that ends every expression and query; `make_word` makes a word of it again.
    void make_terminator(std::size_t index) { tokens_[index].kind = TokenKind::assign; }
    void make_word(std::size_t index) { tokens_[index].kind = TokenKind::word; }
    /// Makes the token `index` stand for `keyword`.
    void make_keyword(std::size_t index, Keyword keyword) { tokens_[index].keyword = keyword; }

    const ParseOptions& options() const { return options_; }

    int parameter_count = 0;   ///< highest $n of the statement so far
    bool in_connect_by = false;  ///< PRIOR is an operator here

private:
    friend class Nesting;

    Name take_name(bool allowed, const LexOptions& options);
    void match_parentheses() const;

    std::string_view sql_;
    ParseOptions options_;
    LexOptions lex_options_;
    std::vector<Token> tokens_;
    std::size_t at_ = 0;
    int depth_ = 0;
    mutable std::vector<std::uint32_t> closing_;  ///< by token index; filled on first use
};

/// Counts one level of nesting while it lives. Throws statement_too_complex beyond kNestingDepthMax.
class Nesting {
public:
    explicit Nesting(TokenStream& tokens);
    ~Nesting() { --tokens_.depth_; }
    Nesting(const Nesting&) = delete;
    Nesting& operator=(const Nesting&) = delete;

private:
    TokenStream& tokens_;
};

/// Counts the operators of one chain. Throws statement_too_complex beyond kOperatorChainMax.
void count_in_chain(int& length, Span span);

}  // namespace blueshift::sql
