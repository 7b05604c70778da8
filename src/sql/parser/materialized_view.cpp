// CREATE, ALTER and REFRESH MATERIALIZED VIEW.
#include "sql/ast/materialized_view.h"

#include "sql/parser/statement_parser.h"

namespace blueshift::sql {
namespace {

/// [AUTO REFRESH (YES | NO)]
std::optional<bool> accept_auto_refresh(TokenStream& tokens) {
    if (!tokens.accept({"AUTO"_kw, "REFRESH"_kw})) return std::nullopt;
    if (tokens.accept("YES"_kw)) return true;
    tokens.expect("NO"_kw);
    return false;
}

}  // namespace

/// CREATE MATERIALIZED VIEW name ["(" columns ")"] (attribute | AUTO REFRESH (YES | NO))* AS query
StatementPtr parse_create_materialized_view(TokenStream& tokens) {
    auto statement = std::make_unique<CreateMaterializedView>();
    tokens.expect({"CREATE"_kw, "MATERIALIZED"_kw, "VIEW"_kw});
    statement->name = tokens.qualified_name();
    if (tokens.at('(')) statement->columns = tokens.name_list();
    while (!tokens.accept("AS"_kw)) {
        if (const auto auto_refresh = accept_auto_refresh(tokens)) {
            statement->auto_refresh = auto_refresh;
        } else if (!accept_table_attribute(tokens, statement->attributes)) {
            tokens.fail();
        }
    }
    const std::uint32_t begin = tokens.begin();
    statement->query = parse_query(tokens);
    statement->query_span = tokens.span_from(begin);
    return statement;
}

/// ALTER MATERIALIZED VIEW name (AUTO REFRESH (YES | NO) | action ("," action)*)
StatementPtr parse_alter_materialized_view(TokenStream& tokens) {
    auto statement = std::make_unique<AlterMaterializedView>();
    tokens.expect({"ALTER"_kw, "MATERIALIZED"_kw, "VIEW"_kw});
    statement->name = tokens.qualified_name();
    statement->auto_refresh = accept_auto_refresh(tokens);
    if (!statement->auto_refresh) statement->actions = parse_alter_actions(tokens);
    return statement;
}

/// REFRESH MATERIALIZED VIEW name [RESTRICT | CASCADE]
StatementPtr parse_refresh_materialized_view(TokenStream& tokens) {
    auto statement = std::make_unique<RefreshMaterializedView>();
    tokens.expect({"REFRESH"_kw, "MATERIALIZED"_kw, "VIEW"_kw});
    statement->name = tokens.qualified_name();
    statement->cascade = tokens.accept("CASCADE"_kw);
    if (!statement->cascade) tokens.accept("RESTRICT"_kw);
    return statement;
}

}  // namespace blueshift::sql
