#include "functions/native/regex.h"

#include <re2/re2.h>
#include <unicode/regex.h>
#include <unicode/utext.h>

#include <string>
#include <unordered_map>

#include "base/error.h"

namespace blueshift::functions {

namespace {

[[noreturn]] void throw_invalid(std::string_view reason) {
    throw Error(Code::invalid_regular_expression, "invalid regular expression: {}", reason);
}

/// POSIX extended expressions with the classes \d \w \s: linear time, the longest of the leftmost matches.
class PosixRegex : public Regex {
public:
    PosixRegex(std::string_view pattern, bool ignore_case) : regex_(re2::StringPiece(pattern.data(), pattern.size()), options(ignore_case)) {
        if (!regex_.ok()) throw_invalid(regex_.error());
    }

    bool find(std::string_view text, std::size_t from, RegexMatch& match) override {
        std::array<re2::StringPiece, 10> groups;
        const int count = std::min(regex_.NumberOfCapturingGroups() + 1, static_cast<int>(groups.size()));
        const re2::StringPiece piece(text.data(), text.size());
        if (!regex_.Match(piece, from, text.size(), RE2::UNANCHORED, groups.data(), count)) return false;
        match = {};
        for (int index = 0; index < count; ++index) {
            const re2::StringPiece& group = groups[static_cast<std::size_t>(index)];
            if (group.data() == nullptr) continue;
            const auto begin = static_cast<std::size_t>(group.data() - text.data());
            match.groups[static_cast<std::size_t>(index)] = {begin, begin + group.size()};
        }
        return true;
    }

private:
    static RE2::Options options(bool ignore_case) {
        RE2::Options out(RE2::Quiet);
        out.set_posix_syntax(true);
        out.set_longest_match(true);
        out.set_perl_classes(true);
        out.set_word_boundary(true);
        out.set_one_line(true);
        out.set_dot_nl(true);
        out.set_case_sensitive(!ignore_case);
        return out;
    }

    RE2 regex_;
};

/// Perl's dialect with look-around, which needs a backtracking engine; its time is limited.
class PcreRegex : public Regex {
public:
    PcreRegex(std::string_view pattern, bool ignore_case) {
        UErrorCode status = U_ZERO_ERROR;
        const auto source = icu::UnicodeString::fromUTF8({pattern.data(), static_cast<std::int32_t>(pattern.size())});
        matcher_ = std::make_unique<icu::RegexMatcher>(source, ignore_case ? UREGEX_CASE_INSENSITIVE : 0, status);
        if (U_FAILURE(status)) throw_invalid(u_errorName(status));
        constexpr std::int32_t kStepsMax = 2'000;  // of the matcher's own unit, a fraction of a millisecond each
        matcher_->setTimeLimit(kStepsMax, status);
    }

    ~PcreRegex() override { utext_close(&text_); }

    bool find(std::string_view text, std::size_t from, RegexMatch& match) override {
        UErrorCode status = U_ZERO_ERROR;
        utext_openUTF8(&text_, text.data(), static_cast<std::int64_t>(text.size()), &status);
        matcher_->reset(&text_);
        const bool found = matcher_->find(static_cast<std::int64_t>(from), status);
        if (U_FAILURE(status)) {
            throw Error(Code::program_limit_exceeded, "regular expression is too complex for its input");
        }
        if (!found) return false;
        match = {};
        const int count = std::min(matcher_->groupCount() + 1, static_cast<int>(match.groups.size()));
        for (int index = 0; index < count; ++index) {
            const std::int64_t begin = matcher_->start64(index, status);
            if (begin < 0) continue;
            match.groups[static_cast<std::size_t>(index)] = {
                static_cast<std::size_t>(begin), static_cast<std::size_t>(matcher_->end64(index, status))};
        }
        return true;
    }

private:
    UText text_ = UTEXT_INITIALIZER;
    std::unique_ptr<icu::RegexMatcher> matcher_;
};

std::unique_ptr<Regex> compile(std::string_view pattern, RegexDialect dialect, bool ignore_case) {
    if (dialect == RegexDialect::pcre) return std::make_unique<PcreRegex>(pattern, ignore_case);
    return std::make_unique<PosixRegex>(pattern, ignore_case);
}

}  // namespace

Regex& regex_of(std::string_view pattern, RegexDialect dialect, bool ignore_case) {
    // Statements use few expressions, mostly constant ones; a pattern per row just empties the table now and then.
    constexpr std::size_t kEntriesMax = 32;
    thread_local std::unordered_map<std::string, std::unique_ptr<Regex>> compiled;
    thread_local std::string key;
    key.assign(1, dialect == RegexDialect::pcre ? 'p' : 'x');
    key += ignore_case ? 'i' : 'c';
    key += pattern;
    auto found = compiled.find(key);
    if (found == compiled.end()) {
        if (compiled.size() >= kEntriesMax) compiled.clear();
        found = compiled.emplace(key, compile(pattern, dialect, ignore_case)).first;
    }
    return *found->second;
}

}  // namespace blueshift::functions
