#pragma once
/// Prepared statements and their executions, as the session makes them.
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "analyze/bound_statement.h"
#include "catalog/model.h"
#include "engine/profiling.h"
#include "plan/explain.h"
#include "session/session.h"
#include "sql/ast/statement.h"

namespace blueshift::session {

class SessionImpl;

/// A parsed statement; analyzed when first needed and again when the catalog or the session's settings have changed.
class Statement : public PreparedStatement {
public:
    Statement(SessionImpl& session, std::string text, std::shared_ptr<const sql::Statement> ast,
              std::vector<Type> declared)
        : session_(session), text_(std::move(text)), ast_(std::move(ast)), declared_(std::move(declared)) {}

    std::span<const Type> parameter_types() const override;
    std::span<const ResultColumn> columns() const override;
    bool is_empty() const override { return ast_ == nullptr; }

    const std::string& text() const { return text_; }
    const sql::Statement& ast() const { return *ast_; }
    const std::vector<Type>& declared_types() const { return declared_; }
    /// Gives parameters their types, as PREPARE does; what was analyzed before is forgotten.
    void declare(std::vector<Type> types) {
        declared_ = std::move(types);
        analysis.reset();
    }

    /// What analysis found; valid while `environment` is the session's.
    struct Analysis {
        std::uint64_t environment = 0;
        analyze::BoundStatementPtr bound;  ///< null for commands
        std::vector<ResultColumn> columns;
        std::vector<Type> parameter_types;
        /// The engine's statement, when its text holds nothing that changes between executions.
        std::unique_ptr<engine::Prepared> prepared;
        /// Made when the statement is first executed.
        std::shared_ptr<const std::vector<plan::PlanLine>> plan;
        bool reads_relations = false;     ///< tables or system relations; otherwise the leader answers
        std::int64_t scanned_tables = 0;  ///< how many operators of the plan scan a user's table
    };
    std::optional<Analysis> analysis;

private:
    void refresh() const;

    SessionImpl& session_;
    std::string text_;
    std::shared_ptr<const sql::Statement> ast_;
    std::vector<Type> declared_;
};

/// The result of a query while it is being read. It can be cut off from the engine by reading the rest into memory.
class OpenResult : public BatchSource {
public:
    OpenResult(std::unique_ptr<BatchSource> source, OpenResult** registration);
    ~OpenResult() override;
    bool next(Batch& batch) override;
    /// Reads all that is left into memory and lets go of the engine.
    void detach();

private:
    void unregister();

    std::unique_ptr<BatchSource> source_;
    OpenResult** registration_;
    std::vector<Batch> buffered_;
    std::size_t buffered_position_ = 0;
};

/// Bytes of a batch's values, for logs.
std::int64_t batch_bytes(const Batch& batch);

class StatementExecution : public Execution {
public:
    StatementExecution(SessionImpl& session, std::shared_ptr<Statement> statement,
                       std::vector<Value> parameters, bool implicit_block);
    ~StatementExecution() override;

    std::span<const ResultColumn> columns() const override;
    CopyDirection copy() const override;
    void copy_in(CopySource& source) override;
    void copy_out(CopySink& sink) override;
    bool next(Batch& batch) override;
    std::string command_tag(std::int64_t row_count) const override;

    // Set by the session while it runs the statement.
    std::shared_ptr<Statement> statement;
    std::vector<Value> parameters;
    bool implicit_block = false;
    bool autocommit = false;  ///< the session opened a transaction for this statement alone
    std::vector<ResultColumn> result_columns;  ///< of commands that return rows
    bool has_result_columns = false;
    std::unique_ptr<BatchSource> source;
    std::string tag;          ///< without the row count
    bool tag_counts_rows = false;
    std::int64_t returned_rows = 0;
    std::int64_t query_id = -1;      ///< of STL relations; -1 for commands, which have none there
    std::int64_t statement_id = 0;   ///< of SYS relations; 0 until it is logged
    std::int64_t caller_id = 0;      ///< of SYS relations, the CALL that runs it; 0: none
    std::string logged_text;         ///< without secrets
    std::int64_t returned_bytes = 0;
    std::int64_t affected_rows = 0;
    catalog::Oid written = catalog::kInvalidOid;  ///< the table that got or lost rows
    bool leader_only = false;        ///< answered without the engine
    std::uint64_t engine_run = 0;    ///< the engine's number of the measured statement; 0: none
    std::optional<engine::OperatorProfile> profile;
    std::int64_t started_micros = 0;
    CopySource* copy_source = nullptr;
    CopySink* copy_sink = nullptr;

private:
    template <class Action>
    void guarded(const Action& action);

    SessionImpl& session_;
    bool started_ = false;
    bool finished_ = false;
};

}  // namespace blueshift::session
