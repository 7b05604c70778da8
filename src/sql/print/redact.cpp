// Secrets in statement text: found by the word before them, so that statements that do not parse are covered too.
#include <algorithm>

#include "base/error.h"
#include "sql/lexer/characters.h"
#include "sql/lexer/lexer.h"
#include "sql/options/copy_parameters.h"
#include "sql/print/print.h"
#include "sql/print/redact.h"

namespace blueshift::sql {
namespace {

constexpr std::string_view kMask = "'***'";

// Words before a secret that are no parameters of COPY or UNLOAD.
constexpr std::string_view kSecretWords[] = {"PASSWORD", "TOKEN"};

bool is_secret_word(std::string_view written) {
    const std::string word = upper(written);
    if (std::ranges::find(kSecretWords, word) != std::end(kSecretWords)) return true;
    for (const CopyUse use : {CopyUse::copy, CopyUse::unload}) {
        const CopyParameter* row = find_copy_parameter(word, use);
        if (row && row->argument == CopyArgument::secret) return true;
    }
    return false;
}

/// Words that may stand between the secret's word and its literal.
bool is_noise(Keyword keyword) { return keyword == "AS"_kw || keyword == "TO"_kw; }

}  // namespace

std::string redact_secrets(std::string_view sql) {
    std::vector<Token> tokens;
    try {
        tokens = tokenize(sql, {});
    } catch (const Error&) {
        // An unterminated literal may be the secret itself.
        const std::size_t quote = sql.find_first_of("'$");
        return std::string(sql.substr(0, quote)) + (quote == std::string_view::npos ? "" : "***");
    }
    std::string result;
    std::size_t copied = 0;
    bool secret = false;
    for (const Token& token : tokens) {
        const bool literal = token.kind == TokenKind::string || token.kind == TokenKind::dollar_string;
        if (secret && literal) {
            result += sql.substr(copied, token.span.begin - copied);
            result += kMask;
            copied = token.span.end;
        }
        if (token.kind == TokenKind::word && is_secret_word(source_text(sql, token))) {
            secret = true;
        } else if (!is_noise(token.keyword) && !(token.kind == TokenKind::op && source_text(sql, token) == "=")) {
            secret = false;
        }
    }
    return result += sql.substr(copied);
}

std::string without_literals(std::string_view sql) {
    std::vector<Token> tokens;
    try {
        tokens = tokenize(sql, {});
    } catch (const Error&) {
        const std::size_t quote = sql.find_first_of("'$");
        return std::string(sql.substr(0, quote)) + (quote == std::string_view::npos ? "" : "?");
    }
    std::string result;
    std::size_t copied = 0;
    for (const Token& token : tokens) {
        const bool literal = token.kind == TokenKind::string || token.kind == TokenKind::dollar_string ||
                             token.kind == TokenKind::integer || token.kind == TokenKind::decimal ||
                             token.kind == TokenKind::floating;
        if (!literal) continue;
        result += sql.substr(copied, token.span.begin - copied);
        result += '?';
        copied = token.span.end;
    }
    return result += sql.substr(copied);
}

}  // namespace blueshift::sql
