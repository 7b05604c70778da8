#include "sql/lexer/lexer.h"

#include "base/error.h"
#include "sql/lexer/characters.h"

namespace blueshift::sql {
namespace {

/// Walks over the text once; each `scan_` function starts at the first byte of its token.
class Scanner {
public:
    Scanner(std::string_view sql, const LexOptions& options) : sql_(sql), options_(options) {}

    std::vector<Token> run() {
        tokens_.reserve(sql_.size() / 4 + 1);
        while (skip_blanks(), begin_ = at_, at_ < sql_.size()) scan_token();
        emit(TokenKind::end);
        return std::move(tokens_);
    }

private:
    char peek(std::size_t ahead = 0) const {
        return at_ + ahead < sql_.size() ? sql_[at_ + ahead] : '\0';
    }

    Span token_span() const {
        return {static_cast<std::uint32_t>(begin_), static_cast<std::uint32_t>(at_)};
    }

    void emit(TokenKind kind, Keyword keyword = Keyword::none) {
        tokens_.push_back({kind, keyword, token_span()});
    }

    [[noreturn]] void fail_unterminated(std::string_view what) {
        at_ = sql_.size();
        throw Error(Code::syntax_error, "unterminated {} at or near \"{}\"", what,
                    sql_.substr(begin_))
            .at(token_span());
    }

    void skip_blanks() {
        while (at_ < sql_.size()) {
            if (is_space(peek())) {
                ++at_;
            } else if (peek() == '-' && peek(1) == '-') {
                at_ = std::min(sql_.find('\n', at_), sql_.size());
            } else if (peek() == '/' && peek(1) == '*') {
                skip_block_comment();
            } else {
                return;
            }
        }
    }

    /// Comments nest, as in the SQL standard.
    void skip_block_comment() {
        begin_ = at_;
        std::size_t depth = 0;
        do {
            if (peek() == '/' && peek(1) == '*') {
                ++depth;
                at_ += 2;
            } else if (peek() == '*' && peek(1) == '/') {
                --depth;
                at_ += 2;
            } else if (at_ >= sql_.size()) {
                fail_unterminated("/* comment");
            } else {
                ++at_;
            }
        } while (depth > 0);
    }

    void scan_token() {
        const char c = peek();
        if ((c == 'e' || c == 'E') && peek(1) == '\'') {
            ++at_;
            scan_string(true);
        } else if (is_identifier_start(c) || (c == '#' && temporary_name_follows())) {
            scan_word();
        } else if (is_digit(c) || (c == '.' && is_digit(peek(1)) && !behind_dot())) {
            scan_number();
        } else if (c == '\'') {
            scan_string(!options_.standard_conforming_strings);
        } else if (c == '"') {
            scan_quoted_word();
        } else if (c == '$') {
            scan_dollar();
        } else if (c == ':' && (peek(1) == ':' || peek(1) == '=')) {
            at_ += 2;
            emit(sql_[at_ - 1] == ':' ? TokenKind::typecast : TokenKind::assign);
        } else if (std::string_view("()[],.;:").find(c) != std::string_view::npos) {
            ++at_;
            emit(TokenKind::punctuation);
        } else if (is_operator_character(c)) {
            scan_operator();
        } else {
            ++at_;
            throw Error(Code::syntax_error, "syntax error at or near \"{}\"",
                        sql_.substr(begin_, 1))
                .at(token_span());
        }
    }

    /// `1..10` is a range of two integers, not `1.` and `.10`.
    bool behind_dot() const { return at_ > 0 && sql_[at_ - 1] == '.'; }

    /// Tells `#name`, a temporary table, from `a #b`, a bitwise XOR: an operand cannot stand before a name.
    bool temporary_name_follows() const {
        if (!is_identifier_start(peek(1))) return false;
        if (tokens_.empty()) return true;
        const Token& last = tokens_.back();
        switch (last.kind) {
            case TokenKind::word: return last.keyword != Keyword::none;
            case TokenKind::op:
            case TokenKind::typecast:
            case TokenKind::assign: return true;
            case TokenKind::punctuation: return sql_[last.span.begin] != ')' && sql_[last.span.begin] != ']';
            default: return false;
        }
    }

