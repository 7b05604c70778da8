#pragma once
/// A session's state and what it does with statements. Split over: session_impl.cpp (life, settings), transaction.cpp,
/// pipeline.cpp (the stages in order), commands.cpp, cursors.cpp, show.cpp, session_values.cpp.
#include <atomic>
#include <deque>
#include <functional>
#include <map>
#include <memory>
#include <mutex>
#include <optional>
#include <set>
#include <string>
#include <vector>

#include "catalog/external.h"
#include "catalog/view.h"
#include "copy/source.h"
#include "engine/engine.h"
#include "exec/context.h"
#include "exec/settings.h"
#include "result/copy_options.h"
#include "external/scan.h"
#include "session/cluster.h"
#include "session/freshness.h"
#include "session/procedure_state.h"
#include "session/session.h"
#include "session/statement.h"
#include "sql/ast/copy_job.h"
#include "plpgsql/host.h"
#include "sql/ast/dml.h"
#include "sql/ast/external.h"
#include "sql/ast/materialized_view.h"
#include "sql/ast/routine.h"
#include "sql/ast/utility.h"

namespace blueshift::session {

struct Step;

class SessionImpl : public Session {
public:
    SessionImpl(Cluster& cluster, const ClientInfo& client, std::int32_t process_id,
                const catalog::User& user, const catalog::Database& database);
    ~SessionImpl() override;

    std::vector<std::unique_ptr<PreparedStatement>> parse_script(std::string_view sql) override;
    std::unique_ptr<PreparedStatement> prepare(std::string_view sql,
                                               std::span<const std::uint32_t> parameter_oids) override;
    std::unique_ptr<Execution> execute(std::shared_ptr<PreparedStatement> statement,
                                       std::vector<Value> parameters, bool implicit_block) override;
    void end_implicit_transaction() override;
    void statement_failed() override;
    TransactionStatus transaction_status() const override;
    std::vector<Notice> take_notices() override;
    std::vector<std::pair<std::string, std::string>> take_parameter_changes() override;
    const TextSettings& text_settings() const override { return text_; }
    std::string oid_name(TypeId type, std::int64_t oid) override;
    void cancel(CancelReason reason) override;
    std::optional<std::vector<ResultColumn>> cursor_columns(std::string_view name) const override;
    void check_canceled() const override { cancel_.check(); }
    NamedStatements& named_statements() override { return named_statements_; }
    std::int64_t statement_timeout_ms() const override { return settings_.integer("statement_timeout"); }
    std::int64_t idle_timeout_ms() const override;
    std::int32_t process_id() const override { return process_id_; }

    // What the cluster and the system relations ask; safe from other threads.
    std::int32_t authenticated_user() const { return authenticated_user_; }
    catalog::Oid database() const { return database_; }
    catalog::system::SessionInfo info() const;

    // What system relations ask while a statement of this session runs.
    catalog::CatalogView statement_view();
    /// Columns of a late-binding view as it binds now; nothing when it does not.
    std::optional<std::vector<catalog::Column>> late_binding_columns(const catalog::Relation& relation);
    std::vector<catalog::system::SettingInfo> setting_infos() const;
    /// set_config(): takes effect for the statements that follow.
    std::string set_setting(const std::string& name, const std::string& value, bool local);
    /// pg_cancel_backend() and pg_terminate_backend(). Throws insufficient_privilege (42501).
    bool signal(std::int32_t process_id, bool terminate);
    std::optional<std::string> setting(const std::string& name) const { return settings_.find(name); }

    // For executions.
    /// Starts `execution`'s statement: fills its source, or does its work and sets its tag.
    void run(StatementExecution& execution);
    /// Called when an execution has come to its end.
    void finish(StatementExecution& execution);
    /// Called when an execution throws: rolls back or marks the transaction as failed.
    void fail(StatementExecution& execution, const Error& error);
    /// Called when an execution is dropped before its end.
    void abandon(StatementExecution& execution);
    void analyze(Statement& statement);

private:
    enum class Block { none, implicit, explicit_, failed };

