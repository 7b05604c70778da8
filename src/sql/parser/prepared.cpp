// Prepared statements and cursors.  Doc: dg/r_PREPARE, dg/declare
#include "sql/parser/statement_parser.h"

namespace blueshift::sql {

/// PREPARE name ["(" types ")"] AS (query | INSERT … | UPDATE … | DELETE …)
StatementPtr parse_prepare(TokenStream& tokens) {
    auto statement = std::make_unique<Prepare>();
    tokens.expect("PREPARE"_kw);
    statement->name = tokens.name();
    if (tokens.accept('(')) {
        do {
            statement->types.push_back(parse_type_name(tokens));
        } while (tokens.accept(','));
        tokens.expect(')');
    }
    tokens.expect("AS"_kw);
    const bool allowed = tokens.at('(') || tokens.at_any({"SELECT"_kw, "WITH"_kw, "INSERT"_kw, "UPDATE"_kw, "DELETE"_kw});
    if (!allowed) tokens.fail();
    statement->statement = parse_any_statement(tokens);
    statement->statement->parameter_count = tokens.parameter_count;
    // The parameters are those of the prepared statement, not of this one.
    tokens.parameter_count = 0;
    return statement;
}

/// EXECUTE name ["(" expressions ")"]
StatementPtr parse_execute(TokenStream& tokens) {
    auto statement = std::make_unique<Execute>();
    tokens.expect("EXECUTE"_kw);
    statement->name = tokens.name();
    if (!tokens.accept('(')) return statement;
    if (!tokens.at(')')) statement->arguments = parse_expression_list(tokens);
    tokens.expect(')');
    return statement;
}

/// DEALLOCATE [PREPARE] (name | ALL)
StatementPtr parse_deallocate(TokenStream& tokens) {
    auto statement = std::make_unique<Deallocate>();
    tokens.expect("DEALLOCATE"_kw);
    tokens.accept("PREPARE"_kw);
    statement->all = tokens.accept("ALL"_kw);
    if (!statement->all) statement->name = tokens.name();
    return statement;
}

/// DECLARE name CURSOR [WITHOUT HOLD] FOR query; clients send the words that say what is the case anyway
StatementPtr parse_declare_cursor(TokenStream& tokens) {
    auto statement = std::make_unique<DeclareCursor>();
    tokens.expect("DECLARE"_kw);
    statement->name = tokens.name();
    tokens.expect("CURSOR"_kw);
    tokens.accept({"WITHOUT"_kw, "HOLD"_kw});
    tokens.expect("FOR"_kw);
    statement->query = parse_query(tokens);
    return statement;
}

/// FETCH [NEXT | ALL | count | FORWARD [count | ALL]] (FROM | IN) name
StatementPtr parse_fetch(TokenStream& tokens) {
    auto statement = std::make_unique<Fetch>();
    tokens.expect("FETCH"_kw);
    if (!tokens.accept("NEXT"_kw)) {
        tokens.accept("FORWARD"_kw);
        if (tokens.accept("ALL"_kw)) {
            statement->count.reset();
        } else if (tokens.at_kind(TokenKind::integer)) {
            statement->count = tokens.integer_constant();
        }
    }
    if (!tokens.accept("IN"_kw)) tokens.expect("FROM"_kw);
    statement->cursor = tokens.name();
    return statement;
}

/// CLOSE (name | ALL)
StatementPtr parse_close_cursor(TokenStream& tokens) {
    auto statement = std::make_unique<CloseCursor>();
    tokens.expect("CLOSE"_kw);
    statement->all = tokens.accept("ALL"_kw);
    if (!statement->all) statement->cursor = tokens.name();
    return statement;
}

}  // namespace blueshift::sql
