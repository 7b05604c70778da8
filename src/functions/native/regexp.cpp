#include "functions/native/regexp.h"

#include <algorithm>

#include "base/error.h"
#include "functions/native/characters.h"
#include "functions/native/regex.h"

namespace blueshift::functions {

namespace {

struct Parameters {
    RegexDialect dialect = RegexDialect::posix;
    bool ignore_case = false;
    bool sub_expression = false;
};

Parameters parse_parameters(std::string_view text) {
    Parameters out;
    for (const char c : text) {
        switch (c) {
            case 'i': out.ignore_case = true; break;
            case 'c': out.ignore_case = false; break;
            case 'e': out.sub_expression = true; break;
            case 'p': out.dialect = RegexDialect::pcre; break;
            default: throw Error(Code::invalid_parameter_value, "invalid regular expression option: \"{}\"", c);
        }
    }
    return out;
}

std::size_t offset_of_position(std::string_view text, std::int32_t position) {
    return offset_of_character(text, static_cast<std::uint64_t>(std::max(position, 1)) - 1);
}

/// Goes through the matches in `text` from byte `from` on. An empty match is followed by a step of one character.
class Matches {
public:
    Matches(Regex& regex, std::string_view text, std::size_t from) : regex_(regex), text_(text), from_(from) {}

    bool next(RegexMatch& match) {
        if (from_ > text_.size() || !regex_.find(text_, from_, match)) return false;
        const auto [begin, end] = match.groups[0];
        from_ = end;
        if (begin == end) from_ += end < text_.size() ? character_bytes(text_[end]) : 1;
        return true;
    }

private:
    Regex& regex_;
    std::string_view text_;
    std::size_t from_;
};

/// The range of match number `occurrence`, or of its first sub-expression.
std::optional<RegexMatch::Range> find_occurrence(std::string_view text, std::string_view pattern, std::size_t from,
                                                 std::int32_t occurrence, const Parameters& parameters) {
    Matches matches(regex_of(pattern, parameters.dialect, parameters.ignore_case), text, from);
    RegexMatch match;
    do {
        if (!matches.next(match)) return std::nullopt;
    } while (--occurrence > 0);
    const auto& range = match.groups[parameters.sub_expression ? 1 : 0];
    return range.matched() ? std::optional(range) : std::nullopt;
}

void append_replacement(std::string& out, std::string_view replacement, std::string_view text,
                        const RegexMatch& match) {
    for (std::size_t index = 0; index < replacement.size(); ++index) {
        const char c = replacement[index];
        const char next = index + 1 < replacement.size() ? replacement[index + 1] : '\0';
        if ((c == '$' || c == '\\') && next >= '0' && next <= '9') {
            const auto& range = match.groups[static_cast<std::size_t>(next - '0')];
            if (range.matched()) out += text.substr(range.begin, range.end - range.begin);
            ++index;
        } else if (c == '\\' && next == '\\') {
            out += '\\';
            ++index;
        } else {
            out += c;
        }
    }
}

}  // namespace

bool regexp_match(std::string_view text, std::string_view pattern) {
    RegexMatch match;
    return regex_of(pattern, RegexDialect::posix, false).find(text, 0, match);
}

std::int32_t regexp_count(std::string_view text, std::string_view pattern, std::int32_t position,
                          std::string_view parameters) {
    const Parameters how = parse_parameters(parameters);
    const std::size_t from = offset_of_position(text, position);
    Matches matches(regex_of(pattern, how.dialect, how.ignore_case), text, from);
    if (from == text.size()) return 0;
    std::int32_t count = 0;
    for (RegexMatch match; matches.next(match);) ++count;
    return count;
}

std::int32_t regexp_instr(std::string_view text, std::string_view pattern, std::int32_t position,
                          std::int32_t occurrence, std::int32_t option, std::string_view parameters) {
    const Parameters how = parse_parameters(parameters);
    const std::size_t from = offset_of_position(text, position);
    if (occurrence < 1 || (from == text.size() && position > 1)) return 0;
    const auto range = find_occurrence(text, pattern, from, occurrence, how);
    if (!range) return 0;
    const std::size_t offset = option == 1 ? range->end : range->begin;
    return static_cast<std::int32_t>(count_characters(text.substr(0, offset))) + 1;
}

std::string regexp_replace(std::string_view text, std::string_view pattern, std::string_view replacement,
                           std::int32_t position, std::string_view parameters) {
    const Parameters how = parse_parameters(parameters);
    const std::size_t from = offset_of_position(text, position);
    Matches matches(regex_of(pattern, how.dialect, how.ignore_case), text, from);
    std::string out;
    std::size_t copied = 0;
    for (RegexMatch match; matches.next(match);) {
        out += text.substr(copied, match.groups[0].begin - copied);
        append_replacement(out, replacement, text, match);
        check_text_size(out.size());
        copied = match.groups[0].end;
    }
    out += text.substr(copied);
    return out;
}

std::optional<std::string_view> regexp_substr(std::string_view text, std::string_view pattern,
                                              std::int32_t position, std::int32_t occurrence,
                                              std::string_view parameters) {
    const Parameters how = parse_parameters(parameters);
    if (occurrence < 1) return std::nullopt;
    const std::size_t from = offset_of_position(text, position);
    if (from == text.size() && position > 1) return std::string_view();
    const auto range = find_occurrence(text, pattern, from, occurrence, how);
    return range ? text.substr(range->begin, range->end - range->begin) : std::string_view();
}

}  // namespace blueshift::functions
