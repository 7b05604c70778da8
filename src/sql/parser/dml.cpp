// SELECT as a statement, INSERT, UPDATE, DELETE, MERGE, TRUNCATE.
#include "sql/parser/statement_parser.h"

namespace blueshift::sql {
namespace {

/// A WITH clause that stands before UPDATE or DELETE.
struct WithClause {
    std::vector<CommonTable> tables;
    bool recursive = false;
};

/// column "=" (expression | DEFAULT) ("," …)*
std::vector<Assignment> parse_assignments(TokenStream& tokens) {
    std::vector<Assignment> assignments;
    do {
        Assignment assignment;
        assignment.column = tokens.name();
        tokens.expect_operator("=");
        if (!tokens.accept("DEFAULT"_kw)) assignment.value = parse_expression(tokens);
        assignments.push_back(std::move(assignment));
    } while (tokens.accept(','));
    return assignments;
}

StatementPtr parse_update_with(TokenStream& tokens, WithClause with) {
    auto statement = std::make_unique<Update>();
    statement->with = std::move(with.tables);
    statement->recursive = with.recursive;
    tokens.expect("UPDATE"_kw);
    statement->table = tokens.qualified_name();
    statement->alias = parse_optional_alias(tokens);
    tokens.expect("SET"_kw);
    statement->assignments = parse_assignments(tokens);
    if (tokens.accept("FROM"_kw)) statement->from = parse_from_list(tokens);
    if (tokens.accept("WHERE"_kw)) statement->where = parse_expression(tokens);
    return statement;
}

StatementPtr parse_delete_with(TokenStream& tokens, WithClause with) {
    auto statement = std::make_unique<Delete>();
    statement->with = std::move(with.tables);
    statement->recursive = with.recursive;
    tokens.expect("DELETE"_kw);
    tokens.accept("FROM"_kw);
    statement->table = tokens.qualified_name();
    statement->alias = parse_optional_alias(tokens);
    if (tokens.accept("USING"_kw)) statement->using_ = parse_from_list(tokens);
    if (tokens.accept("WHERE"_kw)) statement->where = parse_expression(tokens);
    return statement;
}

/// WHEN MATCHED THEN (UPDATE SET assignments | DELETE)
void parse_when_matched(TokenStream& tokens, Merge& merge) {
    tokens.expect({"MATCHED"_kw, "THEN"_kw});
    merge.matched_delete = tokens.accept("DELETE"_kw);
    if (merge.matched_delete) return;
    tokens.expect({"UPDATE"_kw, "SET"_kw});
    merge.matched_update = parse_assignments(tokens);
}

/// WHEN NOT MATCHED THEN INSERT [columns] VALUES "(" values ")"
void parse_when_not_matched(TokenStream& tokens, Merge& merge) {
    tokens.expect({"NOT"_kw, "MATCHED"_kw, "THEN"_kw, "INSERT"_kw});
    if (tokens.at('(')) merge.insert_columns = tokens.name_list();
    const Token values_token = tokens.peek();
    auto values = parse_values(tokens, true);
    if (values->rows.size() > 1) tokens.fail(values_token);
    merge.insert_values = std::move(values->rows.front());
}

}  // namespace

/// [WITH …] (query | UPDATE … | DELETE …)
StatementPtr parse_query_statement(TokenStream& tokens) {
    const std::uint32_t begin = tokens.begin();
    WithClause with;
    parse_with(tokens, with.tables, with.recursive);
    if (tokens.at("UPDATE"_kw)) return parse_update_with(tokens, std::move(with));
    if (tokens.at("DELETE"_kw)) return parse_delete_with(tokens, std::move(with));
    auto statement = std::make_unique<SelectStatement>();
    statement->query = parse_query_after_with(tokens, std::move(with.tables), with.recursive, begin);
    return statement;
}

/// INSERT INTO table ["(" columns ")"] (DEFAULT VALUES | VALUES … | query)
StatementPtr parse_insert(TokenStream& tokens) {
    auto statement = std::make_unique<Insert>();
    tokens.expect({"INSERT"_kw, "INTO"_kw});
    statement->table = tokens.qualified_name();
    if (tokens.at('(') && !at_query(tokens)) statement->columns = tokens.name_list();
    if (tokens.accept({"DEFAULT"_kw, "VALUES"_kw})) return statement;
    if (tokens.at("VALUES"_kw)) {
        const std::uint32_t begin = tokens.begin();
        statement->query = std::make_unique<Query>();
        statement->query->body = parse_values(tokens, true);
        statement->query->span = tokens.span_from(begin);
    } else {
        statement->query = parse_query(tokens);
    }
    return statement;
}

/// UPDATE table [[AS] alias] SET assignments [FROM tables] [WHERE condition]
StatementPtr parse_update(TokenStream& tokens) { return parse_update_with(tokens, {}); }

/// DELETE [FROM] table [[AS] alias] [USING tables] [WHERE condition]
StatementPtr parse_delete(TokenStream& tokens) { return parse_delete_with(tokens, {}); }

/// MERGE INTO table USING source ON condition (REMOVE DUPLICATES | WHEN MATCHED … WHEN NOT MATCHED …)
StatementPtr parse_merge(TokenStream& tokens) {
    auto statement = std::make_unique<Merge>();
    tokens.expect({"MERGE"_kw, "INTO"_kw});
    statement->target = tokens.qualified_name();
    tokens.expect("USING"_kw);
    statement->source = parse_table_primary(tokens);
    tokens.expect("ON"_kw);
    statement->on = parse_expression(tokens);
    statement->remove_duplicates = tokens.accept({"REMOVE"_kw, "DUPLICATES"_kw});
    if (statement->remove_duplicates) return statement;
    tokens.expect("WHEN"_kw);
    if (tokens.at("MATCHED"_kw)) {
        parse_when_matched(tokens, *statement);
        tokens.expect("WHEN"_kw);
        parse_when_not_matched(tokens, *statement);
    } else {
        parse_when_not_matched(tokens, *statement);
        tokens.expect("WHEN"_kw);
        parse_when_matched(tokens, *statement);
    }
    return statement;
}

/// TRUNCATE [TABLE] table
StatementPtr parse_truncate(TokenStream& tokens) {
    auto statement = std::make_unique<Truncate>();
    tokens.expect("TRUNCATE"_kw);
    tokens.accept("TABLE"_kw);
    statement->table = tokens.qualified_name();
    return statement;
}

}  // namespace blueshift::sql
