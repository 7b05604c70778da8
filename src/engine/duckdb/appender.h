#pragma once
/// Bulk insertion of literal rows.
#include <memory>
#include <string>
#include <vector>

#include "engine/duckdb/connection.h"
#include "engine/duckdb/handles.h"
#include "engine/duckdb/values.h"
#include "engine/engine.h"

namespace blueshift::engine {

/// Collects rows in a chunk and hands full chunks to the engine.
class DuckDbAppender : public Appender {
public:
    /// Throws undefined_table (42P01).
    DuckDbAppender(duckdb_connection connection, const std::string& schema, const std::string& table,
                   const std::vector<Type>& types, std::shared_ptr<ConnectionState> state);
    void append(std::span<const Value> row) override;
    void finish() override;

private:
    void flush_chunk();
    [[noreturn]] void fail();

    std::shared_ptr<ConnectionState> state_;
    AppenderHandle handle_;
    ChunkHandle chunk_;
    std::vector<VectorWriter> writers_;
    std::vector<duckdb_vector> vectors_;
    std::size_t row_count_ = 0;
    std::size_t row_count_max_;
};

}  // namespace blueshift::engine
