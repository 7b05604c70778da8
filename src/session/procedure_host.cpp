#include "session/procedure_host.h"

#include <array>

#include "analyze/evaluate.h"
#include "analyze/expr_binder.h"
#include "plpgsql/parser.h"
#include "sql/ast/routine.h"

namespace blueshift::session {

namespace {

using analyze::as;
using Kind = sql::StatementKind;
using plpgsql::RaiseLevel;

/// Statements that need a transaction of their own, or a client. To add one: a row.  Doc: dg/stored-procedure-constraints
struct ForbiddenRow {
    Kind kind;
    std::string_view name;
};
constexpr ForbiddenRow kForbidden[] = {
    {Kind::vacuum, "VACUUM"},
    {Kind::create_database, "CREATE DATABASE"},
    {Kind::prepare, "PREPARE"},
    {Kind::create_external_table, "CREATE EXTERNAL TABLE"},
    {Kind::begin, "BEGIN"},
    {Kind::commit, "COMMIT"},
    {Kind::rollback, "ROLLBACK"},
    {Kind::declare_cursor, "DECLARE CURSOR"},
};

bool selects_into(const sql::Statement& statement) {
    return statement.kind == Kind::select &&
           analyze::find_into(*sql::as<sql::SelectStatement>(statement).query) != nullptr;
}

bool appends(const sql::AlterTable& statement) {
    return std::any_of(statement.actions.begin(), statement.actions.end(), [](const sql::AlterTableAction& action) {
        return action.kind == sql::AlterTableKind::append;
    });
}

/// The number at the end of a command tag.
std::int64_t affected_rows(const std::string& tag) {
    const std::size_t digits = tag.find_last_not_of("0123456789") + 1;
    return digits >= tag.size() ? 0 : std::stoll(tag.substr(digits));
}

plpgsql::Shape shape_of(std::span<const ResultColumn> columns) {
    plpgsql::Shape shape;
    for (const ResultColumn& column : columns) {
        shape.names.push_back(column.name);
        shape.types.push_back(column.type);
    }
    return shape;
}

/// Reads one row of a batch, and the next batch when it is used up.
bool next_row(BatchSource* source, Batch& batch, std::size_t& position, const plpgsql::Shape& shape,
              std::vector<Value>& row) {
    while (position >= batch.row_count) {
        batch = Batch{};
        position = 0;
        if (source == nullptr || !source->next(batch)) return false;
    }
    row.clear();
    for (std::size_t column = 0; column < shape.types.size(); ++column) {
        row.push_back(value_at(batch.columns[column], position, shape.types[column]));
    }
    ++position;
    return true;
}

}  // namespace

/// Rows of a statement that is running.
class ProcedureHost::QueryRows : public Rows {
public:
    QueryRows(SessionImpl& session, std::unique_ptr<StatementExecution> execution)
        : session_(session), execution_(std::move(execution)), shape_(shape_of(execution_->columns())) {}
    ~QueryRows() override { finish({}); }

    const plpgsql::Shape& shape() const override { return shape_; }
    bool next(std::vector<Value>& row) override {
        try {
            if (next_row(execution_->source.get(), batch_, position_, shape_, row)) {
                ++execution_->returned_rows;
                return true;
            }
        } catch (const Error& error) {
            finish(&error);
            throw;
        }
        finish(nullptr);
        return false;
    }

private:
    void finish(const Error* error) {
        execution_->source.reset();
        if (!logged_) session_.log_end(*execution_, error);
        logged_ = true;
    }

    SessionImpl& session_;
    std::unique_ptr<StatementExecution> execution_;
    plpgsql::Shape shape_;
    Batch batch_;
    std::size_t position_ = 0;
    bool logged_ = false;
};

/// The rows that a loop goes over: a cursor without a name, which ends with its transaction.
class ProcedureHost::LoopRows : public Rows {
public:
    LoopRows(ProcedureState& state, std::unique_ptr<Rows> rows)
        : state_(state), rows_(std::move(rows)), transaction_(state.transaction) {
        ++state_.open_loops;
    }
    ~LoopRows() override {
        rows_.reset();
        --state_.open_loops;
    }

