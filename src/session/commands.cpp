/// Commands about the session itself: transactions, settings, prepared statements, locks, maintenance.
#include <algorithm>
#include <charconv>

#include "analyze/expr_binder.h"
#include "catalog/access.h"
#include "emit/emit.h"
#include "exec/access.h"
#include "exec/ddl.h"
#include "plan/explain.h"
#include "security/enforce.h"
#include "session/session_impl.h"
#include "sql/ast/utility.h"

namespace blueshift::session {

namespace {

using Kind = sql::StatementKind;

std::vector<std::string> texts(const sql::QualifiedName& name) {
    std::vector<std::string> parts;
    for (const sql::Name& part : name.parts) parts.push_back(part.text);
    return parts;
}

ResultColumn text_column(std::string name) {
    ResultColumn column;
    column.name = std::move(name);
    column.type = Type{TypeId::varchar};
    return column;
}

std::string joined(const std::vector<std::string>& values) {
    std::string text;
    for (const std::string& value : values) text += (text.empty() ? "" : ", ") + value;
    return text;
}

/// SAVEPOINT and its kind, which Redshift refuses in words of its own.
bool is_savepoint_command(const sql::UnsupportedStatement& statement) {
    constexpr std::string_view kFirstWords[] = {"SAVEPOINT", "RELEASE", "ROLLBACK"};
    return std::any_of(std::begin(kFirstWords), std::end(kFirstWords),
                       [&](std::string_view word) { return statement.feature.starts_with(word); });
}

}  // namespace

std::vector<ResultColumn> SessionImpl::command_columns(const sql::Statement& statement) const {
    switch (statement.kind) {
        case Kind::copy_job: return copy_job_columns(sql::as<sql::CopyJob>(statement));
        case Kind::show: return show_columns(sql::as<sql::Show>(statement));
        case Kind::explain: return {text_column("QUERY PLAN")};
        case Kind::fetch: {
            const auto cursor = cursors_.find(sql::as<sql::Fetch>(statement).cursor.text);
            return cursor == cursors_.end() ? std::vector<ResultColumn>{} : cursor->second.columns;
        }
        case Kind::execute: {
            const auto& entries = named_statements_.entries();
            const auto prepared = entries.find(named_statements_.own_name(sql::as<sql::Execute>(statement).name.text));
            if (prepared == entries.end()) return {};
            const auto columns = prepared->second.statement->columns();
            return {columns.begin(), columns.end()};
        }
        case Kind::analyze:
            if (!sql::as<sql::Analyze>(statement).compression) return {};
            return {text_column("Table"), text_column("Column"), text_column("Encoding"),
                    text_column("Est_reduction_pct")};
        default: return {};
    }
}

void SessionImpl::return_rows(StatementExecution& execution, std::vector<std::vector<Value>> rows) const {
    execution.result_columns = command_columns(execution.statement->ast());
    execution.has_result_columns = true;
    std::vector<Type> types;
    for (const ResultColumn& column : execution.result_columns) types.push_back(column.type);
    execution.source = std::make_unique<RowSource>(std::move(types), std::move(rows));
}

bool SessionImpl::run_transaction_command(StatementExecution& execution) {
    const sql::Statement& ast = execution.statement->ast();
    switch (ast.kind) {
        case Kind::begin: {
            const auto& begin = sql::as<sql::Begin>(ast);
            execution.tag = begin.start_transaction ? "START TRANSACTION" : "BEGIN";
            if (block_ == Block::explicit_) {
                notices_.push_back({"WARNING", Code::active_sql_transaction,
                                    "there is already a transaction in progress", {}});
                return true;
            }
            if (block_ == Block::none) begin_block();
            block_ = Block::explicit_;
            if (begin.read_only) {
                local_settings_.try_emplace("transaction_read_only", settings_.get("transaction_read_only"));
                settings_.set("transaction_read_only", *begin.read_only ? "on" : "off");
            }
            return true;
        }
        case Kind::commit: {
            const bool failed = block_ == Block::failed;
            execution.tag = failed ? "ROLLBACK" : "COMMIT";
            if (failed) {
                rollback();
            } else {
                if (block_ == Block::none) {
                    notices_.push_back(
                        {"WARNING", Code::no_active_sql_transaction, "there is no transaction in progress", {}});
                }
                commit();
            }
            return true;
        }
        case Kind::rollback:
            execution.tag = "ROLLBACK";
            if (block_ == Block::none) {
                notices_.push_back(
                    {"WARNING", Code::no_active_sql_transaction, "there is no transaction in progress", {}});
                return true;
            }
            rollback();
            return true;
        default: return false;
    }
}

bool SessionImpl::run_session_command(StatementExecution& execution) {
    const sql::Statement& ast = execution.statement->ast();
    switch (ast.kind) {
        case Kind::set: run_set(sql::as<sql::Set>(ast), execution); return true;
        case Kind::reset: {
            const std::string& name = sql::as<sql::Reset>(ast).name;
            if (name == "session_authorization") {
                set_authorization({});
            } else if (name == "all") {
                settings_.reset_all();
            } else {
                settings_.reset(name);
            }
            settings_changed();
            execution.tag = "RESET";
            return true;
        }
        case Kind::show: run_show(sql::as<sql::Show>(ast), execution); return true;
        case Kind::prepare: run_prepare(sql::as<sql::Prepare>(ast), execution); return true;
        case Kind::execute: run_execute(sql::as<sql::Execute>(ast), execution); return true;
        case Kind::deallocate: {
            const auto& deallocate = sql::as<sql::Deallocate>(ast);
            if (deallocate.all) {
                named_statements_.clear();
            } else if (!named_statements_.remove(named_statements_.own_name(deallocate.name.text))) {
                throw Error(Code::invalid_sql_statement_name, "prepared statement \"{}\" does not exist",
                            deallocate.name.text);
            }
            execution.tag = deallocate.all ? "DEALLOCATE ALL" : "DEALLOCATE";
            return true;
        }
        case Kind::declare_cursor: run_declare(sql::as<sql::DeclareCursor>(ast), execution); return true;
        case Kind::fetch: run_fetch(sql::as<sql::Fetch>(ast), execution); return true;
        case Kind::close_cursor: run_close(sql::as<sql::CloseCursor>(ast), execution); return true;
        case Kind::truncate: run_truncate(sql::as<sql::Truncate>(ast), execution); return true;
        case Kind::create_materialized_view:
            run_create_materialized_view(sql::as<sql::CreateMaterializedView>(ast), execution);
            return true;
        case Kind::refresh_materialized_view:
            run_refresh(sql::as<sql::RefreshMaterializedView>(ast), execution);
            return true;
        case Kind::vacuum:
        case Kind::analyze: run_maintenance(execution); return true;
        case Kind::cancel: run_cancel(sql::as<sql::Cancel>(ast), execution); return true;
        case Kind::lock: run_lock(sql::as<sql::Lock>(ast), execution); return true;
        case Kind::explain: run_explain(sql::as<sql::Explain>(ast), execution); return true;
        case Kind::copy: run_copy(sql::as<sql::Copy>(ast), execution); return true;
        case Kind::copy_job: run_copy_job(sql::as<sql::CopyJob>(ast), execution); return true;
        case Kind::call: run_call(sql::as<sql::Call>(ast), execution); return true;
        case Kind::unload: run_unload(sql::as<sql::Unload>(ast), execution); return true;
        case Kind::copy_stdio: run_copy_stdio(execution); return true;
        case Kind::create_external_table:
            run_create_external_table(sql::as<sql::CreateExternalTable>(ast), execution);
            return true;
        case Kind::alter_table: refuse_external_in_block(execution); return false;
        case Kind::create_database:
            refuse_in_block("CREATE DATABASE", execution);
            return false;
        case Kind::drop:
            refuse_external_in_block(execution);
            if (sql::as<sql::Drop>(ast).object == sql::ObjectKind::database) {
                refuse_in_block("DROP DATABASE", execution);
            }
            return false;
        case Kind::set_authorization: {
            set_authorization(sql::as<sql::SetAuthorization>(ast).user);
            execution.tag = "SET";
            return true;
        }
        case Kind::use:
            run_use(sql::as<sql::Use>(ast).database);
            execution.tag = sql::as<sql::Use>(ast).database.text.empty() ? "RESET" : "USE";
            return true;
        case Kind::unsupported: {
            const auto& unsupported = sql::as<sql::UnsupportedStatement>(ast);
            if (is_savepoint_command(unsupported)) {
                throw Error(Code::feature_not_supported, "SQL command \"{}\" not supported.", unsupported.text);
            }
            throw Error(Code::feature_not_supported, "{} is not supported", unsupported.feature);
        }
        default: return false;
    }
}

void SessionImpl::set_authorization(const sql::Name& name) {
    const auto current = snapshot();
    const catalog::User* login = current->users.find(authenticated_user_);
    if (name.text.empty()) {
        user_ = authenticated_user_;
    } else {
        const auto* user = current->users.find(catalog::kInvalidOid, name.text);
        if (user == nullptr) {
            throw Error(Code::undefined_object, "user \"{}\" does not exist", name.text).at(name.span);
        }
        if (user->id != authenticated_user_ && (login == nullptr || !login->superuser)) {
            throw Error(Code::insufficient_privilege, "permission denied to set session authorization");
        }
        user_ = user->id;
    }
    settings_.set_internal("session_authorization", user_name());
    settings_.set_internal("is_superuser", superuser() ? "on" : "off");
    settings_changed();
}

void SessionImpl::run_set(const sql::Set& statement, StatementExecution& execution) {
    execution.tag = "SET";
    // Isolation levels are the database's own; drivers set them all the same.
    if (statement.name == "transaction" || statement.name == "session_characteristics") return;
    if (statement.name == "session_authorization") {
        sql::Name user;
        if (!statement.is_default) user.text = joined(statement.values);
        set_authorization(user);
        return;
    }
    if (statement.name == "seed") return set_seed(statement);
    if (statement.local) {
        if (block_ != Block::explicit_) {
            notices_.push_back({"WARNING", Code::no_active_sql_transaction,
                                "SET LOCAL can only be used in transaction blocks", {}});
            return;
        }
        remember_local_setting(statement.name);
    }
    if (statement.is_default) {
        settings_.reset(statement.name);
    } else {
        settings_.set(statement.name, joined(statement.values));
    }
    settings_changed();
}

/// SET SEED TO n: from here on random() gives the same numbers as after any other SET SEED TO n.  Doc: dg/r_SET, dg/r_RANDOM
void SessionImpl::set_seed(const sql::Set& statement) {
    const std::string text = joined(statement.values);
    double seed = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), seed);
    if (!statement.is_default && (error != std::errc() || end != text.data() + text.size() || seed < 0 || seed > 1)) {
        throw Error(Code::invalid_parameter_value, "invalid value for parameter \"seed\": \"{}\"", text)
            .detail("The seed is a number between 0 and 1.");
    }
    detach_open_result();
    connection_->execute(fmt::format("SELECT setseed({})", seed));
}

