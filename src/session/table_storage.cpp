#include "session/table_storage.h"

#include <fmt/format.h>

namespace blueshift::session {

namespace {

using catalog::system::ColumnStorage;
using catalog::system::kBlockBytes;
using catalog::system::TableStorage;

/// Bytes of the engine's own blocks, which several columns may share.
constexpr std::int64_t kEngineBlockBytes = 256 * 1024;
/// Taken for a value that has not been written to the file yet.
constexpr std::int64_t kPendingValueBytes = 8;

const Type kBigint{TypeId::bigint};

/// One row for each column: its number, values, distinct engine blocks and values that are not in the file yet.
std::string storage_query(catalog::Oid oid) {
    return fmt::format(
        "SELECT substr(column_name, 2)::BIGINT, sum(count)::BIGINT, "
        "count(DISTINCT block_id) FILTER (WHERE persistent AND block_id >= 0)::BIGINT, "
        "coalesce(sum(count) FILTER (WHERE NOT persistent), 0)::BIGINT "
        "FROM pragma_storage_info('data.t{}') WHERE segment_type <> 'VALIDITY' GROUP BY column_name",
        oid);
}

ColumnStorage column_storage(std::int64_t values, std::int64_t engine_blocks, std::int64_t pending_values) {
    ColumnStorage storage;
    storage.value_count = values;
    storage.stored_bytes = engine_blocks * kEngineBlockBytes + pending_values * kPendingValueBytes;
    // A column that has values takes at least one block, as in Redshift.
    storage.block_count = values == 0 ? 0 : std::max<std::int64_t>(1, (storage.stored_bytes + kBlockBytes - 1) / kBlockBytes);
    return storage;
}

TableStorage table_storage(engine::Connection& connection, catalog::Oid oid, std::int64_t row_count) {
    TableStorage storage;
    storage.row_count = row_count;
    const auto rows = connection.query(storage_query(oid), {kBigint, kBigint, kBigint, kBigint});
    Batch batch;
    while (rows->next(batch)) {
        for (std::size_t row = 0; row < batch.row_count; ++row) {
            const auto number = [&](std::size_t column) { return batch.columns[column].at<std::int64_t>(row); };
            storage.columns[static_cast<std::int16_t>(number(0))] = column_storage(number(1), number(2), number(3));
        }
    }
    return storage;
}

}  // namespace

std::map<catalog::Oid, std::int64_t> read_row_counts(engine::Connection& connection) {
    const auto rows = connection.query(
        "SELECT substr(table_name, 2)::BIGINT, estimated_size::BIGINT FROM duckdb_tables() WHERE schema_name = 'data'",
        {kBigint, kBigint});
    std::map<catalog::Oid, std::int64_t> counts;
    Batch batch;
    while (rows->next(batch)) {
        for (std::size_t row = 0; row < batch.row_count; ++row) {
            counts[static_cast<catalog::Oid>(batch.columns[0].at<std::int64_t>(row))] =
                batch.columns[1].at<std::int64_t>(row);
        }
    }
    return counts;
}

std::map<catalog::Oid, TableStorage> read_table_storage(engine::Connection& connection, const catalog::Snapshot& snapshot) {
    std::map<catalog::Oid, TableStorage> tables;
    for (const auto& [oid, row_count] : read_row_counts(connection)) {
        if (snapshot.relations.find(oid) == nullptr) continue;
        tables[oid] = row_count == 0 ? TableStorage{} : table_storage(connection, oid, row_count);
    }
    return tables;
}

}  // namespace blueshift::session
