/// The stages of a statement in order: parse, analyze, security, emit, engine. Only this file calls them.
#include <algorithm>

#include "base/log.h"
#include "emit/emit.h"
#include "exec/dispatch.h"
#include "security/enforce.h"
#include "session/command_types.h"
#include "session/session_impl.h"

namespace blueshift::session {

namespace {

using analyze::as;

/// How often a statement is analyzed anew because the catalog changed between analysis and execution.
constexpr int kAnalyzeAttemptsMax = 3;

bool is_bindable(sql::StatementKind kind) {
    using Kind = sql::StatementKind;
    return kind == Kind::select || kind == Kind::insert || kind == Kind::update || kind == Kind::delete_ ||
           kind == Kind::merge;
}

bool selects_into(const sql::Statement& statement) {
    if (statement.kind != sql::StatementKind::select) return false;
    const sql::QueryBody& body = *sql::as<sql::SelectStatement>(statement).query->body;
    return body.kind == sql::QueryBodyKind::select && sql::as<sql::Select>(body).into != nullptr;
}

/// The relation that a statement writes; null for SELECT.
const catalog::Relation* written_relation(const analyze::BoundStatement& bound) {
    switch (bound.kind) {
        case analyze::BoundStatementKind::insert: return as<analyze::BoundInsert>(bound).relation.get();
        case analyze::BoundStatementKind::update: return as<analyze::BoundUpdate>(bound).target->relation.get();
        case analyze::BoundStatementKind::delete_: return as<analyze::BoundDelete>(bound).target->relation.get();
        case analyze::BoundStatementKind::merge: return as<analyze::BoundMerge>(bound).target->relation.get();
        case analyze::BoundStatementKind::select: break;
    }
    return nullptr;
}

std::string write_tag(analyze::BoundStatementKind kind) {
    switch (kind) {
        case analyze::BoundStatementKind::insert: return "INSERT 0";
        case analyze::BoundStatementKind::update: return "UPDATE";
        case analyze::BoundStatementKind::delete_: return "DELETE";
        case analyze::BoundStatementKind::merge: return "MERGE";
        case analyze::BoundStatementKind::select: break;
    }
    return "SELECT";
}

/// An error of the engine in the user's names: the engine knows columns by number.
Error in_users_names(const Error& error, const catalog::Relation& relation, const std::string& schema) {
    if (error.code() != Code::not_null_violation) return error;
    for (const catalog::Column& column : relation.columns) {
        if (error.column() != fmt::format("c{}", column.number)) continue;
        return Error(Code::not_null_violation, "Cannot insert a NULL value into column {}", column.name)
            .on(schema, relation.name, column.name);
    }
    return error;
}

}  // namespace

std::vector<ResultColumn> SessionImpl::query_columns(const analyze::BoundQuery& query,
                                                     const catalog::CatalogView& view) const {
    const bool upper_case = settings_.is_on("describe_field_name_in_uppercase");
    std::vector<ResultColumn> columns;
    for (const analyze::BoundField& field : query.fields) {
        ResultColumn column;
        column.name = field.name;
        if (upper_case) {
            std::transform(column.name.begin(), column.name.end(), column.name.begin(),
                           [](unsigned char c) { return static_cast<char>(c >= 'a' && c <= 'z' ? c - 32 : c); });
        }
        column.type = field.type;
        if (const auto* relation = view.snapshot().relations.find(field.table_oid)) {
            column.table_oid = field.table_oid;
            column.column_number = field.column_number;
            column.schema_name = view.schema_name(*relation);
            column.table_name = relation->name;
            column.catalog_name = view.database_name(*relation);
            if (const catalog::Column* origin = relation->column(field.column_number)) {
                column.not_null = origin->not_null;
                column.auto_increment = origin->identity.has_value();
            }
        }
        columns.push_back(std::move(column));
    }
    return columns;
}

void SessionImpl::analyze(Statement& statement) {
    const std::uint64_t now = environment();
    if (statement.analysis && statement.analysis->environment == now) return;
    const sql::Statement& ast = statement.ast();
    Statement::Analysis analysis;
    analysis.environment = now;
    const auto view_now = view();
    if (is_bindable(ast.kind)) {
        auto context = analyze_context(view_now);
        context.parameter_types = statement.declared_types();
        analysis.bound = analyze::analyze(ast, context);
        analysis.parameter_types = analysis.bound->parameter_types;
        security::enforce(*analysis.bound, context, user_);
        if (analysis.bound->kind == analyze::BoundStatementKind::select && !selects_into(ast)) {
            analysis.columns =
                query_columns(*as<analyze::BoundSelectStatement>(*analysis.bound).query, view_now);
        }
    } else if (ast.kind == sql::StatementKind::call) {
        analyze_call(sql::as<sql::Call>(ast), statement, analysis);
    } else {
        analysis.columns = command_columns(ast);
        analysis.parameter_types = statement.declared_types();
        analysis.parameter_types.resize(std::max<std::size_t>(analysis.parameter_types.size(),
                                                              static_cast<std::size_t>(ast.parameter_count)),
                                        Type{TypeId::varchar});
        for (Type& type : analysis.parameter_types) {
            if (type.id == TypeId::unknown) type = Type{TypeId::varchar};
        }
    }
    statement.analysis = std::move(analysis);
}

void SessionImpl::run(StatementExecution& execution) {
    Statement& statement = *execution.statement;
    if (statement.is_empty()) return;
    running_ = true;
    reads_external_ = false;
    log_start(execution);
    check_not_failed(statement);
    cancel_.check();
    cancel_.on_cancel([this] { connection_->interrupt(); });
    if (run_transaction_command(execution)) return;

    if (block_ == Block::none) {
        begin_block();
        block_ = Block::implicit;
        execution.autocommit = !execution.implicit_block;
    }
    run_bound_or_command(execution);
}

void SessionImpl::run_bound_or_command(StatementExecution& execution) {
    Statement& statement = *execution.statement;
    if (run_session_command(execution)) return;
    if (is_bindable(statement.ast().kind) && !selects_into(statement.ast())) {
        analyze(statement);
        planned_micros_ = now_micros();
        if (statement.analysis->bound->kind == analyze::BoundStatementKind::select) {
            run_select(execution);
        } else {
            run_write(execution);
        }
        return;
    }
    run_command(execution);
}

bool SessionImpl::answer_without_engine(StatementExecution& execution) {
    const auto& query = *as<analyze::BoundSelectStatement>(*execution.statement->analysis->bound).query;
    if (!query.ctes.empty() || query.limit != nullptr || query.offset != nullptr ||
        query.body->kind != analyze::BoundBodyKind::select) {
        return false;
    }
    const auto& select = as<analyze::BoundSelect>(*query.body);
    if (!select.from.empty() || select.where != nullptr || select.grouped || select.qualify != nullptr) {
        return false;
    }
    std::vector<Value> row;
    for (const analyze::BoundExprPtr& output : select.outputs) {
        if (output->kind == analyze::BoundKind::constant) {
            row.push_back(as<analyze::BoundConstant>(*output).value);
        } else if (output->kind == analyze::BoundKind::parameter) {
            row.push_back(execution.parameters.at(as<analyze::BoundParameter>(*output).index - 1));
        } else if (output->kind == analyze::BoundKind::call) {
            const auto& call = as<analyze::BoundCall>(*output);
            const std::string_view code = call.signature->row->duckdb;
            if (!code.starts_with('$') || !call.arguments.empty()) return false;
            row.push_back(session_value(code.substr(1)));
        } else {
            return false;
        }
    }
    std::vector<Type> types;
    for (const analyze::BoundField& field : query.fields) types.push_back(field.type);
    std::vector<std::vector<Value>> rows;
    rows.push_back(std::move(row));
    execution.source = std::make_unique<RowSource>(std::move(types), std::move(rows));
    execution.leader_only = true;
    return true;
}

std::unique_ptr<BatchSource> SessionImpl::open_query(Statement& statement,
                                                     const std::vector<Value>& parameters) {
    Statement::Analysis& analysis = *statement.analysis;
    const auto& query = *as<analyze::BoundSelectStatement>(*analysis.bound).query;
    std::vector<Type> types;
    for (const analyze::BoundField& field : query.fields) types.push_back(field.type);

    std::unique_ptr<engine::Prepared> once;
    if (analysis.prepared == nullptr) {
        auto context = emit_context();
        const std::string sql = emit::emit_query(query, context);
        if (!context.holds_credentials) log::debug("engine query", {{"session", process_id_}, {"sql", sql}});
        auto prepared = connection_->prepare(sql);
        (context.uses_session_values ? once : analysis.prepared) = std::move(prepared);
    }
    engine::Prepared& prepared = once != nullptr ? *once : *analysis.prepared;
    auto source = connection_->query(prepared, analysis.parameter_types, parameters, std::move(types));
    return std::make_unique<OpenResult>(std::move(source), &open_result_);
}

void SessionImpl::run_select(StatementExecution& execution) {
    execution.tag = "SELECT";
    execution.tag_counts_rows = true;
    if (answer_without_engine(execution)) return;
    // A single query sees one moment by itself; a block needs one for all its statements.
    if (!execution.autocommit && block_ != Block::implicit) {
        ensure_engine_transaction();
        analyze(*execution.statement);
    }
    detach_open_result();
    for (int attempt = 1;; ++attempt) {
        try {
            measure(*execution.statement);
            execution.leader_only = !execution.statement->analysis->reads_relations;
            execution.source = open_query(*execution.statement, execution.parameters);
            if (execution.statement->analysis->scanned_tables > 0) execution.engine_run = engine::profiler_of(*connection_).last_run();
            return;
        } catch (const Error& error) {
            // The table may have been replaced by another session since the statement was analyzed.
            execution.statement->analysis->prepared.reset();
            const bool stale = execution.statement->analysis->environment != environment();
            if (!stale || engine_transaction_ || attempt >= kAnalyzeAttemptsMax) throw;
            analyze(*execution.statement);
        }
    }
}

void SessionImpl::run_write(StatementExecution& execution) {
    Statement& statement = *execution.statement;
    if (settings_.is_on("transaction_read_only") || settings_.is_on("readonly")) {
        throw Error(Code::read_only_sql_transaction, "transaction is read-only");
    }
    if (statement.analysis->bound->kind == analyze::BoundStatementKind::insert) {
        const auto& insert = as<analyze::BoundInsert>(*statement.analysis->bound);
        if (insert.relation->kind == catalog::RelationKind::external) return run_insert_external(insert, execution);
    }
    detach_open_result();
    lock_exclusive(written_relation(*statement.analysis->bound)->oid);
    ensure_engine_transaction();
    analyze(statement);

    analyze::BoundStatement& bound = *statement.analysis->bound;
    std::int64_t affected = 0;
    std::optional<std::int64_t> appended;
    if (bound.kind == analyze::BoundStatementKind::insert) {
        // In a procedure's loop one row comes after another; clients send many at once.
        const bool row_by_row = procedures_.depth > 0;
        appended = append_literal_rows(as<analyze::BoundInsert>(bound),
                                       row_by_row ? std::span<const Value>(execution.parameters) : std::span<const Value>());
    }
    if (appended) {
        affected = *appended;
    } else {
        measure(statement);
        auto context = emit_context();
        try {
            for (const std::string& sql : emit::emit_statement(bound, context)) {
                if (!context.holds_credentials) log::debug("engine statement", {{"session", process_id_}, {"sql", sql}});
                const auto prepared = connection_->prepare(sql);
                affected += connection_->execute(*prepared, statement.analysis->parameter_types,
                                                 execution.parameters);
            }
        } catch (const Error& error) {
            const catalog::Relation& relation = *written_relation(bound);
            throw in_users_names(error, relation, view().schema_name(relation));
        }
        if (statement.analysis->scanned_tables > 0) execution.engine_run = engine::profiler_of(*connection_).last_run();
        take_profile(execution);
    }
    execution.tag = write_tag(bound.kind) + " " + std::to_string(affected);
    // The bound statement may go with the next analysis, which the marks can cause.
    const catalog::Relation relation = *written_relation(bound);
    execution.affected_rows = affected;
    execution.written = relation.oid;
    absorb_blank_marks(relation);
}

void SessionImpl::run_command(StatementExecution& execution) {
    const sql::Statement& ast = execution.statement->ast();
    detach_open_result();
    ensure_engine_transaction();
    if (ast.kind == sql::StatementKind::create_table_as || selects_into(ast)) {
        run_create_table_as(execution);
        return;
    }
    auto context = exec_context();
    const auto tag = exec::run_ddl(ast, execution.statement->text(), context);
    if (!tag) throw Error(Code::feature_not_supported, "this statement is not supported");
    execution.tag = *tag;
    environment_changed();
}

void SessionImpl::detach_open_result() {
    if (open_result_ != nullptr) open_result_->detach();
}

void SessionImpl::finish(StatementExecution& execution) {
    if (execution.statement->is_empty()) return;
    if (execution.autocommit && block_ == Block::implicit) commit();
    log_end(execution, nullptr);
    running_ = false;
    cancel_.reset();
}

void SessionImpl::fail(StatementExecution& execution, const Error& error) {
    if (error.code() == Code::serialization_failure || error.code() == Code::deadlock_detected) log_conflict();
    if (block_ == Block::explicit_) {
        block_ = Block::failed;
    } else if (block_ == Block::implicit) {
        rollback();
    }
    log_end(execution, &error);
    running_ = false;
    cancel_.reset();
}

void SessionImpl::abandon(StatementExecution& execution) {
    execution.source.reset();
    if (execution.autocommit && block_ == Block::implicit) {
        try {
            commit();
        } catch (const Error& error) {
            log::warning("commit failed", {{"session", process_id_}, {"error", error.message()}});
        }
    }
    log_end(execution, nullptr);
    running_ = false;
    cancel_.reset();
}

}  // namespace blueshift::session
