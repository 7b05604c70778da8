#pragma once
/// SQL text to tokens.  Doc: dg/r_names, types.md "Literals"
#include <string>
#include <string_view>
#include <vector>

#include "sql/lexer/token.h"

namespace blueshift::sql {

/// Longest identifier in bytes; longer ones are cut, as PostgreSQL does.
inline constexpr std::size_t kIdentifierBytesMax = 127;

struct LexOptions {
    bool case_sensitive_identifiers = false;  ///< quoted identifiers keep their case
    bool standard_conforming_strings = false;  ///< backslashes in plain literals are data
};

/// Splits `sql` into tokens; the last one is `end`. Comments and white space are dropped.
/// Throws: syntax_error (42601) for an unterminated literal, identifier or comment, at its start;
/// character_not_in_repertoire (22021) for text that is not UTF-8.
std::vector<Token> tokenize(std::string_view sql, const LexOptions& options);

/// Returns the name that a word or quoted word stands for: unquoted, folded to lower case as the options say, and cut to
/// kIdentifierBytesMax.
std::string identifier_text(std::string_view sql, const Token& token, const LexOptions& options);

/// Returns the bytes that a string token stands for, escapes resolved and continued literals joined.
/// Throws: character_not_in_repertoire (22021) when escapes make text that is not UTF-8.
std::string string_text(std::string_view sql, const Token& token, const LexOptions& options);

/// Returns the token as written.
inline std::string_view source_text(std::string_view sql, const Token& token) {
    return sql.substr(token.span.begin, token.span.end - token.span.begin);
}

}  // namespace blueshift::sql