    // transaction.cpp
    void begin_block();
    void commit();
    void rollback();
    void ensure_engine_transaction();
    void write_catalog_changes();
    void release_transaction(bool committed);
    /// Tells the cluster which relations the committed transaction has written, and which views it has computed.
    void publish_writes();
    void check_not_failed(const Statement& statement) const;
    void refuse_in_block(std::string_view what, const StatementExecution& execution) const;
    /// Marks the columns in which a write has put values with trailing blanks.
    void absorb_blank_marks(const catalog::Relation& relation);
    void lock_exclusive(catalog::Oid relation);
    void remember_local_setting(const std::string& name);

    // session_impl.cpp
    catalog::CatalogView view() const;
    std::shared_ptr<const catalog::Snapshot> snapshot() const;
    analyze::AnalyzeContext analyze_context(const catalog::CatalogView& view) const;
    emit::EmitContext emit_context();
    exec::ExecContext exec_context();
    /// Changes whenever something that analysis depends on does.
    std::uint64_t environment() const;
    void environment_changed() { ++environment_version_; }
    void settings_changed();
    std::vector<std::string> effective_search_path() const;
    std::string user_name() const;
    bool superuser() const;

    // statement_log.cpp
    void log_start(StatementExecution& execution);
    /// `error` is null after success.
    void log_end(const StatementExecution& execution, const Error* error);
    void log_unparsed(std::string_view sql, const Error& error);
    void log_transaction_start();
    /// `commit_started_micros` is 0 for a rollback.
    void log_transaction_end(bool committed, bool writes, std::int64_t commit_started_micros);
    /// Users that this transaction makes, alters or drops; call before its changes are published.
    void log_user_changes();
    void log_conflict();
    void log_refresh(const catalog::Relation& view, std::int64_t started_micros, std::string_view status);
    /// Remembers for the logs that `execution` has made and filled a table.
    void note_created(const std::vector<std::string>& name, Span span, StatementExecution& execution);
    /// Logs a VACUUM or ANALYZE of one table, and keeps its time with the table.
    void note_maintained(const catalog::Relation& relation, bool vacuum, std::int64_t started_micros,
                         const StatementExecution& execution);
    void log_session_end();

    // execution_log.cpp
    /// Has the engine measure `statement`, which is analyzed.
    void measure(Statement& statement);
    /// Keeps what the engine measured; call before it runs anything else.
    void take_profile(StatementExecution& execution);
    void log_execution(const StatementExecution& execution, std::int64_t ended_micros);
    void write_steps(const StatementExecution& execution, const std::vector<Step>& steps, std::int64_t ended_micros);
    void write_plan(const StatementExecution& execution, const std::vector<Step>& steps);
    void write_alerts(const StatementExecution& execution, const std::vector<Step>& steps, std::int64_t ended_micros);

    // pipeline.cpp
    void run_bound_or_command(StatementExecution& execution);
    void run_select(StatementExecution& execution);
    void run_write(StatementExecution& execution);
    void run_command(StatementExecution& execution);
    std::vector<ResultColumn> query_columns(const analyze::BoundQuery& query,
                                            const catalog::CatalogView& view) const;
    bool answer_without_engine(StatementExecution& execution);
    /// Nothing when the engine has to compute the rows. `parameters` are those of the statement.
    std::optional<std::int64_t> append_literal_rows(const analyze::BoundInsert& insert,
                                                    std::span<const Value> parameters);
    std::unique_ptr<BatchSource> open_query(Statement& statement, const std::vector<Value>& parameters);
    /// Reads what is left of the open result into memory, because the engine is needed for something else.
    void detach_open_result();

    // commands.cpp
    bool run_transaction_command(StatementExecution& execution);
    bool run_session_command(StatementExecution& execution);
    /// SET SESSION AUTHORIZATION; the user who logged in for an empty name.
    void set_authorization(const sql::Name& name);
    void run_set(const sql::Set& statement, StatementExecution& execution);
    void set_seed(const sql::Set& statement);
    void run_use(const sql::Name& database);
    void run_create_table_as(StatementExecution& execution);
    void run_prepare(const sql::Prepare& statement, StatementExecution& execution);
    void run_execute(const sql::Execute& statement, StatementExecution& execution);
    void run_truncate(const sql::Truncate& statement, StatementExecution& execution);
    void run_maintenance(StatementExecution& execution);
    void run_cancel(const sql::Cancel& statement, StatementExecution& execution);
    void run_lock(const sql::Lock& statement, StatementExecution& execution);
    void run_explain(const sql::Explain& statement, StatementExecution& execution);