    const plpgsql::Shape& shape() const override { return rows_->shape(); }
    bool next(std::vector<Value>& row) override {
        if (transaction_ != state_.transaction) {
            throw Error(Code::invalid_cursor_name, "cursor \"<unnamed portal 1>\" does not exist")
                .hint("COMMIT, ROLLBACK and TRUNCATE close the cursor of a loop.");
        }
        return rows_->next(row);
    }

private:
    ProcedureState& state_;
    std::unique_ptr<Rows> rows_;
    std::uint64_t transaction_;
};

/// A cursor of the session.
class ProcedureHost::CursorRows : public Rows {
public:
    CursorRows(SessionImpl& session, std::string name) : session_(session), name_(std::move(name)) {
        shape_ = shape_of(session_.cursors_.at(name_).columns);
    }
    const plpgsql::Shape& shape() const override { return shape_; }
    bool next(std::vector<Value>& row) override {
        SessionImpl::Cursor& cursor = session_.cursors_.at(name_);
        return next_row(cursor.source.get(), cursor.batch, cursor.position, shape_, row);
    }

private:
    SessionImpl& session_;
    std::string name_;
    plpgsql::Shape shape_;
};

std::shared_ptr<Statement> ProcedureHost::plan(const Fragment& fragment, const std::vector<Cell>& arguments) {
    std::vector<Type> types;
    for (const Cell& cell : arguments) {
        // Cursors go by their names.
        types.push_back(cell.type.id == TypeId::refcursor ? Type{TypeId::varchar} : cell.type);
    }
    CompiledProcedure::Plan fresh;
    CompiledProcedure::Plan& kept = fragment.is_dynamic ? fresh : procedure_.plans[&fragment];
    if (kept.statement == nullptr) {
        kept.statement = std::make_shared<Statement>(session_, *fragment.source, fragment.ast, types);
        kept.types = types;
    } else if (kept.types != types) {
        kept.statement->declare(types);
        kept.types = types;
    }
    return kept.statement;
}

std::unique_ptr<StatementExecution> ProcedureHost::execution(const Fragment& fragment,
                                                             const std::vector<Cell>& arguments) {
    std::vector<Value> values;
    for (const Cell& cell : arguments) values.push_back(cell.value);
    return std::make_unique<StatementExecution>(session_, plan(fragment, arguments), std::move(values), true);
}

void ProcedureHost::run(StatementExecution& execution) {
    session_.log_start(execution);
    try {
        // All queries of a call see one moment. Statements that write begin the transaction themselves, once they have their lock.
        if (execution.statement->ast().kind == Kind::select) session_.ensure_engine_transaction();
        session_.analyze(*execution.statement);
        session_.run_bound_or_command(execution);
    } catch (const Error& error) {
        session_.log_end(execution, &error);
        throw;
    }
}

plpgsql::Cell ProcedureHost::evaluate(const Fragment& expression, const std::vector<Cell>& arguments) {
    auto computed = execution(expression, arguments);
    Statement& statement = *computed->statement;
    session_.analyze(statement);
    const auto& query = *as<analyze::BoundSelectStatement>(*statement.analysis->bound).query;
    const auto& select = as<analyze::BoundSelect>(*query.body);
    const Type type = query.fields.front().type;
    if (auto value = analyze::evaluate_simple(*select.outputs.front(), computed->parameters, session_.text_)) {
        return {type, std::move(*value)};
    }
    session_.ensure_engine_transaction();
    session_.analyze(statement);
    session_.run_select(*computed);
    const plpgsql::Shape shape = shape_of(computed->columns());
    Batch batch;
    std::size_t position = 0;
    std::vector<Value> row;
    if (!next_row(computed->source.get(), batch, position, shape, row)) return {type, Value()};
    return {type, std::move(row.front())};
}

std::unique_ptr<plpgsql::Rows> ProcedureHost::query(const Fragment& query, const std::vector<Cell>& arguments) {
    check_allowed(*query.ast);
    auto started = execution(query, arguments);
    run(*started);
    return std::make_unique<QueryRows>(session_, std::move(started));
}

std::unique_ptr<plpgsql::Rows> ProcedureHost::loop_rows(const Fragment& query_fragment,
                                                        const std::vector<Cell>& arguments) {
    refuse_second_cursor();
    return std::make_unique<LoopRows>(session_.procedures_, query(query_fragment, arguments));
}

bool ProcedureHost::gives_rows(const Fragment& statement) const {
    if (statement.ast == nullptr) return false;
    switch (statement.ast->kind) {
        case Kind::select: return !selects_into(*statement.ast);
        case Kind::show:
        case Kind::explain:
        case Kind::fetch: return true;
        default: return false;
    }
}

void ProcedureHost::check_allowed(const sql::Statement& statement) const {
    const auto refuse = [](std::string_view name) {
        throw Error(Code::active_sql_transaction, "{} cannot be executed from a function or multi-command string", name);
    };
    for (const ForbiddenRow& row : kForbidden) {
        if (row.kind == statement.kind) refuse(row.name);
    }
    if (statement.kind == Kind::drop && sql::as<sql::Drop>(statement).object == sql::ObjectKind::database) {
        refuse("DROP DATABASE");
    }
    if (statement.kind == Kind::alter_table && appends(sql::as<sql::AlterTable>(statement))) {
        refuse("ALTER TABLE APPEND");
    }
    if (statement.kind == Kind::set && sql::as<sql::Set>(statement).local) {
        throw Error(Code::feature_not_supported, "SET LOCAL is not supported in stored procedures");
    }
    if (statement.kind == Kind::copy_stdio) {
        throw Error(Code::feature_not_supported, "cannot COPY to/from client in PL/pgSQL");
    }
}

std::int64_t ProcedureHost::execute(const Fragment& statement, const std::vector<Cell>& arguments) {
    if (statement.ast == nullptr) return 0;
    const sql::Statement& ast = *statement.ast;
    check_allowed(ast);
    if (ast.kind == Kind::call) {
        call(statement, arguments);
        return 0;
    }
    const bool truncates = ast.kind == Kind::truncate;
    if (truncates) require_may_end("TRUNCATE");
    auto started = execution(statement, arguments);
    if (gives_rows(statement)) {
        // What is wrong with the query itself comes first.
        session_.analyze(*started->statement);
        throw Error(Code::syntax_error, "SELECT query has no destination for result data")
            .hint("If you want to discard the results, use PERFORM instead.");
    }
    run(*started);
    Batch batch;
    while (started->source != nullptr && started->source->next(batch)) {
    }
    started->source.reset();
    session_.log_end(*started, nullptr);
    if (truncates) {
        session_.commit();
        begin_transaction(SessionImpl::Block::implicit);
    }
    return affected_rows(started->tag);
}

std::vector<plpgsql::Cell> ProcedureHost::call(const Fragment& statement, const std::vector<Cell>& arguments) {
    const auto started = execution(statement, arguments);
    session_.log_start(*started);
    std::vector<Cell> results;
    try {
        const auto& call = sql::as<sql::Call>(*statement.ast);
        const SessionImpl::BoundProcedureCall bound = session_.bind_procedure_call(call, *started);
        const std::vector<Cell> values = session_.call_procedure(bound.procedure, bound.inputs);
        for (std::size_t i = 0; i < values.size(); ++i) {
            switch (bound.procedure->arguments[i].mode) {
                case catalog::ArgumentMode::in: results.push_back({}); break;
                case catalog::ArgumentMode::inout: results.push_back(values[i]); break;
                case catalog::ArgumentMode::out: break;
            }
        }
    } catch (const Error& error) {
        session_.log_end(*started, &error);
        throw;
    }
    session_.log_end(*started, nullptr);
    return results;
}

plpgsql::FragmentPtr ProcedureHost::parse_dynamic(std::string text) {
    auto fragment = plpgsql::parse_dynamic(std::move(text), procedure_.case_sensitive);
    if (fragment->ast == nullptr) return fragment;
    const Kind kind = fragment->ast->kind;
    if (kind == Kind::commit || kind == Kind::rollback || kind == Kind::begin) {
        throw Error(Code::feature_not_supported, "EXECUTE of transaction commands is not implemented");
    }
    if (selects_into(*fragment->ast)) {
        throw Error(Code::feature_not_supported, "EXECUTE of SELECT ... INTO is not implemented");
    }
    return fragment;
}

Value ProcedureHost::convert(const Cell& cell, Type target) {
    if (cell.type == target || cell.value.is_null()) return cell.value;
    const auto view_now = session_.view();
    auto context = session_.analyze_context(view_now);
    analyze::BoundExprPtr converted;
    try {
        converted = analyze::coerce(std::make_unique<analyze::BoundConstant>(cell.type, cell.value), target,
                                    functions::CastContext::assignment, context);
    } catch (const Error& error) {
        if (error.code() != Code::cannot_coerce && error.code() != Code::datatype_mismatch) throw;
        // Without an assignment cast the value goes by way of its text.
        return value_from_text(target, to_text(cell), session_.text_);
    }
    return session_.evaluate(*converted);
}

std::string ProcedureHost::to_text(const Cell& cell) {
    return value_to_text(cell.type, cell.value, session_.text_);
}

Type ProcedureHost::column_type(const plpgsql::ColumnType& column) {
    std::vector<std::string> parts;
    for (const sql::Name& part : column.table.parts) parts.push_back(part.text);
    // Without a position, which would be one in the body.
    const auto relation = session_.view().relation(parts, {});
    const catalog::Column* found = relation->find_column(column.column);
    if (found == nullptr) {
        throw Error(Code::undefined_column, "column \"{}\" of relation \"{}\" does not exist", column.column,
                    relation->name);
    }
    return found->type;
}

void ProcedureHost::message(RaiseLevel level, const std::string& text, const std::string& detail, int) {
    if (level == RaiseLevel::exception) return;
    static constexpr std::array<const char*, 5> kSeverities = {"DEBUG", "LOG", "INFO", "NOTICE", "WARNING"};
    Notice notice;
    notice.severity = kSeverities[static_cast<std::size_t>(level)];
    notice.code = level == RaiseLevel::warning ? Code::warning : Code::successful_completion;
    notice.message = text;
    notice.detail = detail;
    if (session_.shows_notice(notice)) session_.notices_.push_back(std::move(notice));
}

void ProcedureHost::refuse_second_cursor() const {
    if (session_.cursors_.empty() && session_.procedures_.open_loops == 0) return;
    throw Error(Code::feature_not_supported, "a session can have only one open cursor at a time")
        .hint("Loops over the rows of a query are cursors, too.");
}

void ProcedureHost::open_cursor(const std::string& name, const Fragment& query_fragment,
                                const std::vector<Cell>& arguments) {
    refuse_second_cursor();
    if (!gives_rows(query_fragment)) {
        throw Error(Code::invalid_cursor_definition, "cannot open a cursor on a statement that returns no rows");
    }
    auto started = execution(query_fragment, arguments);
    run(*started);
    SessionImpl::Cursor cursor;
    const auto columns = started->columns();
    cursor.columns.assign(columns.begin(), columns.end());
    cursor.source = std::move(started->source);
    // The plan goes with the procedure, the cursor may outlive it.
    session_.detach_open_result();
    session_.log_end(*started, nullptr);
    cursors_.erase(name);
    session_.cursors_[name] = std::move(cursor);
}

plpgsql::Rows& ProcedureHost::cursor(const std::string& name) {
    if (!session_.cursors_.contains(name)) {
        throw Error(Code::invalid_cursor_name, "cursor \"{}\" does not exist", name);
    }
    auto& rows = cursors_[name];
    if (rows == nullptr) rows = std::make_unique<CursorRows>(session_, name);
    return *rows;
}

void ProcedureHost::close_cursor(const std::string& name) {
    cursors_.erase(name);
    if (session_.cursors_.erase(name) == 0) {
        throw Error(Code::invalid_cursor_name, "cursor \"{}\" does not exist", name);
    }
}

void ProcedureHost::require_may_end(const char* command) const {
    if (!session_.procedures_.atomic) return;
    RoutineError error(kInvalidTransactionTermination,
                       fmt::format("{} cannot be invoked from a procedure that is executing in an atomic context.", command));
    error.hint("Try calling the procedure as a top-level call i.e. not from within an explicit transaction block. "
               "Or, if this procedure (or one of its ancestors in the call chain) was created with SET config "
               "options, recreate the procedure without them.");
    throw error;
}

void ProcedureHost::begin_transaction(SessionImpl::Block block) {
    session_.begin_block();
    // A commit that has failed has left no block.
    session_.block_ = block == SessionImpl::Block::none ? SessionImpl::Block::implicit : block;
    ++session_.procedures_.transaction;
}

void ProcedureHost::commit() {
    require_may_end("COMMIT");
    session_.procedures_.in_transaction = false;
    session_.commit();
    begin_transaction(SessionImpl::Block::implicit);
}

void ProcedureHost::rollback() {
    require_may_end("ROLLBACK");
    session_.procedures_.in_transaction = false;
    session_.rollback();
    begin_transaction(SessionImpl::Block::implicit);
}

void ProcedureHost::start_transaction() {
    ProcedureState& state = session_.procedures_;
    if (!state.nonatomic) {
        throw Error(Code::feature_not_supported, "START TRANSACTION is only supported in NONATOMIC procedures");
    }
    if (state.in_transaction) {
        session_.notices_.push_back(
            {"WARNING", Code::active_sql_transaction, "there is already a transaction in progress", {}});
    }
    state.in_transaction = true;
}

void ProcedureHost::statement_done() {
    if (session_.procedures_.in_transaction) return;
    session_.commit();
    begin_transaction(SessionImpl::Block::implicit);
}

void ProcedureHost::enter_handler() {
    const SessionImpl::Block block = session_.block_;
    session_.procedures_.in_transaction = false;
    session_.rollback();
    begin_transaction(block);
}

void ProcedureHost::leave_handler() {
    const SessionImpl::Block block = session_.block_;
    session_.commit();
    begin_transaction(block);
}

}  // namespace blueshift::session
