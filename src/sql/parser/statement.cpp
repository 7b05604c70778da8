// Which statement starts here: tables from leading keywords to functions, and to features that are parsed but not run.
#include <span>

#include "sql/lexer/characters.h"
#include "sql/parser/access.h"
#include "sql/parser/routine.h"
#include "sql/parser/statement_parser.h"

namespace blueshift::sql {
namespace {

struct StatementRow {
    Keyword first;
    StatementPtr (*parse)(TokenStream&);
};

StatementPtr parse_create(TokenStream& tokens);
StatementPtr parse_alter(TokenStream& tokens);
StatementPtr parse_create_external(TokenStream& tokens);

// To add a statement: a row by its first keyword, or by the one behind CREATE or ALTER in the tables below.
// clang-format off
constexpr StatementRow kStatements[] = {
    {"SELECT"_kw,     parse_query_statement}, {"WITH"_kw,     parse_query_statement},
    {"INSERT"_kw,     parse_insert},          {"UPDATE"_kw,   parse_update},
    {"DELETE"_kw,     parse_delete},          {"MERGE"_kw,    parse_merge},
    {"TRUNCATE"_kw,   parse_truncate},        {"COPY"_kw,     parse_copy},
    {"UNLOAD"_kw,     parse_unload},          {"CREATE"_kw,   parse_create},
    {"ALTER"_kw,      parse_alter},           {"DROP"_kw,     parse_drop},
    {"COMMENT"_kw,    parse_comment},         {"GRANT"_kw,    parse_grant},
    {"REVOKE"_kw,     parse_grant},           {"BEGIN"_kw,    parse_begin},
    {"START"_kw,      parse_begin},           {"COMMIT"_kw,   parse_commit},
    {"END"_kw,        parse_commit},          {"ROLLBACK"_kw, parse_rollback},
    {"ABORT"_kw,      parse_rollback},        {"SET"_kw,      parse_set},
    {"RESET"_kw,      parse_reset},           {"SHOW"_kw,     parse_show},
    {"USE"_kw,        parse_use},             {"LOCK"_kw,     parse_lock},
    {"CANCEL"_kw,     parse_cancel},          {"PREPARE"_kw,  parse_prepare},
    {"EXECUTE"_kw,    parse_execute},         {"FETCH"_kw,    parse_fetch},
    {"DEALLOCATE"_kw, parse_deallocate},      {"DECLARE"_kw,  parse_declare_cursor},
    {"CLOSE"_kw,      parse_close_cursor},    {"EXPLAIN"_kw,  parse_explain},
    {"VACUUM"_kw,     parse_vacuum},          {"ANALYZE"_kw,  parse_analyze},
    {"ANALYSE"_kw,    parse_analyze},         {"REFRESH"_kw,  parse_refresh_materialized_view},
};
constexpr StatementRow kCreateStatements[] = {
    {"EXTERNAL"_kw,   parse_create_external},
    {"TABLE"_kw,      parse_create_table},    {"TEMP"_kw,     parse_create_table},
    {"TEMPORARY"_kw,  parse_create_table},    {"LOCAL"_kw,    parse_create_table},
    {"VIEW"_kw,       parse_create_view},     {"OR"_kw,       parse_create_view},
    {"SCHEMA"_kw,     parse_create_schema},   {"DATABASE"_kw, parse_create_database},
    {"USER"_kw,       parse_create_user},     {"GROUP"_kw,    parse_create_group},
    {"MATERIALIZED"_kw, parse_create_materialized_view},
};
constexpr StatementRow kAlterStatements[] = {
    {"EXTERNAL"_kw,   parse_alter_external_schema},
    {"TABLE"_kw,      parse_alter_table},     {"VIEW"_kw,     parse_alter_table},
    {"SCHEMA"_kw,     parse_alter_schema},    {"DATABASE"_kw, parse_alter_database},
    {"USER"_kw,       parse_alter_user},      {"GROUP"_kw,    parse_alter_group},
    {"MATERIALIZED"_kw, parse_alter_materialized_view},
};

struct PhraseRow {
    std::string_view words;
    StatementPtr (*parse)(TokenStream&);
};

// Statements that are known by several words, some of which are no keywords. To add one: a row.
constexpr PhraseRow kPhraseStatements[] = {
    {"alter default privileges", parse_alter_default_privileges},
    {"alter function",           parse_alter_routine},
    {"alter masking policy",     parse_alter_policy},
    {"alter procedure",          parse_alter_routine},
    {"alter rls policy",         parse_alter_policy},
    {"alter role",               parse_alter_role},
    {"alter system",             parse_alter_system},
    {"attach masking policy",    parse_attach_policy},
    {"attach rls policy",        parse_attach_policy},
    {"call",                     parse_call_statement},
    {"create function",          parse_create_routine},
    {"create masking policy",    parse_create_policy},
    {"create procedure",         parse_create_routine},
    {"create rls policy",        parse_create_policy},
    {"create role",              parse_create_role},
    {"detach masking policy",    parse_attach_policy},
    {"detach rls policy",        parse_attach_policy},
    {"drop function",            parse_drop_routine},
    {"drop masking policy",      parse_drop_policy},
    {"drop procedure",           parse_drop_routine},
    {"drop rls policy",          parse_drop_policy},
    {"drop role",                parse_drop_role},
    {"grant assumerole",         parse_grant_assume_role},
    {"grant role",               parse_grant_role},
    {"revoke admin option for",  parse_grant_role},
    {"revoke assumerole",        parse_grant_assume_role},
    {"revoke role",              parse_grant_role},
};

// Documented statements that this server does not run. To add one: its leading words; OR REPLACE behind `create` is skipped.
constexpr std::string_view kUnsupported[] = {
    "alter datashare",
    "alter external view",
    "alter identity provider",
    "alter model",
    "alter template",
    "create datashare",
    "create external function",
    "create external model",
    "create external protected view",
    "create external view",
    "create identity provider",
    "create library",
    "create model",
    "create template",
    "desc datashare",
    "desc identity provider",
    "drop datashare",
    "drop external view",
    "drop identity provider",
    "drop library",
    "drop model",
    "drop template",
    "release",
    "rollback to",
    "rollback transaction to",
    "rollback work to",
    "savepoint",
    "show databases from data catalog",
};
// clang-format on

StatementPtr parse_by_table(TokenStream& tokens, std::span<const StatementRow> rows, Keyword keyword) {
    for (const StatementRow& row : rows) {
        if (row.first == keyword) return row.parse(tokens);
    }
    return nullptr;
}

/// CREATE [OR REPLACE] …; the object's keyword decides.
StatementPtr parse_create(TokenStream& tokens) {
    StatementPtr statement = parse_by_table(tokens, kCreateStatements, tokens.peek(1).keyword);
    if (!statement) tokens.fail(tokens.peek(1));
    return statement;
}

StatementPtr parse_alter(TokenStream& tokens) {
    StatementPtr statement = parse_by_table(tokens, kAlterStatements, tokens.peek(1).keyword);
    if (!statement) tokens.fail(tokens.peek(1));
    return statement;
}

/// CREATE EXTERNAL (SCHEMA | TABLE)
StatementPtr parse_create_external(TokenStream& tokens) {
    return tokens.at("SCHEMA"_kw, 2) ? parse_create_external_schema(tokens) : parse_create_external_table(tokens);
}

/// The tokens here are the words of `phrase`.
bool starts_with_words(const TokenStream& tokens, std::string_view phrase) {
    std::size_t ahead = 0;
    while (!phrase.empty()) {
        const std::string_view word = phrase.substr(0, phrase.find(' '));
        if (!tokens.at_word(word, ahead++)) return false;
        phrase.remove_prefix(std::min(word.size() + 1, phrase.size()));
        if (word == "create" && tokens.at("OR"_kw, ahead) && tokens.at("REPLACE"_kw, ahead + 1)) ahead += 2;
    }
    return true;
}

StatementPtr parse_known_statement(TokenStream& tokens) {
    for (const std::string_view phrase : kUnsupported) {
        if (starts_with_words(tokens, phrase)) return parse_unsupported(tokens, phrase);
    }
    for (const PhraseRow& row : kPhraseStatements) {
        if (starts_with_words(tokens, row.words)) return row.parse(tokens);
    }
    if (tokens.at('(')) return parse_query_statement(tokens);
    if (StatementPtr statement = parse_by_table(tokens, kStatements, tokens.peek().keyword)) return statement;
    tokens.fail();
}

}  // namespace

StatementPtr parse_any_statement(TokenStream& tokens) {
    Nesting nesting(tokens);
    const std::uint32_t begin = tokens.begin();
    StatementPtr statement = spanned(tokens, begin, parse_known_statement(tokens));
    if (statement->kind == StatementKind::unsupported) {
        static_cast<UnsupportedStatement&>(*statement).text = tokens.source(statement->span);
    }
    return statement;
}

StatementPtr parse_unsupported(TokenStream& tokens, std::string_view feature) {
    auto statement = std::make_unique<UnsupportedStatement>();
    statement->feature = upper(feature);
    int depth = 0;
    while (!tokens.at_end() && !(tokens.at(';') && depth == 0)) {
        if (tokens.at('(')) ++depth;
        if (tokens.at(')') && --depth < 0) tokens.fail();
        if (tokens.at(';')) tokens.fail();
        tokens.take();
    }
    if (depth > 0) tokens.fail();
    return statement;
}

}  // namespace blueshift::sql
