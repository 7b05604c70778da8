#pragma once
/// A compiled regular expression of either dialect, on UTF-8 text.
#include <array>
#include <cstddef>
#include <memory>
#include <string_view>

namespace blueshift::functions {

/// Where an expression matched, in bytes; groups 0 (everything) to 9. A group that took no part has npos.
struct RegexMatch {
    struct Range {
        std::size_t begin = std::string_view::npos;
        std::size_t end = std::string_view::npos;
        bool matched() const { return begin != std::string_view::npos; }
    };
    std::array<Range, 10> groups;
};

enum class RegexDialect { posix, pcre };

/// Used by one thread.
class Regex {
public:
    virtual ~Regex() = default;
    /// Finds the first match that begins at or after byte `from`.
    virtual bool find(std::string_view text, std::size_t from, RegexMatch& match) = 0;
};

/// The expression, compiled when this thread has not used it lately. Valid until the thread's next call.
/// Throws invalid_regular_expression (2201B).
Regex& regex_of(std::string_view pattern, RegexDialect dialect, bool ignore_case);

}  // namespace blueshift::functions
