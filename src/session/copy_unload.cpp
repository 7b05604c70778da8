/// COPY FROM 's3://…' and UNLOAD: privileges, locks and logs around copy/.
#include "analyze/expr_binder.h"
#include "catalog/access.h"
#include "copy/load.h"
#include "copy/unload.h"
#include "emit/emit.h"
#include "security/privileges.h"
#include "session/session_impl.h"
#include "sql/ast/dml.h"
#include "sql/parser/parser.h"

namespace blueshift::session {

copy::Environment SessionImpl::copy_environment(const StatementExecution& execution, catalog::Oid table) {
    return copy::Environment{
        .engine = *connection_,
        .storage = cluster_.storage(),
        .text = text_,
        .cancel = cancel_,
        .notices = notices_,
        .reject =
            [this, table, query_id = execution.query_id](LoadErrorInfo error) {
                error.query_id = query_id;
                error.user = user_;
                error.process_id = process_id_;
                error.table = table;
                error.time_micros = now_micros();
                cluster_.log().add(std::move(error));
            },
        .can_restart = execution.autocommit,
        .restart =
            [this] {
                connection_->rollback();
                engine_transaction_ = false;
                ensure_engine_transaction();
            },
    };
}

void SessionImpl::run_copy(const sql::Copy& statement, StatementExecution& execution) {
    execution.tag = "COPY";
    if (settings_.is_on("transaction_read_only") || settings_.is_on("readonly")) {
        throw Error(Code::read_only_sql_transaction, "transaction is read-only");
    }
    std::vector<std::string> parts;
    for (const sql::Name& part : statement.table.parts) parts.push_back(part.text);
    const auto find_target = [&] {
        auto found = view().relation(parts, statement.table.span);
        if (found->kind != catalog::RelationKind::table) {
            throw Error(Code::wrong_object_type, "cannot copy to \"{}\": it is not a table", found->name)
                .at(statement.table.span);
        }
        if (!catalog::AccessRules(*snapshot(), user_).has_privilege(*found, catalog::kInsert)) {
            throw Error(Code::insufficient_privilege, "permission denied for relation {}", found->name);
        }
        return found;
    };
    const copy::LoadOptions options = copy::read_load_options(statement.options);
    detach_open_result();
    lock_exclusive(find_target()->oid);
    ensure_engine_transaction();
    // Another session may have changed the table before the lock was ours.
    const auto relation = find_target();
    const auto view_now = view();
    const copy::Target target = copy::make_target(
        statement, relation, options.explicit_ids, [&](const catalog::Column& column) {
            auto context = analyze_context(view_now);
            const auto ast = sql::parse_expression(column.default_text, {true});
            auto emitted = emit_context();
            return emit::emit_expression(*analyze::analyze_default(*ast, column.type, context), emitted);
        });
    const copy::LoadSummary summary =
        copy::load(statement, options, target, copy_environment(execution, relation->oid));
    absorb_blank_marks(*relation);
    last_copy_id_ = execution.query_id;
    last_copy_count_ = summary.loaded_count;
    execution.written = relation->oid;
    execution.affected_rows = summary.loaded_count;
}

void SessionImpl::run_unload(const sql::Unload& statement, StatementExecution& execution) {
    execution.tag = "UNLOAD";
    const copy::UnloadOptions options = copy::read_unload_options(statement.options);
    const sql::ParseOptions parse_options{settings_.is_on("enable_case_sensitive_identifier")};
    sql::StatementPtr ast;
    copy::UnloadQuery query;
    try {
        ast = sql::parse_statement(statement.query_text, parse_options);
        if (ast == nullptr || ast->kind != sql::StatementKind::select) {
            throw Error(Code::syntax_error, "UNLOAD needs a query");
        }
        const sql::Query& parsed = *sql::as<sql::SelectStatement>(*ast).query;
        if (parsed.limit != nullptr) {
            throw Error(Code::feature_not_supported, "Limit clause is not supported")
                .hint("Put the query with its LIMIT into a subquery.");
        }
        const auto view_now = view();
        auto context = analyze_context(view_now);
        const auto bound = analyze::analyze_query(parsed, context);
        security::check_query(*bound, view_now.snapshot(), user_);
        for (const analyze::BoundField& field : bound->fields) {
            query.names.push_back(field.name);
            query.types.push_back(field.type);
        }
        auto emitted = emit_context();
        query.sql = emit::emit_query(*bound, emitted);
    } catch (Error& error) {
        // Positions are those in the query's own text.
        throw error.without_position();
    }
    if (block_ == Block::explicit_) ensure_engine_transaction();
    detach_open_result();
    const copy::UnloadSummary summary = copy::unload(statement, options, query, copy_environment(execution, catalog::kInvalidOid));
    last_unload_id_ = execution.query_id;
    last_unload_count_ = summary.row_count;
    execution.returned_rows = summary.row_count;
}

}  // namespace blueshift::session