    void scan_word() {
        ++at_;
        while (is_identifier_part(peek())) ++at_;
        const std::string_view text = sql_.substr(begin_, at_ - begin_);
        constexpr std::size_t kKeywordBytesMax = 32;
        std::array<char, kKeywordBytesMax> lower;
        Keyword keyword = Keyword::none;
        if (text.size() <= lower.size()) {
            std::ranges::transform(text, lower.begin(), to_lower);
            keyword = find_keyword({lower.data(), text.size()});
        }
        emit(TokenKind::word, keyword);
    }

    void scan_quoted_word() {
        ++at_;
        while (true) {
            at_ = sql_.find('"', at_);
            if (at_ == std::string_view::npos) fail_unterminated("quoted identifier");
            ++at_;
            if (peek() != '"') break;
            ++at_;
        }
        if (at_ - begin_ == 2) {
            throw Error(Code::syntax_error, "zero-length delimited identifier at or near \"\"\"\"")
                .at(token_span());
        }
        emit(TokenKind::quoted_word);
    }

    void scan_number() {
        TokenKind kind = TokenKind::integer;
        while (is_digit(peek())) ++at_;
        if (peek() == '.' && peek(1) != '.') {
            kind = TokenKind::decimal;
            ++at_;
            while (is_digit(peek())) ++at_;
        }
        const std::size_t sign = peek(1) == '+' || peek(1) == '-' ? 1 : 0;
        if ((peek() == 'e' || peek() == 'E') && is_digit(peek(1 + sign))) {
            kind = TokenKind::floating;
            at_ += 1 + sign;
            while (is_digit(peek())) ++at_;
        }
        emit(kind);
    }

    void scan_string(bool backslashes) {
        do {
            skip_string_body(backslashes);
        } while (continues_on_another_line());
        emit(TokenKind::string);
    }

    /// From the opening quote to behind the closing one.
    void skip_string_body(bool backslashes) {
        ++at_;
        while (true) {
            at_ = sql_.find_first_of(backslashes ? "'\\" : "'", at_);
            if (at_ == std::string_view::npos) fail_unterminated("quoted string");
            if (peek() == '\\' || peek(1) == '\'') {
                if (at_ + 1 >= sql_.size()) fail_unterminated("quoted string");
                at_ += 2;
            } else {
                ++at_;
                return;
            }
        }
    }

    /// Moves to the opening quote of a literal that continues the last one: only a newline, blanks and comments lie between.
    bool continues_on_another_line() {
        const std::size_t next = next_string_segment(sql_, at_);
        if (next == std::string_view::npos) return false;
        at_ = next;
        return true;
    }

    void scan_dollar() {
        if (is_digit(peek(1))) {
            ++at_;
            while (is_digit(peek())) ++at_;
            return emit(TokenKind::parameter);
        }
        const std::size_t length = dollar_tag_length(sql_.substr(at_));
        if (length == 0) {
            ++at_;
            throw Error(Code::syntax_error, "syntax error at or near \"$\"").at(token_span());
        }
        const std::string_view tag = sql_.substr(at_, length);
        const std::size_t close = sql_.find(tag, at_ + length);
        if (close == std::string_view::npos) fail_unterminated("dollar-quoted string");
        at_ = close + length;
        emit(TokenKind::dollar_string);
    }

    /// PostgreSQL's rule: the longest run of operator characters, cut before a comment; a run may end in + or - only when it
    /// also holds one of ~ ! @ # % ^ & | ` ?, so that `a=-1` is `a = -1`.
    void scan_operator() {
        while (is_operator_character(peek()) && !comment_follows()) ++at_;
        const std::string_view run = sql_.substr(begin_, at_ - begin_);
        if (run.find_first_of("~!@#%^&|`?") == std::string_view::npos) {
            while (at_ - begin_ > 1 && (sql_[at_ - 1] == '+' || sql_[at_ - 1] == '-')) --at_;
        }
        emit(TokenKind::op);
    }

    bool comment_follows() const {
        return (peek() == '-' && peek(1) == '-') || (peek() == '/' && peek(1) == '*');
    }

    std::string_view sql_;
    const LexOptions& options_;
    std::vector<Token> tokens_;
    std::size_t begin_ = 0;  ///< of the token being read
    std::size_t at_ = 0;
};

}  // namespace

std::vector<Token> tokenize(std::string_view sql, const LexOptions& options) {
    check_encoding(sql, std::nullopt);
    return Scanner(sql, options).run();
}

}  // namespace blueshift::sql