/// USE database, and RESET USE for an empty name.  Doc: dg/r_USE_command
void SessionImpl::run_use(const sql::Name& database) {
    if (database.text.empty()) {
        used_database_.reset();
    } else {
        const auto* found = snapshot()->databases.find(catalog::kInvalidOid, database.text);
        if (found == nullptr) {
            throw Error(Code::invalid_catalog_name, "database \"{}\" does not exist", database.text).at(database.span);
        }
        used_database_ = found->oid;
    }
    environment_changed();
}

void SessionImpl::remember_local_setting(const std::string& name) {
    if (const auto before = settings_.find(name)) local_settings_.try_emplace(name, *before);
}

std::string SessionImpl::set_setting(const std::string& name, const std::string& value, bool local) {
    if (local) remember_local_setting(name);
    settings_.set(name, value);
    settings_changed();
    return settings_.get(name);
}

bool SessionImpl::signal(std::int32_t process_id, bool terminate) {
    const bool all = superuser();
    return cluster_.cancel(process_id, terminate ? CancelReason::shutdown : CancelReason::user_request,
                           [&](std::int32_t owner) { return all || owner == user_; });
}

void SessionImpl::run_create_table_as(StatementExecution& execution) {
    const sql::Statement& ast = execution.statement->ast();
    const auto view_now = view();
    auto context = analyze_context(view_now);
    context.parameter_types = execution.statement->analysis ? execution.statement->analysis->parameter_types
                                                            : execution.statement->declared_types();
    auto exec = exec_context();
    if (ast.kind == Kind::create_table_as) {
        const auto& create = sql::as<sql::CreateTableAs>(ast);
        auto query = analyze::analyze_query(*create.query, context);
        security::enforce(*query, context, user_);
        execution.tag = exec::create_table_as(create, std::move(query), execution.parameters,
                                              context.parameter_types, exec);
        note_created(texts(create.name), create.name.span, execution);
    } else {
        const auto& select = sql::as<sql::SelectStatement>(ast);
        const auto& into = *sql::as<sql::Select>(*select.query->body).into;
        auto query = analyze::analyze_query(*select.query, context);
        security::enforce(*query, context, user_);
        sql::CreateTableAs create;
        create.name = into.target;
        create.temporary = into.temporary;
        execution.tag = exec::create_table_as(create, std::move(query), execution.parameters,
                                              context.parameter_types, exec);
        note_created(texts(create.name), into.target.span, execution);
    }
    environment_changed();
}

