// Which function writes a statement; those of one line are written here.
#include "sql/print/copy_job.h"
#include "sql/print/access_writer.h"
#include "sql/print/routine.h"
#include "sql/print/statement_writer.h"

namespace blueshift::sql {
namespace {

void write_named(SqlWriter& out, std::string_view words, const Name& name) {
    out.text(words);
    out.identifier(name);
}

/// `word ALL`, or `word name`.
void write_all_or_name(SqlWriter& out, std::string_view word, bool all, const Name& name) {
    if (all) {
        out.text(word);
        out.text("ALL");
    } else {
        write_named(out, word, name);
    }
}

void write_use(SqlWriter& out, const Use& node) {
    if (node.database.text.empty()) return out.text("RESET USE");
    write_named(out, "USE ", node.database);
}

void write_explain(SqlWriter& out, const Explain& node) {
    out.text(node.verbose ? "EXPLAIN VERBOSE " : "EXPLAIN ");
    write_statement(out, *node.statement);
}

void write_declare(SqlWriter& out, const DeclareCursor& node) {
    write_named(out, "DECLARE ", node.name);
    out.text(" CURSOR FOR ");
    write_query(out, *node.query);
}

void write_lock(SqlWriter& out, const Lock& node) {
    out.text("LOCK TABLE ");
    out.list(node.tables, [&](const QualifiedName& table) { out.name(table); });
}

void write_truncate(SqlWriter& out, const Truncate& node) {
    out.text("TRUNCATE TABLE ");
    out.name(node.table);
}

void write_unsupported(SqlWriter& out, const UnsupportedStatement& node) {
    out.text(out.options().redact_secrets ? redact_secrets(node.text) : node.text);
}

}  // namespace

void write_statement(SqlWriter& out, const Statement& statement) {
    switch (statement.kind) {
        case StatementKind::select: return write_query(out, *as<SelectStatement>(statement).query);
        case StatementKind::insert: return write(out, as<Insert>(statement));
        case StatementKind::update: return write(out, as<Update>(statement));
        case StatementKind::delete_: return write(out, as<Delete>(statement));
        case StatementKind::merge: return write(out, as<Merge>(statement));
        case StatementKind::truncate: return write_truncate(out, as<Truncate>(statement));
        case StatementKind::create_table: return write(out, as<CreateTable>(statement));
        case StatementKind::create_table_as: return write(out, as<CreateTableAs>(statement));
        case StatementKind::alter_table: return write(out, as<AlterTable>(statement));
        case StatementKind::drop: return write(out, as<Drop>(statement));
        case StatementKind::create_schema: return write(out, as<CreateSchema>(statement));
        case StatementKind::alter_schema: return write(out, as<AlterSchema>(statement));
        case StatementKind::create_database: return write(out, as<CreateDatabase>(statement));
        case StatementKind::alter_database: return write(out, as<AlterDatabase>(statement));
        case StatementKind::create_view: return write(out, as<CreateView>(statement));
        case StatementKind::comment: return write(out, as<Comment>(statement));
        case StatementKind::begin: return write(out, as<Begin>(statement));
        case StatementKind::commit: return out.text("COMMIT");
        case StatementKind::rollback: return out.text("ROLLBACK");
        case StatementKind::set: return write(out, as<Set>(statement));
        case StatementKind::reset: return write(out, as<Reset>(statement));
        case StatementKind::show: return write(out, as<Show>(statement));
        case StatementKind::lock: return write_lock(out, as<Lock>(statement));
        case StatementKind::use: return write_use(out, as<Use>(statement));
        case StatementKind::set_authorization: return write(out, as<SetAuthorization>(statement));
        case StatementKind::prepare: return write(out, as<Prepare>(statement));
        case StatementKind::execute: return write(out, as<Execute>(statement));
        case StatementKind::deallocate: {
            const auto& node = as<Deallocate>(statement);
            return write_all_or_name(out, "DEALLOCATE ", node.all, node.name);
        }
        case StatementKind::declare_cursor: return write_declare(out, as<DeclareCursor>(statement));
        case StatementKind::fetch: return write(out, as<Fetch>(statement));
        case StatementKind::close_cursor: {
            const auto& node = as<CloseCursor>(statement);
            return write_all_or_name(out, "CLOSE ", node.all, node.cursor);
        }
        case StatementKind::copy: return write(out, as<Copy>(statement));
        case StatementKind::copy_job: return write(out, as<CopyJob>(statement));
        case StatementKind::copy_stdio: return write(out, as<CopyStdio>(statement));
        case StatementKind::unload: return write(out, as<Unload>(statement));
        case StatementKind::explain: return write_explain(out, as<Explain>(statement));
        case StatementKind::vacuum: return write(out, as<Vacuum>(statement));
        case StatementKind::analyze: return write(out, as<Analyze>(statement));
        case StatementKind::cancel: return write(out, as<Cancel>(statement));
        case StatementKind::create_user: return write(out, as<CreateUser>(statement));
        case StatementKind::alter_user: return write(out, as<AlterUser>(statement));
        case StatementKind::create_group: return write(out, as<CreateGroup>(statement));
        case StatementKind::alter_group: return write(out, as<AlterGroup>(statement));
        case StatementKind::grant: return write(out, as<Grant>(statement));
        case StatementKind::create_external_schema: return write(out, as<CreateExternalSchema>(statement));
        case StatementKind::alter_external_schema: return write(out, as<AlterExternalSchema>(statement));
        case StatementKind::create_external_table: return write(out, as<CreateExternalTable>(statement));
        case StatementKind::create_materialized_view: return write(out, as<CreateMaterializedView>(statement));
        case StatementKind::alter_materialized_view: return write(out, as<AlterMaterializedView>(statement));
        case StatementKind::refresh_materialized_view: return write(out, as<RefreshMaterializedView>(statement));
        case StatementKind::create_role: return write(out, as<CreateRole>(statement));
        case StatementKind::alter_role: return write(out, as<AlterRole>(statement));
        case StatementKind::grant_role: return write(out, as<GrantRole>(statement));
        case StatementKind::alter_default_privileges: return write(out, as<AlterDefaultPrivileges>(statement));
        case StatementKind::create_policy: return write(out, as<CreatePolicy>(statement));
        case StatementKind::alter_policy: return write(out, as<AlterPolicy>(statement));
        case StatementKind::attach_policy: return write(out, as<AttachPolicy>(statement));
        case StatementKind::alter_system: return write(out, as<AlterSystem>(statement));
        case StatementKind::call: return write(out, as<Call>(statement));
        case StatementKind::create_routine: return write(out, as<CreateRoutine>(statement));
        case StatementKind::alter_routine: return write(out, as<AlterRoutine>(statement));
        // The parser makes none of these yet.
        case StatementKind::identity_provider: return;
        case StatementKind::unsupported: return write_unsupported(out, as<UnsupportedStatement>(statement));
    }
}

}  // namespace blueshift::sql
