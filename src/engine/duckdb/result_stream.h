#pragma once
/// The rows of a running query.
#include <memory>
#include <vector>

#include "engine/duckdb/connection.h"
#include "engine/duckdb/handles.h"
#include "types/batch.h"

namespace blueshift::engine {

/// Fetches chunk by chunk while the engine produces them. Dropping it stops the query.
class ResultStream : public BatchSource {
public:
    ResultStream(ResultHandle result, std::vector<Type> types, std::shared_ptr<ConnectionState> state,
                 bool in_transaction);
    ~ResultStream() override { state_->gate.close(); }
    bool next(Batch& batch) override;

private:
    ResultHandle result_;
    std::vector<Type> types_;
    std::shared_ptr<ConnectionState> state_;
    bool in_transaction_;
};

}  // namespace blueshift::engine
