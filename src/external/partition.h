#pragma once
/// The parts of an external table: itself, or its partitions.  Doc: dg/c-spectrum-external-tables
#include <string>
#include <vector>

#include "catalog/hive_type.h"
#include "emit/emit.h"
#include "external/environment.h"

namespace blueshift::external {

/// Stands for NULL in partition names, as Hive writes it.
inline constexpr std::string_view kNullPartition = "__HIVE_DEFAULT_PARTITION__";

/// Files that share a location and the values of the partition keys.
struct Part {
    const catalog::StorageDescriptor* storage = nullptr;  ///< of the partition, with the table's format where it says none
    std::string location;
    std::vector<std::string> values;  ///< expressions, one per partition key
};

/// The value of a partition key as an expression of the engine.
std::string partition_value(const std::string& text, Type type);

/// The parts that may hold rows which meet `conditions`; `relation_id` is the number by which these name the table.
std::vector<Part> needed_parts(const catalog::ExternalTable& table, const catalog::Relation& relation, int relation_id,
                               const std::vector<emit::RowCondition>& conditions, const Environment& environment);

}  // namespace blueshift::external
