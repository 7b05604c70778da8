// The entry points: from text to statements, one at a time.
#include "sql/parser/parser.h"

#include "base/error.h"
#include "sql/parser/statement_parser.h"

namespace blueshift::sql {
namespace {

/// The statement that starts here, up to the semicolon or the end.
StatementPtr parse_one(TokenStream& tokens) {
    const std::uint32_t begin = tokens.begin();
    tokens.parameter_count = 0;
    StatementPtr statement = parse_any_statement(tokens);
    if (!tokens.at_end() && !tokens.at(';')) tokens.fail();
    statement->span = tokens.span_from(begin);
    statement->parameter_count = tokens.parameter_count;
    return statement;
}

/// Reads `sql` as one `parse`, to its end.
template <class Result>
Result parse_whole(std::string_view sql, const ParseOptions& options, Result (*parse)(TokenStream&)) {
    TokenStream tokens(sql, options);
    Result result = parse(tokens);
    if (!tokens.at_end()) tokens.fail();
    return result;
}

}  // namespace

/// script = [statement] (";" [statement])*
std::vector<StatementPtr> parse_script(std::string_view sql, const ParseOptions& options) {
    TokenStream tokens(sql, options);
    std::vector<StatementPtr> statements;
    while (!tokens.at_end()) {
        if (tokens.accept(';')) continue;
        statements.push_back(parse_one(tokens));
    }
    return statements;
}

StatementPtr parse_statement(std::string_view sql, const ParseOptions& options) {
    std::vector<StatementPtr> statements = parse_script(sql, options);
    if (statements.size() > 1) {
        throw Error(Code::syntax_error, "cannot insert multiple commands into a prepared statement")
            .at(statements[1]->span);
    }
    return statements.empty() ? nullptr : std::move(statements.front());
}

ExprPtr parse_expression(std::string_view sql, const ParseOptions& options) {
    return parse_whole<ExprPtr>(sql, options, parse_expression);
}

QueryPtr parse_query(std::string_view sql, const ParseOptions& options) {
    return parse_whole<QueryPtr>(sql, options, parse_query);
}

TypeName parse_type_name(std::string_view sql, const ParseOptions& options) {
    return parse_whole<TypeName>(sql, options, parse_type_name);
}

}  // namespace blueshift::sql
