#include "functions/native/patterns.h"

#include <optional>

#include "base/error.h"
#include "functions/native/characters.h"
#include "types/text_scan.h"

namespace blueshift::functions {

namespace {

/// The escape character, of one byte or more; empty for none.
std::string_view checked_escape(std::string_view escape) {
    if (escape.empty() || character_bytes(escape[0]) == escape.size()) return escape;
    throw Error(Code::invalid_escape_sequence, "invalid escape string")
        .hint("Escape string must be empty or one character.");
}

bool starts_with_escape(std::string_view pattern, std::string_view escape) {
    return !escape.empty() && pattern.starts_with(escape);
}

struct SameByte {
    bool operator()(char left, char right) const { return left == right; }
};
struct SameLetter {
    bool operator()(char left, char right) const { return to_lower(left) == to_lower(right); }
};

/// Matches from left to right; at a mismatch goes back to the last `%`, which then takes one character more. What was before
/// that `%` need not be tried again, so that the time is at most text times pattern.
template <class Same>
class Matcher {
public:
    Matcher(std::string_view text, std::string_view pattern, std::string_view escape)
        : text_(text), pattern_(pattern), escape_(escape) {}

    bool run() {
        while (!text_.empty() || !pattern_.empty()) {
            if (pattern_.starts_with('%')) {
                pattern_.remove_prefix(1);
                retry_ = Retry{text_, pattern_};
            } else if (!step() && !go_back()) {
                return false;
            }
        }
        return true;
    }

private:
    struct Retry {
        std::string_view text;
        std::string_view pattern;
    };

    /// Matches one character of the pattern.
    bool step() {
        if (pattern_.empty()) return false;
        if (starts_with_escape(pattern_, escape_)) {
            if (pattern_.size() == escape_.size()) {
                throw Error(Code::invalid_escape_sequence, "LIKE pattern must not end with escape character");
            }
            const std::string_view literal = pattern_.substr(escape_.size());
            return take(literal, escape_.size());
        }
        if (pattern_[0] == '_') {
            if (text_.empty()) return false;
            text_.remove_prefix(std::min(character_bytes(text_[0]), text_.size()));
            pattern_.remove_prefix(1);
            return true;
        }
        return take(pattern_, 0);
    }

    /// Compares the next byte of the text with that of `literal`, which lies `skipped` bytes into the pattern.
    bool take(std::string_view literal, std::size_t skipped) {
        if (text_.empty() || !Same()(text_[0], literal[0])) return false;
        text_.remove_prefix(1);
        pattern_.remove_prefix(skipped + 1);
        return true;
    }

    bool go_back() {
        if (!retry_ || retry_->text.empty()) return false;
        retry_->text.remove_prefix(std::min(character_bytes(retry_->text[0]), retry_->text.size()));
        text_ = retry_->text;
        pattern_ = retry_->pattern;
        return true;
    }

    std::string_view text_;
    std::string_view pattern_;
    std::string_view escape_;
    std::optional<Retry> retry_;
};

}  // namespace

bool like(std::string_view text, std::string_view pattern, std::string_view escape) {
    return Matcher<SameByte>(text, pattern, checked_escape(escape)).run();
}

bool ilike(std::string_view text, std::string_view pattern, std::string_view escape) {
    return Matcher<SameLetter>(text, pattern, checked_escape(escape)).run();
}

std::string similar_to_regex(std::string_view pattern, std::string_view escape) {
    checked_escape(escape);
    constexpr std::string_view kLiteralHere = ".^$\\";
    constexpr std::string_view kSpecial = ".^$\\|*+?{}()[]";
    std::string out;
    bool in_brackets = false;
    while (!pattern.empty()) {
        if (starts_with_escape(pattern, escape)) {
            pattern.remove_prefix(escape.size());
            if (pattern.empty()) {
                throw Error(Code::invalid_escape_sequence, "SIMILAR TO pattern must not end with escape character");
            }
            if (kSpecial.find(pattern[0]) != std::string_view::npos) out += '\\';
            out += pattern[0];
            pattern.remove_prefix(1);
            continue;
        }
        const char c = pattern[0];
        pattern.remove_prefix(1);
        if (in_brackets) {
            if (c == '\\') out += '\\';
            out += c;
            in_brackets = c != ']';
        } else if (c == '%') {
            out += ".*";
        } else if (c == '_') {
            out += '.';
        } else if (c == '(') {
            out += "(?:";
        } else {
            if (kLiteralHere.find(c) != std::string_view::npos) out += '\\';
            out += c;
            in_brackets = c == '[';
        }
    }
    return out;
}

}  // namespace blueshift::functions
