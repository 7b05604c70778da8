#include "sql/parser/statement_parser.h"

namespace blueshift::sql {

StatementPtr parse_any_statement(TokenStream& tokens) {
    if (tokens.at_any({"SELECT"_kw, "WITH"_kw}) || tokens.at('(')) return parse_select_statement(tokens);
    tokens.fail();
}

StatementPtr parse_select_statement(TokenStream& tokens) {
    auto statement = std::make_unique<SelectStatement>();
    statement->query = parse_query(tokens);
    return statement;
}

}  // namespace blueshift::sql
