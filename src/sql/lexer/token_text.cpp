// What a token stands for: names folded and cut, strings with their escapes resolved.
#include <charconv>

#include "sql/lexer/characters.h"
#include "sql/lexer/lexer.h"

namespace blueshift::sql {
namespace {

/// Cuts `name` to kIdentifierBytesMax, never inside a character.
void truncate_identifier(std::string& name) {
    if (name.size() <= kIdentifierBytesMax) return;
    std::size_t size = kIdentifierBytesMax;
    while (size > 0 && (static_cast<unsigned char>(name[size]) & 0xc0) == 0x80) --size;
    name.resize(size);
}

/// Resolves the escapes of one literal's body.
class BodyReader {
public:
    BodyReader(std::string_view body, bool backslashes) : body_(body), backslashes_(backslashes) {}

    void append_to(std::string& out) {
        while (at_ < body_.size()) {
            const char c = body_[at_++];
            if (c == '\'') {
                ++at_;
                out += c;
            } else if (c == '\\' && backslashes_) {
                out += escaped();
            } else {
                out += c;
            }
        }
    }

    /// An octal or hexadecimal escape was seen, which may have made any byte.
    bool made_bytes() const { return made_bytes_; }

private:
    char escaped() {
        const char c = body_[at_];
        if (c == 'x' && !digits(at_ + 1, 2, 16).empty()) return number(at_ + 1, 2, 16);
        if (!digits(at_, 3, 8).empty()) return number(at_, 3, 8);
        ++at_;
        switch (c) {
            case 'b': return '\b';
            case 'f': return '\f';
            case 'n': return '\n';
            case 'r': return '\r';
            case 't': return '\t';
            default: return c;
        }
    }

    std::string_view digits(std::size_t from, std::size_t count_max, unsigned base) const {
        const auto is_digit_of_base = [&](char c) {
            return base == 8 ? c >= '0' && c <= '7'
                             : is_digit(c) || (to_lower(c) >= 'a' && to_lower(c) <= 'f');
        };
        std::size_t count = 0;
        while (count < count_max && from + count < body_.size() &&
               is_digit_of_base(body_[from + count])) {
            ++count;
        }
        return body_.substr(std::min(from, body_.size()), count);
    }

    char number(std::size_t from, std::size_t count_max, unsigned base) {
        const std::string_view text = digits(from, count_max, base);
        unsigned value = 0;
        std::from_chars(text.data(), text.data() + text.size(), value, static_cast<int>(base));
        at_ = from + text.size();
        made_bytes_ = true;
        return static_cast<char>(value);
    }

    std::string_view body_;
    bool backslashes_;
    std::size_t at_ = 0;
    bool made_bytes_ = false;
};

/// Position of the closing quote of the literal whose body starts at `at`. The scanner has found that there is one.
std::size_t closing_quote(std::string_view sql, std::size_t at, bool backslashes) {
    while (true) {
        at = sql.find_first_of(backslashes ? "'\\" : "'", at);
        if (sql[at] != '\\' && (at + 1 >= sql.size() || sql[at + 1] != '\'')) return at;
        at += 2;
    }
}

}  // namespace

std::string lower(std::string_view text) {
    std::string result(text);
    std::ranges::transform(result, result.begin(), to_lower);
    return result;
}

std::string upper(std::string_view text) {
    std::string result(text);
    std::ranges::transform(result, result.begin(), to_upper);
    return result;
}

std::size_t dollar_tag_length(std::string_view text) {
    std::size_t length = 1;
    while (length < text.size() && is_identifier_part(text[length]) && text[length] != '$') ++length;
    return length < text.size() && text[length] == '$' ? length + 1 : 0;
}

std::size_t next_string_segment(std::string_view sql, std::size_t from) {
    bool newline = false;
    while (from < sql.size()) {
        if (is_space(sql[from])) {
            newline = newline || sql[from] == '\n' || sql[from] == '\r';
            ++from;
        } else if (sql.substr(from, 2) == "--") {
            from = std::min(sql.find('\n', from), sql.size());
        } else {
            break;
        }
    }
    return newline && from < sql.size() && sql[from] == '\'' ? from : std::string_view::npos;
}

std::string identifier_text(std::string_view sql, const Token& token, const LexOptions& options) {
    std::string_view written = source_text(sql, token);
    std::string name;
    if (token.kind == TokenKind::quoted_word) {
        written = written.substr(1, written.size() - 2);
        for (std::size_t i = 0; i < written.size(); ++i) {
            name += written[i];
            if (written[i] == '"') ++i;
        }
    } else {
        name = written;
    }
    if (token.kind != TokenKind::quoted_word || !options.case_sensitive_identifiers) {
        name = lower(name);
    }
    truncate_identifier(name);
    return name;
}

std::string string_text(std::string_view sql, const Token& token, const LexOptions& options) {
    if (token.kind == TokenKind::dollar_string) {
        const std::string_view written = source_text(sql, token);
        const std::size_t tag = dollar_tag_length(written);
        return std::string(written.substr(tag, written.size() - 2 * tag));
    }
    std::string text;
    bool made_bytes = false;
    std::size_t at = token.span.begin;
    const bool escape_string = sql[at] != '\'';
    if (escape_string) ++at;
    const bool backslashes = escape_string || !options.standard_conforming_strings;
    while (true) {
        const std::size_t close = closing_quote(sql, at + 1, backslashes);
        BodyReader body(sql.substr(at + 1, close - at - 1), backslashes);
        body.append_to(text);
        made_bytes = made_bytes || body.made_bytes();
        if (close + 1 >= token.span.end) break;
        at = next_string_segment(sql, close + 1);
    }
    // A lone NUL is what COPY … NULL AS '\0' names; nothing else can use one.
    if (made_bytes && text != std::string_view("\0", 1)) check_encoding(text, token.span);
    return text;
}

}  // namespace blueshift::sql