void SessionImpl::run_prepare(const sql::Prepare& statement, StatementExecution& execution) {
    std::vector<Type> declared;
    for (const sql::TypeName& type : statement.types) declared.push_back(analyze::resolve_type(type));
    // The tree is the PREPARE's own; parse the text again to have one that lives on.
    const Span span = statement.statement->span;
    std::string text = execution.statement->text().substr(span.begin, span.end - span.begin);
    auto prepared = SessionImpl::prepare(text, {});
    auto owned = std::shared_ptr<Statement>(static_cast<Statement*>(prepared.release()));
    owned->declare(std::move(declared));
    analyze(*owned);
    named_statements_.add(statement.name.text,
                          {std::move(owned), std::make_shared<const std::string>(std::move(text)), true});
    execution.tag = "PREPARE";
}

void SessionImpl::run_execute(const sql::Execute& statement, StatementExecution& execution) {
    const auto prepared =
        std::static_pointer_cast<Statement>(
        named_statements_.get(named_statements_.own_name(statement.name.text)).statement);
    analyze(*prepared);
    const std::vector<Type> types = prepared->analysis->parameter_types;
    if (statement.arguments.size() != types.size()) {
        throw Error(Code::syntax_error, "wrong number of parameters for prepared statement \"{}\"",
                    statement.name.text)
            .detail(fmt::format("Expected {} parameters but got {}.", types.size(), statement.arguments.size()));
    }
    const auto view_now = view();
    std::vector<Value> values;
    for (std::size_t index = 0; index < types.size(); ++index) {
        auto context = analyze_context(view_now);
        const auto bound = analyze::analyze_default(*statement.arguments[index], types[index], context);
        values.push_back(evaluate(*bound));
    }
    // From here on the execution is that of the prepared statement.
    execution.statement = prepared;
    execution.parameters = std::move(values);
    execution.has_result_columns = false;
    run_bound_or_command(execution);
}

