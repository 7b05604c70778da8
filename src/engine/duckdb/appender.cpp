#include "engine/duckdb/appender.h"

#include "engine/duckdb/errors.h"

namespace blueshift::engine {

DuckDbAppender::DuckDbAppender(duckdb_connection connection, const std::string& schema,
                               const std::string& table, const std::vector<Type>& types,
                               std::shared_ptr<ConnectionState> state)
    : state_(std::move(state)), row_count_max_(duckdb_vector_size()) {
    if (duckdb_appender_create(connection, schema.c_str(), table.c_str(), handle_.out()) == DuckDBError) fail();
    if (duckdb_appender_column_count(handle_.get()) != types.size()) {
        throw Error(Code::internal_error, "table \"{}\" does not have {} columns", table, types.size());
    }
    std::vector<LogicalTypeHandle> owners;
    std::vector<duckdb_logical_type> logical;
    for (std::size_t index = 0; index < types.size(); ++index) {
        owners.emplace_back(duckdb_appender_column_type(handle_.get(), index));
        logical.push_back(owners.back().get());
        writers_.emplace_back(logical.back());
    }
    chunk_ = ChunkHandle(duckdb_create_data_chunk(logical.data(), logical.size()));
    for (std::size_t index = 0; index < types.size(); ++index) {
        vectors_.push_back(duckdb_data_chunk_get_vector(chunk_.get(), index));
    }
}

void DuckDbAppender::append(std::span<const Value> row) {
    for (std::size_t index = 0; index < row.size(); ++index) {
        writers_[index].write(vectors_[index], row_count_, row[index]);
    }
    if (++row_count_ == row_count_max_) flush_chunk();
}

void DuckDbAppender::flush_chunk() {
    duckdb_data_chunk_set_size(chunk_.get(), row_count_);
    if (duckdb_append_data_chunk(handle_.get(), chunk_.get()) == DuckDBError) fail();
    duckdb_data_chunk_reset(chunk_.get());
    row_count_ = 0;
}

void DuckDbAppender::finish() {
    if (row_count_ > 0) flush_chunk();
    if (duckdb_appender_close(handle_.get()) == DuckDBError) fail();
}

void DuckDbAppender::fail() {
    duckdb_error_data data = duckdb_appender_error_data(handle_.get());
    Error error = map_error(duckdb_error_data_error_type(data), duckdb_error_data_message(data));
    duckdb_destroy_error_data(&data);
    if (error.code() != Code::undefined_table) state_->transaction_failed = true;
    duckdb_appender_clear(handle_.get());
    throw error;
}

}  // namespace blueshift::engine
