/// External tables: what reading and writing them needs of the session.  Doc: dg/c-using-spectrum
#include <fmt/format.h>

#include <algorithm>

#include "analyze/expr_binder.h"
#include "catalog/external_relation.h"
#include "exec/external.h"
#include "external/write.h"
#include "security/enforce.h"
#include "session/session_impl.h"

namespace blueshift::session {

external::Environment SessionImpl::external_environment(const catalog::CatalogView& view_now) {
    return external::Environment{
        .engine = *connection_,
        .catalog = view_now,
        .storage = cluster_.storage(),
        .cancel = cancel_,
        .load_extension = [this](const std::string& name) { return cluster_.engine().load_extension(name); },
        .query_id = current_query_id_,
    };
}

std::string SessionImpl::external_scan(const analyze::BoundTable& table, const std::vector<emit::RowCondition>& conditions) {
    detach_open_result();
    const auto view_now = view();
    const catalog::Schema* schema = view_now.snapshot().schemas.find(table.relation->schema);
    if (schema != nullptr && schema->external && schema->external->kind != "data catalog") {
        return cluster_.federated().scan_query(table, *schema);
    }
    reads_external_ = true;
    return external::scan_query(table, conditions, external_environment(view_now));
}

Error SessionImpl::worded(const Error& error) const {
    return reads_external_ ? external::scan_error(error, current_query_id_) : error;
}

void SessionImpl::refuse_external_in_block(const StatementExecution& execution) {
    const sql::Statement& ast = execution.statement->ast();
    const auto refuse = [&](const sql::QualifiedName& name, std::string_view what) {
        std::vector<std::string> parts;
        for (const sql::Name& part : name.parts) parts.push_back(part.text);
        const auto found = view().find_relation(parts, name.span, true);
        if (found != nullptr && found->kind == catalog::RelationKind::external) refuse_in_block(what, execution);
    };
    if (ast.kind == sql::StatementKind::alter_table) return refuse(sql::as<sql::AlterTable>(ast).name, "ALTER EXTERNAL TABLE");
    const auto& drop = sql::as<sql::Drop>(ast);
    for (const sql::QualifiedName& name : drop.names) {
        if (drop.object == sql::ObjectKind::table) refuse(name, "DROP EXTERNAL TABLE");
        if (drop.object != sql::ObjectKind::schema) continue;
        const catalog::Schema* schema = snapshot()->schemas.find(database_, name.object());
        if (schema != nullptr && schema->external) refuse_in_block("DROP EXTERNAL SCHEMA", execution);
    }
}

void SessionImpl::run_create_external_table(const sql::CreateExternalTable& statement, StatementExecution& execution) {
    refuse_in_block("CREATE EXTERNAL TABLE", execution);
    detach_open_result();
    ensure_engine_transaction();
    execution.tag = "CREATE EXTERNAL TABLE";
    auto context = exec_context();
    if (statement.query == nullptr) {
        exec::create_external_table(statement, nullptr, context);
        environment_changed();
        return;
    }
    const auto view_now = view();
    auto analysis = analyze_context(view_now);
    analyze::BoundQueryPtr query = analyze::analyze_query(*statement.query, analysis);
    security::enforce(*query, analysis, user_);
    if (!exec::create_external_table(statement, &query->fields, context)) return;
    environment_changed();
    std::vector<std::string> parts;
    for (const sql::Name& part : statement.name.parts) parts.push_back(part.text);
    const auto relation = view().relation(parts, statement.name.span);
    const std::int64_t count = write_external(*relation, *query, true, execution);
    execution.tag = "SELECT " + std::to_string(count);
}

void SessionImpl::run_insert_external(const analyze::BoundInsert& insert, StatementExecution& execution) {
    refuse_in_block("INSERT into an external table", execution);
    detach_open_result();
    ensure_engine_transaction();
    if (insert.query == nullptr) throw Error(Code::feature_not_supported, "DEFAULT VALUES are not supported for external tables");
    const std::int64_t count = write_external(*insert.relation, *insert.query, false, execution);
    execution.tag = "INSERT 0 " + std::to_string(count);
}

std::int64_t SessionImpl::write_external(const catalog::Relation& relation, const analyze::BoundQuery& query,
                                         bool as_created, StatementExecution& execution) {
    const auto view_now = view();
    const catalog::ExternalTable* table = catalog::external_table(view_now.snapshot(), relation);
    if (table == nullptr) {
        throw Error(Code::feature_not_supported, "\"{}\" is a table of another server, which cannot be written", relation.name);
    }
    if (!execution.parameters.empty()) {
        throw Error(Code::feature_not_supported, "bind parameters are not supported in statements that write external tables");
    }
    std::vector<catalog::ExternalColumn> columns = table->storage.columns;
    columns.insert(columns.end(), table->partition_keys.begin(), table->partition_keys.end());
    if (query.fields.size() != columns.size()) {
        throw Error(Code::syntax_error, "INSERT has more target columns than expressions");
    }
    std::string outputs;
    std::string names;
    for (std::size_t i = 0; i < columns.size(); ++i) {
        // CREATE EXTERNAL TABLE AS puts partition keys last, wherever the query has them.
        const auto named = std::ranges::find(query.fields, columns[i].name, &analyze::BoundField::name);
        const auto source = as_created ? static_cast<std::size_t>(named - query.fields.begin()) : i;
        outputs += fmt::format("{}q.k{} AS k{}", i == 0 ? "" : ", ", source, i);
        names += fmt::format("{}k{}", i == 0 ? "" : ", ", i);
    }
    auto emitted = emit_context();
    const std::string text =
        fmt::format("SELECT {} FROM ({}) AS q({})", outputs, emit::emit_query(query, emitted), names);
    const catalog::Schema* schema = view_now.snapshot().schemas.find(relation.schema);
    auto environment = external_environment(view_now);
    // A CREATE EXTERNAL TABLE AS has no query id, only that of its statement.
    environment.query_id = execution.query_id >= 0 ? execution.query_id : execution.statement_id;
    const external::WriteSummary summary = external::write_rows(*table, *schema, text, as_created, environment);
    auto context = exec_context();
    const catalog::ExternalTable written = *table;
    for (const external::WrittenPartition& partition : summary.partitions) {
        auto made = exec::make_partition(written, partition.values, partition.location, context);
        if (context.catalog.current().external_partitions.find(written.oid, made.name) != nullptr) continue;
        context.catalog.put(std::move(made));
    }
    environment_changed();
    return summary.row_count;
}

}  // namespace blueshift::session