    // materialized_views.cpp
    void run_refresh(const sql::RefreshMaterializedView& statement, StatementExecution& execution);
    void run_create_materialized_view(const sql::CreateMaterializedView& statement, StatementExecution& execution);
    void refresh(const catalog::Relation& view, exec::ExecContext& context);
    /// Opens the engine's transaction for a statement that computes materialized views.
    void begin_computing();
    /// Notes that the rows of `view` were computed from `sources`, for when the transaction commits.
    void note_computed(catalog::Oid view, const std::vector<catalog::Oid>& sources);

    // copy_unload.cpp
    /// `job` is the one that runs, null for a statement of its own.
    void run_copy(const sql::Copy& statement, StatementExecution& execution, const catalog::CopyJob* job = nullptr);
    void run_unload(const sql::Unload& statement, StatementExecution& execution);
    /// Who runs the statement and since when, for the load log.
    catalog::system::TransferStatement transfer_statement(const StatementExecution& execution) const;
    copy::Environment copy_environment(const StatementExecution& execution, catalog::Oid table);

    // external.cpp
    external::Environment external_environment(const catalog::CatalogView& view_now);
    std::string external_scan(const analyze::BoundTable& table, const std::vector<emit::RowCondition>& conditions);
    /// An error of a statement that has read external tables, as the vendor words it.
    Error worded(const Error& error) const;
    void run_create_external_table(const sql::CreateExternalTable& statement, StatementExecution& execution);
    void run_insert_external(const analyze::BoundInsert& insert, StatementExecution& execution);
    std::int64_t write_external(const catalog::Relation& relation, const analyze::BoundQuery& query, bool as_created,
                                StatementExecution& execution);
    /// Changes of external schemas and tables are not undone with a transaction.
    void refuse_external_in_block(const StatementExecution& execution);

    // copy_job.cpp
    std::vector<ResultColumn> copy_job_columns(const sql::CopyJob& statement) const;
    void run_copy_job(const sql::CopyJob& statement, StatementExecution& execution);
    void create_copy_job(const sql::CopyJob& statement);
    void select_new_objects(const catalog::CopyJob& job, copy::Environment& environment) const;
    void remember_loaded(const catalog::CopyJob& job, const std::vector<copy::SourceObject>& objects);

    // copy_stdio.cpp
    void run_copy_stdio(StatementExecution& execution);
    std::int64_t copy_to(const sql::CopyStdio& statement, CopySink& sink);
    std::int64_t copy_from(const sql::CopyStdio& statement, CopySource& source);
    std::int64_t load_rows(const sql::CopyStdio& statement, const catalog::Relation& relation,
                           const result::CopyOptions& options, CopySource& source);
    Value default_value(const catalog::Column& column, const catalog::CatalogView& view);
    /// Value of an expression without columns.
    Value evaluate(const analyze::BoundExpr& expr);
    /// Tells the blank tracker of a value that is written without the engine's store functions.
    static void note_trailing_blank(const catalog::Column& column, catalog::Oid relation, const Value& value);


    /// Columns of a command that returns rows; empty for others.
    std::vector<ResultColumn> command_columns(const sql::Statement& statement) const;
    void return_rows(StatementExecution& execution, std::vector<std::vector<Value>> rows) const;

    // show.cpp
    void run_show(const sql::Show& statement, StatementExecution& execution);
    std::vector<ResultColumn> show_columns(const sql::Show& statement) const;

    // cursors.cpp
    void run_declare(const sql::DeclareCursor& statement, StatementExecution& execution);
    void run_fetch(const sql::Fetch& statement, StatementExecution& execution);
    void run_close(const sql::CloseCursor& statement, StatementExecution& execution);

