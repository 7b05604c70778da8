#include "session/command_types.h"

#include "sql/ast/copy_job.h"
#include "sql/ast/ddl.h"
#include "sql/print/print.h"

namespace blueshift::session {

std::string_view statement_type(const sql::Statement& statement) {
    using Kind = sql::StatementKind;
    switch (statement.kind) {
        case Kind::select: case Kind::declare_cursor: case Kind::fetch: return "SELECT";
        case Kind::insert: return "INSERT";
        case Kind::update: return "UPDATE";
        case Kind::delete_: return "DELETE";
        case Kind::merge: return "MERGE";
        case Kind::copy: case Kind::copy_job: case Kind::copy_stdio: return "COPY";
        case Kind::unload: return "UNLOAD";
        case Kind::create_table_as: return "CTAS";
        case Kind::call: return "CALL";
        case Kind::refresh_materialized_view: return "REFRESH";
        case Kind::create_table: case Kind::alter_table: case Kind::drop: case Kind::create_schema:
        case Kind::alter_schema: case Kind::create_database: case Kind::alter_database: case Kind::create_view:
        case Kind::comment: case Kind::truncate: case Kind::create_user: case Kind::alter_user:
        case Kind::create_group: case Kind::alter_group: case Kind::grant: case Kind::create_routine:
        case Kind::alter_routine: case Kind::create_materialized_view: case Kind::alter_materialized_view:
        case Kind::create_role: case Kind::alter_role: case Kind::grant_role: case Kind::alter_default_privileges:
        case Kind::create_policy: case Kind::alter_policy: case Kind::attach_policy:
        case Kind::create_external_schema: case Kind::alter_external_schema: case Kind::create_external_table:
            return "DDL";
        default: return "UTILITY";
    }
}

std::string_view statement_class(const sql::Statement& statement) {
    using Kind = sql::StatementKind;
    switch (statement.kind) {
        case Kind::select: case Kind::insert: case Kind::update: case Kind::delete_: case Kind::merge:
        case Kind::copy: case Kind::copy_stdio: case Kind::unload: case Kind::create_table_as:
            return kQueryClass;
        case Kind::copy_job:
            return sql::as<sql::CopyJob>(statement).action == sql::CopyJobAction::run ? kQueryClass : kUtilityClass;
        // Doc: dg/r_STL_DDLTEXT
        case Kind::create_schema: case Kind::alter_schema: case Kind::create_table: case Kind::alter_table:
        case Kind::create_view: case Kind::create_materialized_view: case Kind::alter_materialized_view:
        case Kind::create_external_schema: case Kind::alter_external_schema: case Kind::create_external_table:
            return kDdlClass;
        case Kind::drop: {
            const sql::ObjectKind object = sql::as<sql::Drop>(statement).object;
            const bool defined = object == sql::ObjectKind::table || object == sql::ObjectKind::view ||
                                 object == sql::ObjectKind::schema || object == sql::ObjectKind::materialized_view;
            return defined ? kDdlClass : kUtilityClass;
        }
        default: return kUtilityClass;
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
