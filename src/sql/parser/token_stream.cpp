#include "sql/parser/token_stream.h"

#include <charconv>

#include "base/error.h"
#include "sql/lexer/characters.h"

namespace blueshift::sql {
namespace {

constexpr std::size_t kQualifiedNamePartsMax = 3;
constexpr std::uint32_t kUnclosed = UINT32_MAX;

[[noreturn]] void fail_too_deep(Span span) {
    throw Error(Code::statement_too_complex, "stack depth limit exceeded")
        .hint("The statement nests too deeply or chains too many operators.")
        .at(span);
}

}  // namespace

TokenStream::TokenStream(std::string_view sql, const ParseOptions& options)
    : sql_(sql),
      options_(options),
      lex_options_{.case_sensitive_identifiers = options.case_sensitive_identifiers},
      tokens_(tokenize(sql, lex_options_)) {}

const Token& TokenStream::take() {
    const Token& token = peek();
    if (at_ + 1 < tokens_.size()) ++at_;
    return token;
}

bool TokenStream::at(std::initializer_list<Keyword> keywords) const {
    std::size_t ahead = 0;
    for (const Keyword keyword : keywords) {
        if (!at(keyword, ahead++)) return false;
    }
    return true;
}

bool TokenStream::at_any(std::initializer_list<Keyword> keywords) const {
    return std::ranges::find(keywords, peek().keyword) != keywords.end();
}

bool TokenStream::at(char punctuation, std::size_t ahead) const {
    const Token& token = peek(ahead);
    return token.kind == TokenKind::punctuation && sql_[token.span.begin] == punctuation;
}

bool TokenStream::at_operator(std::string_view op, std::size_t ahead) const {
    return peek(ahead).kind == TokenKind::op && source(ahead) == op;
}

bool TokenStream::at_string() const {
    return at_kind(TokenKind::string) || at_kind(TokenKind::dollar_string);
}

bool TokenStream::at_word(std::string_view word, std::size_t ahead) const {
    return peek(ahead).kind == TokenKind::word &&
           std::ranges::equal(source(ahead), word, {}, to_lower);
}

bool TokenStream::accept(Keyword keyword) {
    if (!at(keyword)) return false;
    take();
    return true;
}

bool TokenStream::accept(std::initializer_list<Keyword> keywords) {
    if (!at(keywords)) return false;
    at_ += keywords.size();
    return true;
}

bool TokenStream::accept(char punctuation) {
    if (!at(punctuation)) return false;
    take();
    return true;
}

bool TokenStream::accept_operator(std::string_view op) {
    if (!at_operator(op)) return false;
    take();
    return true;
}

bool TokenStream::accept_word(std::string_view word) {
    if (!at_word(word)) return false;
    take();
    return true;
}

void TokenStream::expect(Keyword keyword) {
    if (!accept(keyword)) fail();
}

void TokenStream::expect(std::initializer_list<Keyword> keywords) {
    for (const Keyword keyword : keywords) expect(keyword);
}

void TokenStream::expect(char punctuation) {
    if (!accept(punctuation)) fail();
}

void TokenStream::expect_operator(std::string_view op) {
    if (!accept_operator(op)) fail();
}

void TokenStream::fail(const Token& token) const {
    if (token.kind == TokenKind::end) {
        throw Error(Code::syntax_error, "syntax error at end of input").at(token.span);
    }
    throw Error(Code::syntax_error, "syntax error at or near \"{}\"", source_text(sql_, token))
        .at(token.span);
}

bool TokenStream::at_name(std::size_t ahead) const {
    const Token& token = peek(ahead);
    if (token.kind == TokenKind::quoted_word) return true;
    if (token.kind != TokenKind::word) return false;
    if (token.keyword == Keyword::none) return true;
    const KeywordClass keyword_class = keyword_row(token.keyword).keyword_class;
    return keyword_class == KeywordClass::unreserved || keyword_class == KeywordClass::column_name;
}

bool TokenStream::at_function_name(std::size_t ahead) const {
    const Token& token = peek(ahead);
    return at_name(ahead) ||
           (token.kind == TokenKind::word &&
            keyword_row(token.keyword).keyword_class == KeywordClass::type_function_name);
}

bool TokenStream::at_bare_alias() const {
    const Keyword keyword = peek().keyword;
    return at_name() && (keyword == Keyword::none || keyword_row(keyword).bare_alias);
}

bool TokenStream::at_label(std::size_t ahead) const {
    return at_kind(TokenKind::word, ahead) || at_kind(TokenKind::quoted_word, ahead);
}

Name TokenStream::take_name(bool allowed, const LexOptions& options) {
    if (!allowed) fail();
    const Token& token = take();
    return {identifier_text(sql_, token, options), token.span, token.kind == TokenKind::quoted_word};
}

Name TokenStream::name() { return take_name(at_name(), lex_options_); }
Name TokenStream::user_name() {
    const std::uint32_t start = begin();
    Name name = take_name(at_name(), {.case_sensitive_identifiers = true});
    // The users of an identity provider: namespace:user.
    if (accept(':')) {
        name.text += ":" + take_name(at_name(), {.case_sensitive_identifiers = true}).text;
        name.quoted = true;
        name.span = span_from(start);
    }
    return name;
}
Name TokenStream::label() { return take_name(at_label(), lex_options_); }
Name TokenStream::function_name() { return take_name(at_function_name(), lex_options_); }

QualifiedName TokenStream::qualified_name() {
    QualifiedName result;
    const std::uint32_t start = begin();
    result.parts.push_back(name());
    while (accept('.')) result.parts.push_back(label());
    result.span = span_from(start);
    if (result.parts.size() > kQualifiedNamePartsMax) {
        throw Error(Code::syntax_error, "improper qualified name (too many dotted names): {}",
                    source(result.span))
            .at(result.span);
    }
    return result;
}

std::vector<Name> TokenStream::name_list() {
    std::vector<Name> names;
    expect('(');
    do {
        names.push_back(name());
    } while (accept(','));
    expect(')');
    return names;
}

std::vector<QualifiedName> TokenStream::qualified_names() {
    std::vector<QualifiedName> names;
    do {
        names.push_back(qualified_name());
    } while (accept(','));
    return names;
}

std::string TokenStream::text_of(const Token& token) const {
    return string_text(sql_, token, lex_options_);
}

std::string TokenStream::string_constant() {
    if (!at_string()) fail();
    return text_of(take());
}

std::int64_t TokenStream::integer_constant() {
    const bool negative = accept_operator("-");
    if (!at_kind(TokenKind::integer)) fail();
    const std::string_view digits = source();
    std::int64_t value = 0;
    const auto result = std::from_chars(digits.data(), digits.data() + digits.size(), value);
    if (result.ec != std::errc()) fail();
    take();
    return negative ? -value : value;
}

std::string TokenStream::lower_text(std::size_t ahead) const {
    return lower(source(ahead));
}

Span TokenStream::span_from(std::uint32_t begin) const {
    return {begin, at_ == 0 ? begin : std::max(begin, tokens_[at_ - 1].span.end)};
}

std::size_t TokenStream::closing_parenthesis(std::size_t index) const {
    if (closing_.empty()) match_parentheses();
    if (closing_[index] == kUnclosed) fail(tokens_.back());
    return closing_[index];
}

void TokenStream::remove_tokens(std::size_t first, std::size_t last) {
    tokens_.erase(tokens_.begin() + static_cast<std::ptrdiff_t>(first),
                  tokens_.begin() + static_cast<std::ptrdiff_t>(last));
    closing_.clear();
}

void TokenStream::match_parentheses() const {
    closing_.assign(tokens_.size(), kUnclosed);
    std::vector<std::uint32_t> open;
    for (std::uint32_t i = 0; i < tokens_.size(); ++i) {
        if (tokens_[i].kind != TokenKind::punctuation) continue;
        const char c = sql_[tokens_[i].span.begin];
        if (c == '(') {
            open.push_back(i);
        } else if (c == ')' && !open.empty()) {
            closing_[open.back()] = i;
            open.pop_back();
        } else if (c == ';') {
            open.clear();
        }
    }
}

Nesting::Nesting(TokenStream& tokens) : tokens_(tokens) {
    // The destructor of an object whose constructor throws does not run.
    if (tokens_.depth_ >= kNestingDepthMax) fail_too_deep(tokens_.peek().span);
    ++tokens_.depth_;
}

void count_in_chain(int& length, Span span) {
    if (++length > kOperatorChainMax) fail_too_deep(span);
}

}  // namespace blueshift::sql