    // procedures.cpp
    struct BoundProcedureCall {
        std::shared_ptr<const catalog::Routine> procedure;
        std::vector<Value> inputs;
    };
    void run_call(const sql::Call& statement, StatementExecution& execution);
    /// What CALL gives back, and the types of its parameters.
    void analyze_call(const sql::Call& statement, const Statement& prepared, Statement::Analysis& analysis) const;
    /// Finds the procedure and computes its arguments.
    BoundProcedureCall bind_procedure_call(const sql::Call& statement, StatementExecution& execution);
    /// Runs a procedure; returns its arguments' values at the end.
    std::vector<plpgsql::Cell> call_procedure(const std::shared_ptr<const catalog::Routine>& procedure,
                                              const std::vector<Value>& inputs);
    std::shared_ptr<CompiledProcedure> compile(const std::shared_ptr<const catalog::Routine>& procedure);
    void check_executable(const catalog::Routine& procedure) const;
    /// Whether client_min_messages lets a notice through.
    bool shows_notice(const Notice& notice) const;
    /// Value of an expression over the parameters of a statement.
    Value evaluate(analyze::BoundExprPtr expr, const std::vector<Type>& types, const std::vector<Value>& parameters);

    // session_values.cpp
    Value session_value(std::string_view name);
    Value current_schemas(bool with_implicit);

    friend class StatementExecution;
    friend class ProcedureHost;
    class ProcedureScope;

    Cluster& cluster_;
    ClientInfo client_;
    const std::int32_t process_id_;
    const std::int32_t authenticated_user_;
    std::int32_t user_;  ///< SET SESSION AUTHORIZATION changes it
    const catalog::Oid database_;
    std::optional<catalog::Oid> used_database_;  ///< USE: where statements look for their tables, in place of database_
    const std::int64_t started_micros_;
    std::unique_ptr<engine::Connection> connection_;
    CancelToken cancel_;
    std::atomic<bool> running_ = false;
    exec::Settings settings_;
    TextSettings text_;
    std::vector<Notice> notices_;
    std::map<std::string, std::string> reported_;
    bool parameters_reported_ = false;

    Block block_ = Block::none;
    bool engine_transaction_ = false;
    std::optional<catalog::WorkingCatalog> working_;
    exec::TemporaryRelations temporary_;
    exec::TemporaryRelations temporary_before_;
    exec::Settings settings_before_;
    std::set<catalog::Oid> locked_;                ///< relations that the transaction has locked: may have written
    std::optional<WriteCounts> counts_before_;     ///< from before the engine's snapshot, for note_computed
    std::map<catalog::Oid, WriteCounts> computed_views_;
    std::map<std::string, std::string> local_settings_;  ///< values before SET LOCAL
    std::int64_t transaction_id_ = 0;
    std::int64_t transaction_micros_ = 0;
    std::int64_t commit_started_micros_ = 0;
    std::uint64_t environment_version_ = 0;

    struct Cursor {
        std::vector<ResultColumn> columns;
        std::unique_ptr<BatchSource> source;
        Batch batch;
        std::size_t position = 0;
        std::int64_t started_micros = 0;
        std::int64_t fetched_rows = 0;
    };
    class CursorSource;
    std::map<std::string, Cursor> cursors_;
    bool reads_external_ = false;  ///< the running statement has read external tables
    NamedStatements named_statements_;
    ProcedureState procedures_;
    class OpenResult* open_result_ = nullptr;

    /// What other sessions may ask of the running statement.
    struct RunningInfo {
        std::int64_t query_id = -1;
        std::int64_t statement_id = 0;
        std::int64_t started_micros = 0;
        std::string type;
        std::string label;
        std::string text;
        bool waiting = false;
    };
    mutable std::mutex info_mutex_;  ///< guards the four below
    std::vector<RunningInfo> running_infos_;  ///< a CALL, then what runs inside of it
    std::vector<catalog::system::CursorState> open_cursors_;
    std::int64_t open_transaction_id_ = 0;
    std::int64_t open_transaction_micros_ = 0;
    std::int64_t planned_micros_ = 0;    ///< when the running statement's analysis was done
    std::int64_t lock_wait_micros_ = 0;  ///< of the running statement
    std::int64_t current_query_id_ = -1;   ///< of the statement that runs, as STL relations count
    std::int64_t last_query_id_ = -1;      ///< as STL relations count
    std::int64_t last_statement_id_ = -1;  ///< as SYS relations count
    std::int64_t last_copy_id_ = -1;
    std::int64_t last_copy_count_ = -1;
    std::int64_t last_unload_id_ = -1;
    std::int64_t last_unload_count_ = -1;
};

}  // namespace blueshift::session
