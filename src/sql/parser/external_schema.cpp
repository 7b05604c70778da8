// CREATE and ALTER EXTERNAL SCHEMA.  Doc: dg/r_CREATE_EXTERNAL_SCHEMA, dg/r_ALTER_EXTERNAL_SCHEMA
#include "sql/ast/external.h"
#include "sql/parser/statement_parser.h"

namespace blueshift::sql {
namespace {

/// The words behind FROM; two for some.
struct SourceRow {
    std::string_view first;
    std::string_view second;
};
constexpr SourceRow kSources[] = {  // To add a source: a row; exec/external_schema.cpp decides what it does.
    {"data", "catalog"}, {"hive", "metastore"}, {"postgres", ""}, {"mysql", ""},
    {"kinesis", ""},     {"msk", ""},           {"kafka", ""},    {"redshift", ""},
};

enum class Argument : std::uint8_t {
    string,
    word_or_string,  ///< default, SESSION, none, iam, mtls, or a literal
    number,
};
struct ClauseRow {
    std::string_view keyword;
    Argument argument;
};
// clang-format off
constexpr ClauseRow kClauses[] = {  // To add a clause: a row, by keyword in lower case.
    {"authentication",     Argument::word_or_string},
    {"authentication_arn", Argument::string},
    {"catalog_id",         Argument::string},
    {"catalog_role",       Argument::word_or_string},
    {"cluster_arn",        Argument::string},
    {"database",           Argument::string},
    {"iam_role",           Argument::word_or_string},
    {"port",               Argument::number},
    {"region",             Argument::string},
    {"schema",             Argument::string},
    {"secret_arn",         Argument::string},
    {"uri",                Argument::string},
};
// clang-format on

std::string parse_source(TokenStream& tokens) {
    for (const SourceRow& row : kSources) {
        if (!tokens.at_word(row.first)) continue;
        tokens.take();
        std::string words(row.first);
        if (row.second.empty()) return words;
        if (!tokens.accept_word(row.second)) tokens.fail();
        return words + " " + std::string(row.second);
    }
    return "data catalog";
}

std::string parse_argument(TokenStream& tokens, Argument kind, bool& word) {
    word = !tokens.at_string();
    if (kind == Argument::number && word) return std::to_string(tokens.integer_constant());
    if (kind == Argument::word_or_string && word) return tokens.label().text;
    return tokens.string_constant();
}

/// keyword argument
bool accept_clause(TokenStream& tokens, std::vector<ExternalClause>& clauses) {
    for (const ClauseRow& row : kClauses) {
        if (!tokens.at_word(row.keyword)) continue;
        const Token keyword = tokens.take();
        for (const ExternalClause& other : clauses) {
            if (other.keyword == row.keyword) tokens.fail(keyword);
        }
        ExternalClause& clause = clauses.emplace_back();
        clause.keyword = row.keyword;
        clause.value = parse_argument(tokens, row.argument, clause.word);
        clause.span = tokens.span_from(keyword.span.begin);
        return true;
    }
    return false;
}

}  // namespace

/// CREATE EXTERNAL SCHEMA [IF NOT EXISTS] name FROM [source] (clause | CREATE EXTERNAL DATABASE IF NOT EXISTS)*
StatementPtr parse_create_external_schema(TokenStream& tokens) {
    auto statement = std::make_unique<CreateExternalSchema>();
    tokens.expect({"CREATE"_kw, "EXTERNAL"_kw, "SCHEMA"_kw});
    statement->if_not_exists = tokens.accept({"IF"_kw, "NOT"_kw, "EXISTS"_kw});
    statement->name = tokens.name();
    tokens.expect("FROM"_kw);
    const std::uint32_t begin = tokens.begin();
    statement->source = parse_source(tokens);
    statement->source_span = tokens.span_from(begin);
    while (true) {
        if (tokens.accept({"CREATE"_kw, "EXTERNAL"_kw, "DATABASE"_kw, "IF"_kw, "NOT"_kw, "EXISTS"_kw})) {
            statement->create_database = true;
        } else if (!accept_clause(tokens, statement->clauses)) {
            return statement;
        }
    }
}

/// ALTER EXTERNAL SCHEMA name clause+
StatementPtr parse_alter_external_schema(TokenStream& tokens) {
    auto statement = std::make_unique<AlterExternalSchema>();
    tokens.expect({"ALTER"_kw, "EXTERNAL"_kw, "SCHEMA"_kw});
    statement->name = tokens.name();
    while (accept_clause(tokens, statement->clauses)) {
    }
    if (statement->clauses.empty()) tokens.fail();
    return statement;
}

}  // namespace blueshift::sql
