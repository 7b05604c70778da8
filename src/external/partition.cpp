#include "external/partition.h"

#include <fmt/format.h>

#include <algorithm>

#include "base/error.h"
#include "emit/emitter.h"

namespace blueshift::external {

namespace {

std::vector<Type> key_types(const catalog::ExternalTable& table) {
    std::vector<Type> types;
    for (const catalog::ExternalColumn& key : table.partition_keys) {
        const auto type = catalog::parse_hive_type(key.type);
        types.push_back(type ? type->type : varchar_type(kVarcharBytesMax));
    }
    return types;
}

/// Which of `parts` meet the conditions over partition keys, by asking the engine.
std::vector<Part> pruned(std::vector<Part> parts, const catalog::ExternalTable& table, const catalog::Relation& relation,
                         int relation_id, const std::vector<emit::RowCondition>& conditions,
                         const Environment& environment) {
    const int first_key = static_cast<int>(table.storage.columns.size());
    const int end_key = first_key + static_cast<int>(table.partition_keys.size());
    std::string where;
    for (const emit::RowCondition& condition : conditions) {
        const bool keys_only =
            std::ranges::all_of(condition.columns, [&](int column) { return column >= first_key && column < end_key; });
        if (keys_only) where += (where.empty() ? "" : " AND ") + condition.text;
    }
    if (where.empty() || parts.empty()) return parts;

    std::string names = "part";
    for (int key = first_key; key < end_key; ++key) {
        names += fmt::format(", c{}", relation.columns[static_cast<std::size_t>(key)].number);
    }
    std::string rows;
    for (std::size_t i = 0; i < parts.size(); ++i) {
        rows += fmt::format("{}({}", i == 0 ? "" : ", ", i);
        for (const std::string& value : parts[i].values) rows += ", " + value;
        rows += ")";
    }
    const Type index{TypeId::bigint};
    const auto found = environment.engine.query(
        fmt::format("SELECT CAST(part AS BIGINT) FROM (VALUES {}) AS r{}({}) WHERE {} ORDER BY part", rows, relation_id, names,
                    where),
        {index});
    std::vector<Part> needed;
    Batch batch;
    while (found->next(batch)) {
        for (std::size_t row = 0; row < batch.row_count; ++row) {
            needed.push_back(std::move(parts[static_cast<std::size_t>(value_at(batch.columns[0], row, index).as_int())]));
        }
    }
    return needed;
}

}  // namespace

std::string partition_value(const std::string& text, Type type) {
    if (text == kNullPartition) return fmt::format("CAST(NULL AS {})", emit::engine_type(type));
    return fmt::format("TRY_CAST({} AS {})", emit::quote_literal(text), emit::engine_type(type));
}

std::vector<Part> needed_parts(const catalog::ExternalTable& table, const catalog::Relation& relation, int relation_id,
                               const std::vector<emit::RowCondition>& conditions, const Environment& environment) {
    if (table.partition_keys.empty()) return {Part{&table.storage, table.storage.location, {}}};
    const std::vector<Type> types = key_types(table);
    std::vector<Part> parts;
    for (const catalog::ExternalPartition* partition : catalog::external_partitions(environment.catalog.snapshot(), table)) {
        Part& part = parts.emplace_back();
        part.storage = partition->storage.serde.empty() ? &table.storage : &partition->storage;
        part.location = partition->storage.location;
        for (std::size_t i = 0; i < types.size(); ++i) {
            part.values.push_back(partition_value(i < partition->values.size() ? partition->values[i] : "", types[i]));
        }
    }
    return pruned(std::move(parts), table, relation, relation_id, conditions, environment);
}

}  // namespace blueshift::external
