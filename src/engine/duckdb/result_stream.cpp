#include "engine/duckdb/result_stream.h"

#include "engine/duckdb/batch_reader.h"
#include "engine/duckdb/errors.h"
#include "engine/duckdb/type_map.h"

namespace blueshift::engine {

ResultStream::ResultStream(ResultHandle result, std::vector<Type> types,
                           std::shared_ptr<ConnectionState> state, bool in_transaction)
    : result_(std::move(result)),
      types_(std::move(types)),
      state_(std::move(state)),
      in_transaction_(in_transaction) {
    // A table that changed since the statement was prepared may have changed the result with it.
    for (std::size_t index = 0; index < types_.size(); ++index) {
        const LogicalTypeHandle actual(duckdb_column_logical_type(&result_.get(), index));
        if (!reads_as(actual.get(), types_[index])) {
            throw Error(Code::feature_not_supported, "cached plan must not change result type");
        }
    }
}

bool ResultStream::next(Batch& batch) {
    ChunkHandle chunk(duckdb_fetch_chunk(result_.get()));
    if (chunk && duckdb_data_chunk_get_size(chunk.get()) > 0) {
        read_chunk(std::move(chunk), types_, batch);
        return true;
    }
    state_->gate.close();
    const char* message = duckdb_result_error(&result_.get());
    if (message == nullptr || *message == '\0') return false;
    state_->transaction_failed = in_transaction_;
    throw map_error(duckdb_result_error_type(&result_.get()), message);
}

}  // namespace blueshift::engine