void SessionImpl::run_truncate(const sql::Truncate& statement, StatementExecution& execution) {
    const auto relation = view().relation(texts(statement.table), statement.table.span);
    if (relation->kind != catalog::RelationKind::table) {
        throw Error(Code::wrong_object_type, "\"{}\" is not a table", relation->name).at(statement.table.span);
    }
    lock_exclusive(relation->oid);
    ensure_engine_transaction();
    const auto context = exec_context();
    exec::require_truncate(*relation, context);
    const auto name = catalog::engine_name(*relation);
    execution.affected_rows =
        connection_->execute("DELETE FROM " + (name.schema.empty() ? "" : name.schema + ".") + name.table);
    execution.written = relation->oid;
    execution.tag = "TRUNCATE TABLE";
    // TRUNCATE commits the transaction that it runs in. Doc: dg/r_TRUNCATE
    if (block_ == Block::explicit_) {
        commit();
        begin_block();
        block_ = Block::explicit_;
    }
}

void SessionImpl::run_maintenance(StatementExecution& execution) {
    const sql::Statement& ast = execution.statement->ast();
    const auto* vacuum = ast.kind == Kind::vacuum ? &sql::as<sql::Vacuum>(ast) : nullptr;
    const auto* analyze = vacuum == nullptr ? &sql::as<sql::Analyze>(ast) : nullptr;
    execution.tag = vacuum != nullptr ? "VACUUM" : "ANALYZE";
    if (vacuum != nullptr) refuse_in_block("VACUUM", execution);
    const auto& name = vacuum != nullptr ? vacuum->table : analyze->table;
    std::vector<std::shared_ptr<const catalog::Relation>> relations;
    if (name) {
        relations.push_back(view().relation(texts(*name), name->span));
        const auto current = snapshot();
        const catalog::AccessRules rules(*current, user_);
        if (!(vacuum != nullptr ? rules.may_vacuum(*relations.back()) : rules.may_analyze(*relations.back()))) {
            throw Error(Code::insufficient_privilege, "must be owner of relation {}", relations.back()->name);
        }
        if (relations.back()->kind != catalog::RelationKind::table) {
            throw Error(Code::wrong_object_type, "\"{}\" is not a table", relations.back()->name).at(name->span);
        }
        if (analyze != nullptr) {
            for (const sql::Name& column : analyze->columns) {
                if (relations.back()->find_column(column.text) == nullptr) {
                    throw Error(Code::undefined_column, "column \"{}\" of relation \"{}\" does not exist",
                                column.text, relations.back()->name)
                        .at(column.span);
                }
            }
        }
    } else {
        const auto current = snapshot();
        const catalog::AccessRules rules(*current, user_);
        for (const auto& [oid, relation] : current->relations.all()) {
            const bool mine = vacuum != nullptr ? rules.may_vacuum(*relation) : rules.may_analyze(*relation);
            if (relation->kind == catalog::RelationKind::table && mine) relations.push_back(relation);
        }
    }
    if (analyze != nullptr && analyze->compression) {
        std::vector<std::vector<Value>> rows;
        for (const auto& relation : relations) {
            for (const catalog::Column& column : relation->columns) {
                if (!analyze->columns.empty() &&
                    std::none_of(analyze->columns.begin(), analyze->columns.end(),
                                 [&](const sql::Name& wanted) { return wanted.text == column.name; })) {
                    continue;
                }
                // The engine chooses its own compression, so the column's declared encoding is the advice.
                rows.push_back({relation->name, column.name, column.encoding, "0.00"});
            }
        }
        return_rows(execution, std::move(rows));
        return;
    }
    detach_open_result();
    ensure_engine_transaction();
    for (const auto& relation : relations) {
        cancel_.check();
        const std::int64_t began = now_micros();
        const auto engine_name = catalog::engine_name(*relation);
        connection_->execute("ANALYZE " + (engine_name.schema.empty() ? "" : engine_name.schema + ".") +
                             engine_name.table);
        note_maintained(*relation, vacuum != nullptr, began, execution);
    }
}

