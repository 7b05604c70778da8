// Type names, typed literals and interval qualifiers.  Doc: dg/c_Supported_data_types
#include <limits>

#include "sql/lexer/characters.h"
#include "sql/parser/grammar.h"
#include "types/type.h"

namespace blueshift::sql {
namespace {

struct LongTypeName {
    std::string_view first;
    std::string_view second;
};

// Type names of two words; a third, `national`, may stand before those of characters.
constexpr LongTypeName kLongTypeNames[] = {
    {"binary", "varying"}, {"bit", "varying"},   {"char", "varying"},
    {"character", "varying"}, {"double", "precision"}, {"nchar", "varying"},
};

constexpr Keyword kIntervalUnits[] = {
    "YEAR"_kw, "MONTH"_kw, "DAY"_kw, "HOUR"_kw, "MINUTE"_kw, "SECOND"_kw,
};

bool at_interval_unit(const TokenStream& tokens, std::size_t ahead = 0) {
    return std::ranges::find(kIntervalUnits, tokens.peek(ahead).keyword) != std::end(kIntervalUnits);
}

int small_integer(TokenStream& tokens) {
    const Token token = tokens.peek();
    const std::int64_t value = tokens.integer_constant();
    if (value < 0 || value > std::numeric_limits<int>::max()) tokens.fail(token);
    return static_cast<int>(value);
}

/// "(" (integer | MAX) ("," integer)* ")"
std::vector<int> parse_type_arguments(TokenStream& tokens) {
    std::vector<int> arguments;
    if (!tokens.accept('(')) return arguments;
    do {
        arguments.push_back(tokens.accept_word("max") ? kTypeArgumentMax : small_integer(tokens));
    } while (tokens.accept(','));
    tokens.expect(')');
    return arguments;
}

/// [(WITH | WITHOUT) TIME ZONE]
std::string parse_time_zone_suffix(TokenStream& tokens) {
    if (tokens.accept({"WITH"_kw, "TIME"_kw, "ZONE"_kw})) return " with time zone";
    if (tokens.accept({"WITHOUT"_kw, "TIME"_kw, "ZONE"_kw})) return " without time zone";
    return "";
}

/// A name that was written in quotes keeps them where it would mean something else without: "char" is another type than char.
std::string quoted_type_name(const std::string& word) {
    static constexpr std::string_view kOtherTypes[] = {"char", "national"};
    const bool plain = is_identifier_start(word.front()) && !std::ranges::any_of(word, [](char c) {
        return !is_identifier_part(c) || to_lower(c) != c;
    });
    const Keyword keyword = find_keyword(word);
    const bool reserved = keyword != Keyword::none && keyword != "INTERVAL"_kw &&
                          keyword_row(keyword).keyword_class == KeywordClass::reserved;
    if (plain && !reserved && std::ranges::find(kOtherTypes, word) == std::end(kOtherTypes)) return word;
    std::string quoted = "\"";
    for (const char c : word) quoted.append(c == '"' ? 2 : 1, c);
    return quoted + '"';
}

/// Name of a type that is neither a time nor an interval.
std::string parse_plain_type_name(TokenStream& tokens) {
    std::string name;
    if (tokens.at("NATIONAL"_kw)) {
        name = "national ";
        tokens.take();
    }
    const bool quoted = tokens.at_kind(TokenKind::quoted_word);
    const std::string word = tokens.function_name().text;
    for (const LongTypeName& row : kLongTypeNames) {
        if (!quoted && word == row.first && tokens.accept_word(row.second)) {
            return name + word + " " + std::string(row.second);
        }
    }
    name += quoted ? quoted_type_name(word) : word;
    while (tokens.accept('.')) name += "." + quoted_type_name(tokens.label().text);
    constexpr std::string_view kSystemSchema = "pg_catalog.";
    if (name.starts_with(kSystemSchema)) name.erase(0, kSystemSchema.size());
    return name;
}

}  // namespace

/// unit [TO unit] ["(" integer ")"]
std::string parse_interval_qualifier(TokenStream& tokens, int& precision) {
    precision = -1;
    if (!at_interval_unit(tokens)) return "";
    std::string qualifier = tokens.lower_text();
    tokens.take();
    std::vector<int> arguments = parse_type_arguments(tokens);
    if (tokens.at("TO"_kw) && at_interval_unit(tokens, 1)) {
        tokens.take();
        qualifier += " to " + tokens.lower_text();
        tokens.take();
        arguments = parse_type_arguments(tokens);
    }
    if (!arguments.empty()) precision = arguments.front();
    return qualifier;
}

/// type = name ["(" arguments ")"] ["[" [integer] "]"]
///      | (TIME | TIMESTAMP) ["(" integer ")"] [(WITH | WITHOUT) TIME ZONE]
///      | INTERVAL ["(" integer ")"] [qualifier]
TypeName parse_type_name(TokenStream& tokens) {
    TypeName type;
    const std::uint32_t begin = tokens.begin();
    if (tokens.at_any({"TIME"_kw, "TIMESTAMP"_kw})) {
        type.name = tokens.lower_text();
        tokens.take();
        type.arguments = parse_type_arguments(tokens);
        type.name += parse_time_zone_suffix(tokens);
    } else if (tokens.accept("INTERVAL"_kw)) {
        type.name = "interval";
        type.arguments = parse_type_arguments(tokens);
        int precision = -1;
        const std::string qualifier = parse_interval_qualifier(tokens, precision);
        if (!qualifier.empty()) type.name += " " + qualifier;
        if (precision >= 0) type.arguments = {precision};
    } else {
        type.name = parse_plain_type_name(tokens);
        type.arguments = parse_type_arguments(tokens);
    }
    while (tokens.accept('[')) {
        if (tokens.at_kind(TokenKind::integer)) tokens.take();
        tokens.expect(']');
        type.array = true;
    }
    type.span = tokens.span_from(begin);
    return type;
}

bool at_typed_literal(TokenStream& tokens) {
    if (!tokens.at_function_name()) return false;
    std::size_t ahead = tokens.at("NATIONAL"_kw) ? 2 : 1;
    while (tokens.at('.', ahead) && tokens.at_label(ahead + 1)) ahead += 2;
    if (tokens.at("PRECISION"_kw, ahead) || tokens.at("VARYING"_kw, ahead)) ++ahead;
    if (tokens.at('(', ahead)) {
        ++ahead;
        while (tokens.at_kind(TokenKind::integer, ahead) || tokens.at(',', ahead)) ++ahead;
        if (!tokens.at(')', ahead)) return false;
        ++ahead;
    }
    if ((tokens.at("WITH"_kw, ahead) || tokens.at("WITHOUT"_kw, ahead)) &&
        tokens.at("TIME"_kw, ahead + 1) && tokens.at("ZONE"_kw, ahead + 2)) {
        ahead += 3;
    }
    return tokens.at_kind(TokenKind::string, ahead);
}

}  // namespace blueshift::sql
