#pragma once
/// A session's connection to the embedded engine.
#include <memory>
#include <string>

#include "engine/duckdb/handles.h"
#include "engine/duckdb/interrupt_gate.h"
#include "engine/engine.h"
#include "engine/profiling.h"

namespace blueshift::engine {

/// What a connection shares with its open stream and appender.
struct ConnectionState {
    explicit ConnectionState(duckdb_connection connection) : gate(connection) {}
    InterruptGate gate;
    bool transaction_failed = false;  ///< the engine will not commit this transaction any more
};

class DuckDbPrepared;

class DuckDbConnection : public Connection, public Profiler {
public:
    explicit DuckDbConnection(ConnectionHandle handle);
    ~DuckDbConnection() override;

    void begin() override;
    void commit() override;
    void rollback() override;
    bool in_transaction() const override { return in_transaction_; }

    std::unique_ptr<Prepared> prepare(const std::string& sql) override;
    std::unique_ptr<BatchSource> query(Prepared& statement, std::span<const Type> parameter_types,
                                       std::span<const Value> parameters,
                                       std::vector<Type> types) override;
    std::unique_ptr<BatchSource> query(const std::string& sql, std::vector<Type> types) override;
    std::int64_t execute(const std::string& sql) override;
    std::int64_t execute(Prepared& statement, std::span<const Type> parameter_types,
                         std::span<const Value> parameters) override;
    std::unique_ptr<Appender> appender(const std::string& schema, const std::string& table,
                                       std::vector<Type> types) override;
    void interrupt() override { state_->gate.interrupt(); }
    void set_profiling(Profiling profiling) override;
    std::uint64_t last_run() const override { return last_run_; }
    std::optional<OperatorProfile> profile(std::uint64_t run) override;

private:
    PreparedHandle prepare_handle(const std::string& sql);
    /// Prepares the statement again with casts around it when its columns cannot be read as `types`.
    void fit_columns(DuckDbPrepared& statement, std::span<const Type> types);
    std::unique_ptr<BatchSource> stream(duckdb_prepared_statement statement, std::vector<Type> types);
    /// Runs to the end, or, when streaming, to the first rows.
    ResultHandle run(duckdb_prepared_statement statement, bool streaming);
    std::int64_t run_counting(duckdb_prepared_statement statement);
    void run_control(const char* sql);

    ConnectionHandle handle_;
    std::shared_ptr<ConnectionState> state_;
    bool in_transaction_ = false;
    Profiling profiling_ = Profiling::off;
    std::uint64_t last_run_ = 0;
};

}  // namespace blueshift::engine
