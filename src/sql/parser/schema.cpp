// CREATE and ALTER of schemas and databases.
#include <charconv>

#include "sql/parser/statement_parser.h"

namespace blueshift::sql {
namespace {

constexpr double kMegabytesPerGigabyte = 1024;
/// More than any disk has, and exact as a floating-point number.
constexpr double kQuotaMbMax = 1e15;
constexpr std::int64_t kUnlimited = -1;

/// number [MB | GB | TB] | UNLIMITED, in megabytes; fractions of one are dropped
std::int64_t parse_quota(TokenStream& tokens) {
    if (tokens.accept("UNLIMITED"_kw)) return kUnlimited;
    const Token token = tokens.peek();
    if (token.kind != TokenKind::integer && token.kind != TokenKind::decimal) tokens.fail();
    const std::string_view digits = tokens.source();
    double count = 0;
    std::from_chars(digits.data(), digits.data() + digits.size(), count);
    tokens.take();
    double unit = 1;
    if (tokens.accept_word("gb")) {
        unit = kMegabytesPerGigabyte;
    } else if (tokens.accept_word("tb")) {
        unit = kMegabytesPerGigabyte * kMegabytesPerGigabyte;
    } else {
        tokens.accept_word("mb");
    }
    if (count * unit >= kQuotaMbMax) tokens.fail(token);
    return static_cast<std::int64_t>(count * unit);
}

/// CREATE TABLE, CREATE VIEW and GRANT inside CREATE SCHEMA, without separators
bool at_schema_element(const TokenStream& tokens) {
    return tokens.at({"CREATE"_kw, "TABLE"_kw}) || tokens.at({"CREATE"_kw, "VIEW"_kw}) || tokens.at("GRANT"_kw);
}

/// A database that is made from something else than nothing.
bool at_foreign_source(const TokenStream& tokens) {
    return tokens.at_any({"FROM"_kw}) || tokens.at({"WITH"_kw, "PERMISSIONS"_kw}) || tokens.at_word("iam_role");
}

std::string parse_database_isolation(TokenStream& tokens) {
    std::string level = tokens.lower_text();
    if (!tokens.accept("SNAPSHOT"_kw)) tokens.expect("SERIALIZABLE"_kw);
    return level;
}

/// One option that CREATE DATABASE and ALTER DATABASE share; false when none comes next.
template <class DatabaseStatement>
bool accept_database_option(TokenStream& tokens, DatabaseStatement& statement) {
    if (tokens.accept({"CONNECTION"_kw, "LIMIT"_kw})) {
        statement.connection_limit = static_cast<int>(parse_limit_count(tokens));
    } else if (tokens.accept({"ISOLATION"_kw, "LEVEL"_kw})) {
        statement.isolation_level = parse_database_isolation(tokens);
    } else if (const std::optional<bool> collate = accept_collate(tokens)) {
        statement.case_insensitive = collate;
    } else {
        return false;
    }
    return true;
}

}  // namespace

/// COLLATE (CASE_SENSITIVE | CS | CASE_INSENSITIVE | CI)
std::optional<bool> accept_collate(TokenStream& tokens) {
    if (!tokens.accept("COLLATE"_kw)) return std::nullopt;
    if (tokens.accept_word("case_sensitive") || tokens.accept_word("cs")) return false;
    if (!tokens.accept_word("case_insensitive") && !tokens.accept_word("ci")) tokens.fail();
    return true;
}

/// CREATE SCHEMA [IF NOT EXISTS] (name [AUTHORIZATION user] | AUTHORIZATION user) [QUOTA quota] element*
StatementPtr parse_create_schema(TokenStream& tokens) {
    auto statement = std::make_unique<CreateSchema>();
    tokens.expect({"CREATE"_kw, "SCHEMA"_kw});
    statement->if_not_exists = tokens.accept({"IF"_kw, "NOT"_kw, "EXISTS"_kw});
    if (!tokens.at("AUTHORIZATION"_kw)) statement->name = tokens.name();
    if (tokens.accept("AUTHORIZATION"_kw)) statement->owner = tokens.user_name();
    if (statement->name.text.empty()) statement->name = statement->owner;
    if (tokens.accept("QUOTA"_kw)) statement->quota_mb = parse_quota(tokens);
    while (at_schema_element(tokens)) statement->elements.push_back(parse_any_statement(tokens));
    return statement;
}

/// ALTER SCHEMA name (RENAME TO name | OWNER TO user | QUOTA quota)
StatementPtr parse_alter_schema(TokenStream& tokens) {
    auto statement = std::make_unique<AlterSchema>();
    tokens.expect({"ALTER"_kw, "SCHEMA"_kw});
    statement->name = tokens.name();
    if (tokens.accept({"RENAME"_kw, "TO"_kw})) {
        statement->new_name = tokens.name();
    } else if (tokens.accept({"OWNER"_kw, "TO"_kw})) {
        statement->new_owner = tokens.user_name();
    } else {
        tokens.expect("QUOTA"_kw);
        statement->quota_mb = parse_quota(tokens);
    }
    return statement;
}

/// CREATE DATABASE name [WITH] (OWNER ["="] user | CONNECTION LIMIT count | COLLATE … | ISOLATION LEVEL …)*
StatementPtr parse_create_database(TokenStream& tokens) {
    auto statement = std::make_unique<CreateDatabase>();
    tokens.expect({"CREATE"_kw, "DATABASE"_kw});
    statement->name = tokens.name();
    if (at_foreign_source(tokens)) return parse_unsupported(tokens, "create database from");
    tokens.accept("WITH"_kw);
    while (true) {
        if (tokens.accept("OWNER"_kw)) {
            tokens.accept_operator("=");
            statement->owner = tokens.user_name();
        } else if (at_foreign_source(tokens)) {
            return parse_unsupported(tokens, "create database from");
        } else if (!accept_database_option(tokens, *statement)) {
            return statement;
        }
    }
}

/// ALTER DATABASE name (RENAME TO name | OWNER TO user | CONNECTION LIMIT count | COLLATE … | ISOLATION LEVEL …)
StatementPtr parse_alter_database(TokenStream& tokens) {
    auto statement = std::make_unique<AlterDatabase>();
    tokens.expect({"ALTER"_kw, "DATABASE"_kw});
    statement->name = tokens.name();
    if (tokens.at_word("integration")) return parse_unsupported(tokens, "alter database integration");
    if (tokens.accept({"RENAME"_kw, "TO"_kw})) {
        statement->new_name = tokens.name();
    } else if (tokens.accept({"OWNER"_kw, "TO"_kw})) {
        statement->new_owner = tokens.user_name();
    } else if (!accept_database_option(tokens, *statement)) {
        tokens.fail();
    }
    return statement;
}

}  // namespace blueshift::sql
