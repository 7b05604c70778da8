// EXPLAIN, VACUUM and ANALYZE.
#include "sql/parser/statement_parser.h"

namespace blueshift::sql {
namespace {

constexpr int kPercentMax = 100;

/// [FULL | SORT ONLY | DELETE ONLY | REINDEX | RECLUSTER]
std::string parse_vacuum_mode(TokenStream& tokens) {
    if (tokens.accept({"SORT"_kw, "ONLY"_kw})) return "sort only";
    if (tokens.accept({"DELETE"_kw, "ONLY"_kw})) return "delete only";
    if (tokens.accept("REINDEX"_kw)) return "reindex";
    if (tokens.accept("RECLUSTER"_kw)) return "recluster";
    tokens.accept("FULL"_kw);
    return "full";
}

/// number PERCENT, behind TO
int parse_percent(TokenStream& tokens) {
    const Token token = tokens.peek();
    const std::int64_t percent = tokens.integer_constant();
    if (percent < 0 || percent > kPercentMax) tokens.fail(token);
    tokens.expect("PERCENT"_kw);
    return static_cast<int>(percent);
}

}  // namespace

/// EXPLAIN [VERBOSE] statement
StatementPtr parse_explain(TokenStream& tokens) {
    auto statement = std::make_unique<Explain>();
    tokens.expect("EXPLAIN"_kw);
    statement->verbose = tokens.accept("VERBOSE"_kw);
    const bool allowed = tokens.at('(') || tokens.at_any({"SELECT"_kw, "WITH"_kw, "INSERT"_kw, "UPDATE"_kw, "DELETE"_kw,
                                                          "CREATE"_kw, "MERGE"_kw});
    if (!allowed) tokens.fail();
    statement->statement = parse_any_statement(tokens);
    return statement;
}

/// VACUUM [mode] [table [TO number PERCENT] [BOOST]]
StatementPtr parse_vacuum(TokenStream& tokens) {
    auto statement = std::make_unique<Vacuum>();
    tokens.expect("VACUUM"_kw);
    statement->mode = parse_vacuum_mode(tokens);
    if (tokens.at_name() && !(tokens.at("BOOST"_kw) && !tokens.at_name(1))) statement->table = tokens.qualified_name();
    if (tokens.accept("TO"_kw)) statement->percent = parse_percent(tokens);
    statement->boost = tokens.accept("BOOST"_kw);
    return statement;
}

/// ANALYZE [VERBOSE] [table ["(" columns ")"]] [(PREDICATE | ALL) COLUMNS]
/// | ANALYZE COMPRESSION [table ["(" columns ")"]] [COMPROWS number]
StatementPtr parse_analyze(TokenStream& tokens) {
    auto statement = std::make_unique<Analyze>();
    tokens.take();
    statement->compression = tokens.accept("COMPRESSION"_kw);
    if (!statement->compression) statement->verbose = tokens.accept("VERBOSE"_kw);
    const bool scope_only = tokens.at({"PREDICATE"_kw, "COLUMNS"_kw}) || tokens.at("COMPROWS"_kw);
    if (tokens.at_name() && !scope_only) {
        statement->table = tokens.qualified_name();
        if (tokens.at('(')) statement->columns = tokens.name_list();
    }
    if (statement->compression) {
        if (tokens.accept("COMPROWS"_kw)) statement->comprows = tokens.integer_constant();
    } else if (tokens.accept({"PREDICATE"_kw, "COLUMNS"_kw})) {
        statement->column_scope = "predicate columns";
    } else if (tokens.accept({"ALL"_kw, "COLUMNS"_kw})) {
        statement->column_scope = "all columns";
    }
    return statement;
}

}  // namespace blueshift::sql