void SessionImpl::run_cancel(const sql::Cancel& statement, StatementExecution& execution) {
    const bool all = catalog::AccessRules(*snapshot(), user_).has_system_permission("cancel");
    const bool found = cluster_.cancel(static_cast<std::int32_t>(statement.process_id), CancelReason::user_request,
                                       [&](std::int32_t owner) { return all || owner == user_; });
    if (!found) {
        notices_.push_back({"WARNING", Code::warning,
                            fmt::format("PID {} is not a Redshift server process", statement.process_id), {}});
    }
    execution.tag = "CANCEL";
}

void SessionImpl::run_lock(const sql::Lock& statement, StatementExecution& execution) {
    if (block_ != Block::explicit_ && procedures_.depth == 0) {
        throw Error(Code::no_active_sql_transaction, "LOCK TABLE can only be used in transaction blocks");
    }
    for (const sql::QualifiedName& name : statement.tables) {
        const auto relation = view().relation(texts(name), name.span);
        if (relation->kind != catalog::RelationKind::table) {
            throw Error(Code::wrong_object_type, "\"{}\" is not a table", relation->name).at(name.span);
        }
        const auto current = snapshot();
        const catalog::AccessRules checker(*current, user_);
        if (!checker.has_privilege(*relation, catalog::kUpdate) &&
            !checker.has_privilege(*relation, catalog::kDelete) &&
            !checker.has_privilege(*relation, catalog::kSelect)) {
            throw Error(Code::insufficient_privilege, "permission denied for relation {}", relation->name);
        }
        lock_exclusive(relation->oid);
    }
    execution.tag = "LOCK TABLE";
}

void SessionImpl::run_explain(const sql::Explain& statement, StatementExecution& execution) {
    const auto view_now = view();
    auto context = analyze_context(view_now);
    const sql::Statement& inner = *statement.statement;
    const auto counts = cluster_.row_counts();
    const catalog::AccessRules rules(view_now.snapshot(), user_);
    const plan::RowCounts row_counts = [&](const catalog::Relation& relation) {
        // How many rows are hidden is nobody's business either.
        if (relation.row_level_security && !rules.ignores_rls()) return std::int64_t{0};
        const auto found = counts.find(relation.oid);
        return found == counts.end() ? std::int64_t{0} : found->second;
    };
    std::vector<std::string> lines;
    if (inner.kind == Kind::create_table_as) {
        const auto query = analyze::analyze_query(*sql::as<sql::CreateTableAs>(inner).query, context);
        security::enforce_explain(*query, context, user_);
        lines = plan::explain(*query, row_counts);
    } else {
        const auto bound = analyze::analyze(inner, context);
        security::enforce_explain(*bound, context, user_);
        lines = plan::explain(*bound, row_counts);
    }
    std::vector<std::vector<Value>> rows;
    for (std::string& line : lines) rows.push_back({Value(std::move(line))});
    return_rows(execution, std::move(rows));
    execution.tag = "EXPLAIN";
}

}  // namespace blueshift::session
