// Transactions, LOCK and CANCEL.  Doc: dg/r_BEGIN
#include "sql/parser/statement_parser.h"

namespace blueshift::sql {
namespace {

/// [WORK | TRANSACTION]
void skip_work(TokenStream& tokens) {
    if (!tokens.accept("WORK"_kw)) tokens.accept("TRANSACTION"_kw);
}

}  // namespace

std::string parse_isolation_level(TokenStream& tokens) {
    if (tokens.accept("SERIALIZABLE"_kw)) return "serializable";
    if (tokens.accept("SNAPSHOT"_kw)) return "snapshot";
    if (tokens.accept({"REPEATABLE"_kw, "READ"_kw})) return "repeatable read";
    tokens.expect("READ"_kw);
    if (tokens.accept("COMMITTED"_kw)) return "read committed";
    tokens.expect("UNCOMMITTED"_kw);
    return "read uncommitted";
}

/// (BEGIN [WORK | TRANSACTION] | START TRANSACTION) (ISOLATION LEVEL level | READ ONLY | READ WRITE | ",")*
StatementPtr parse_begin(TokenStream& tokens) {
    auto statement = std::make_unique<Begin>();
    if (tokens.accept("START"_kw)) {
        tokens.expect("TRANSACTION"_kw);
        statement->start_transaction = true;
    } else {
        tokens.expect("BEGIN"_kw);
        skip_work(tokens);
    }
    while (tokens.at_any({"ISOLATION"_kw, "READ"_kw})) {
        if (tokens.accept("ISOLATION"_kw)) {
            tokens.expect("LEVEL"_kw);
            statement->isolation_level = parse_isolation_level(tokens);
        } else {
            tokens.expect("READ"_kw);
            statement->read_only = tokens.accept("ONLY"_kw);
            if (!*statement->read_only) tokens.expect("WRITE"_kw);
        }
        if (tokens.accept(',') && !tokens.at_any({"ISOLATION"_kw, "READ"_kw})) tokens.fail();
    }
    return statement;
}

/// (COMMIT | END) [WORK | TRANSACTION]
StatementPtr parse_commit(TokenStream& tokens) {
    tokens.take();
    skip_work(tokens);
    return std::make_unique<Commit>();
}

/// (ROLLBACK | ABORT) [WORK | TRANSACTION]
StatementPtr parse_rollback(TokenStream& tokens) {
    tokens.take();
    skip_work(tokens);
    return std::make_unique<Rollback>();
}

/// LOCK [TABLE] table ("," table)*
StatementPtr parse_lock(TokenStream& tokens) {
    auto statement = std::make_unique<Lock>();
    tokens.expect("LOCK"_kw);
    tokens.accept("TABLE"_kw);
    statement->tables = tokens.qualified_names();
    return statement;
}

/// CANCEL process ['message']
StatementPtr parse_cancel(TokenStream& tokens) {
    auto statement = std::make_unique<Cancel>();
    tokens.expect("CANCEL"_kw);
    statement->process_id = tokens.integer_constant();
    if (tokens.at_string()) statement->message = tokens.string_constant();
    return statement;
}

}  // namespace blueshift::sql
