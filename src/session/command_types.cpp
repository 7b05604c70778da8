#include "session/command_types.h"

#include "sql/print/print.h"

namespace blueshift::session {

std::string_view statement_type(sql::StatementKind kind) {
    using Kind = sql::StatementKind;
    switch (kind) {
        case Kind::select: case Kind::declare_cursor: case Kind::fetch: return "SELECT";
        case Kind::insert: return "INSERT";
        case Kind::update: return "UPDATE";
        case Kind::delete_: return "DELETE";
        case Kind::merge: return "MERGE";
        case Kind::copy: case Kind::copy_job: case Kind::copy_stdio: return "COPY";
        case Kind::unload: return "UNLOAD";
        case Kind::create_table_as: return "CTAS";
        case Kind::create_table: case Kind::alter_table: case Kind::drop: case Kind::create_schema:
        case Kind::alter_schema: case Kind::create_database: case Kind::alter_database: case Kind::create_view:
        case Kind::comment: case Kind::truncate: case Kind::create_user: case Kind::alter_user:
        case Kind::create_group: case Kind::alter_group: case Kind::grant:
            return "DDL";
        case Kind::call: return "CALL";
        case Kind::create_routine: case Kind::alter_routine: return "DDL";
        default: return "UTILITY";
    }
}

std::string logged_text(const Statement& statement) {
    using Kind = sql::StatementKind;
    switch (statement.ast().kind) {
        case Kind::copy: case Kind::copy_job: case Kind::unload: case Kind::create_user: case Kind::alter_user:
            return sql::print(statement.ast(), sql::PrintOptions{.redact_secrets = true});
        case Kind::unsupported: {
            // What the parser skipped may hold anything, so its literals are left out.
            return sql::as<sql::UnsupportedStatement>(statement.ast()).feature;
        }
        default: {
            const Span span = statement.ast().span;
            return statement.text().substr(span.begin, span.end - span.begin);
        }
    }
}

}  // namespace blueshift::session
