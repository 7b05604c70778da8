#include "engine/duckdb/connection.h"

#include "engine/duckdb/appender.h"
#include "engine/duckdb/errors.h"
#include "engine/duckdb/result_stream.h"
#include "engine/duckdb/type_map.h"
#include "engine/duckdb/values.h"

namespace blueshift::engine {

/// A prepared statement with the text it was made from.
class DuckDbPrepared : public Prepared {
public:
    DuckDbPrepared(std::string text, PreparedHandle statement)
        : sql(std::move(text)), handle(std::move(statement)) {}

    std::string sql;
    PreparedHandle handle;
};

namespace {

DuckDbPrepared& own(Prepared& statement) { return static_cast<DuckDbPrepared&>(statement); }

void bind_parameters(duckdb_prepared_statement statement, std::span<const Type> types,
                     std::span<const Value> values) {
    duckdb_clear_bindings(statement);
    for (std::size_t index = 0; index < values.size(); ++index) {
        const ValueHandle value = engine_value(types[index], values[index]);
        if (duckdb_bind_value(statement, index + 1, value.get()) == DuckDBError) {
            throw map_error(duckdb_prepare_error(statement));
        }
    }
}

/// `SELECT CAST(c0 AS …), c1 … FROM (<sql>) AS t(c0, c1 …)`, with a cast for each column that `fits` says no to.
std::string with_casts(const std::string& sql, std::span<const Type> types,
                       const std::vector<bool>& fits) {
    std::string list;
    std::string names;
    for (std::size_t index = 0; index < types.size(); ++index) {
        if (index > 0) {
            list += ", ";
            names += ", ";
        }
        const std::string name = fmt::format("c{}", index);
        list += fits[index] ? name : fmt::format("CAST({} AS {})", name, type_name_of(types[index]));
        names += name;
    }
    return fmt::format("SELECT {} FROM ({}) AS t({})", list, sql, names);
}

}  // namespace

DuckDbConnection::DuckDbConnection(ConnectionHandle handle)
    : handle_(std::move(handle)), state_(std::make_shared<ConnectionState>(handle_.get())) {}

DuckDbConnection::~DuckDbConnection() { state_->gate.close(); }

void DuckDbConnection::run_control(const char* sql) {
    ++last_run_;
    ResultHandle result;
    if (duckdb_query(handle_.get(), sql, result.out()) == DuckDBError) {
        throw map_error(duckdb_result_error_type(&result.get()), duckdb_result_error(&result.get()));
    }
}

void DuckDbConnection::begin() {
    run_control("BEGIN TRANSACTION");
    in_transaction_ = true;
    state_->transaction_failed = false;
}

void DuckDbConnection::commit() {
    // The engine would answer a COMMIT after an error with a silent rollback.
    if (state_->transaction_failed) {
        rollback();
        throw Error(Code::in_failed_sql_transaction, "current transaction is aborted and was rolled back");
    }
    in_transaction_ = false;
    run_control("COMMIT");
}

void DuckDbConnection::rollback() {
    in_transaction_ = false;
    state_->transaction_failed = false;
    run_control("ROLLBACK");
}

PreparedHandle DuckDbConnection::prepare_handle(const std::string& sql) {
    PreparedHandle handle;
    if (duckdb_prepare(handle_.get(), sql.c_str(), handle.out()) == DuckDBError) {
        Error error = map_error(duckdb_prepare_error(handle.get()));
        // A table that is gone is found before anything runs, and the caller may bind the statement anew.
        if (error.code() != Code::undefined_table) state_->transaction_failed = in_transaction_;
        throw error;
    }
    return handle;
}

std::unique_ptr<Prepared> DuckDbConnection::prepare(const std::string& sql) {
    return std::make_unique<DuckDbPrepared>(sql, prepare_handle(sql));
}

void DuckDbConnection::fit_columns(DuckDbPrepared& statement, std::span<const Type> types) {
    const std::size_t count = duckdb_prepared_statement_column_count(statement.handle.get());
    if (count != types.size()) {
        throw Error(Code::internal_error, "engine result has {} columns, expected {}", count, types.size());
    }
    std::vector<bool> fits(count);
    bool all = true;
    for (std::size_t index = 0; index < count; ++index) {
        const LogicalTypeHandle actual(
            duckdb_prepared_statement_column_logical_type(statement.handle.get(), index));
        fits[index] = reads_as(actual.get(), types[index]);
        all = all && fits[index];
    }
    if (all) return;
    statement.sql = with_casts(statement.sql, types, fits);
    statement.handle = prepare_handle(statement.sql);
}

ResultHandle DuckDbConnection::run(duckdb_prepared_statement statement, bool streaming) {
    const auto fail = [&](Error error) {
        state_->gate.close();
        state_->transaction_failed = in_transaction_;
        throw error;
    };
    ++last_run_;
    state_->gate.open();
    PendingHandle pending;
    const auto prepare_run = streaming ? duckdb_pending_prepared_streaming : duckdb_pending_prepared;
    if (prepare_run(statement, pending.out()) == DuckDBError) {
        fail(map_error(duckdb_pending_error(pending.get())));
    }
    state_->gate.started();
    ResultHandle result;
    if (duckdb_execute_pending(pending.get(), result.out()) == DuckDBError) {
        fail(map_error(duckdb_result_error_type(&result.get()), duckdb_result_error(&result.get())));
    }
    return result;
}

std::unique_ptr<BatchSource> DuckDbConnection::stream(duckdb_prepared_statement statement,
                                                      std::vector<Type> types) {
    return std::make_unique<ResultStream>(run(statement, true), std::move(types), state_, in_transaction_);
}

std::unique_ptr<BatchSource> DuckDbConnection::query(Prepared& statement,
                                                     std::span<const Type> parameter_types,
                                                     std::span<const Value> parameters,
                                                     std::vector<Type> types) {
    DuckDbPrepared& prepared = own(statement);
    fit_columns(prepared, types);
    bind_parameters(prepared.handle.get(), parameter_types, parameters);
    return stream(prepared.handle.get(), std::move(types));
}

std::unique_ptr<BatchSource> DuckDbConnection::query(const std::string& sql, std::vector<Type> types) {
    DuckDbPrepared prepared(sql, prepare_handle(sql));
    fit_columns(prepared, types);
    return stream(prepared.handle.get(), std::move(types));
}

std::int64_t DuckDbConnection::run_counting(duckdb_prepared_statement statement) {
    ResultHandle result = run(statement, false);
    state_->gate.close();
    return static_cast<std::int64_t>(duckdb_rows_changed(&result.get()));
}

std::int64_t DuckDbConnection::execute(const std::string& sql) {
    const PreparedHandle prepared = prepare_handle(sql);
    return run_counting(prepared.get());
}

std::int64_t DuckDbConnection::execute(Prepared& statement, std::span<const Type> parameter_types,
                                       std::span<const Value> parameters) {
    DuckDbPrepared& prepared = own(statement);
    bind_parameters(prepared.handle.get(), parameter_types, parameters);
    return run_counting(prepared.handle.get());
}

std::unique_ptr<Appender> DuckDbConnection::appender(const std::string& schema,
                                                     const std::string& table,
                                                     std::vector<Type> types) {
    return std::make_unique<DuckDbAppender>(handle_.get(), schema, table, types, state_);
}

}  // namespace blueshift::engine
