/// An external table as the CREATE EXTERNAL TABLE that makes it.  Doc: dg/r_SHOW_EXTERNAL_TABLE
#include <fmt/format.h>

#include "base/error.h"
#include "catalog/external_relation.h"
#include "exec/show_objects.h"
#include "external/format.h"
#include "sql/print/print.h"

namespace blueshift::exec {

namespace {

std::string column_list(const std::vector<catalog::ExternalColumn>& columns) {
    std::string text;
    for (const catalog::ExternalColumn& column : columns) {
        text += fmt::format("{}{} {}", text.empty() ? "" : ",\n    ", sql::quote_identifier(column.name), column.type);
    }
    return "(\n    " + text + "\n)";
}

std::string property_list(const std::map<std::string, std::string>& properties) {
    std::string text;
    for (const auto& [name, value] : properties) {
        text += fmt::format("{}{}={}", text.empty() ? "" : ", ", sql::quote_literal(name), sql::quote_literal(value));
    }
    return "(" + text + ")";
}

std::string partition_values(const catalog::ExternalTable& table, const catalog::ExternalPartition& partition) {
    std::string text;
    for (std::size_t i = 0; i < table.partition_keys.size() && i < partition.values.size(); ++i) {
        text += fmt::format("{}{}={}", text.empty() ? "" : ", ", sql::quote_identifier(table.partition_keys[i].name),
                            sql::quote_literal(partition.values[i]));
    }
    return "(" + text + ")";
}

}  // namespace

std::string external_table_ddl(const catalog::Relation& relation, const catalog::CatalogView& view, bool partitions) {
    const catalog::ExternalTable* table = catalog::external_table(view.snapshot(), relation);
    if (table == nullptr) {
        throw Error(Code::wrong_object_type, "\"{}\" is not an external table of the data catalog", relation.name);
    }
    const catalog::StorageDescriptor& storage = table->storage;
    std::string text = fmt::format("CREATE EXTERNAL TABLE {}.{} {}", sql::quote_identifier(view.schema_name(relation)),
                                   sql::quote_identifier(table->name), column_list(storage.columns));
    if (!table->partition_keys.empty()) text += "\nPARTITIONED BY " + column_list(table->partition_keys);
    text += fmt::format("\nROW FORMAT SERDE {}", sql::quote_literal(storage.serde));
    if (!storage.serde_parameters.empty()) {
        text += fmt::format("\nWITH SERDEPROPERTIES {}", property_list(storage.serde_parameters));
    }
    text += fmt::format("\nSTORED AS\n  INPUTFORMAT {}\n  OUTPUTFORMAT {}\nLOCATION {}", sql::quote_literal(storage.input_format),
                        sql::quote_literal(storage.output_format), sql::quote_literal(storage.location));
    if (!table->parameters.empty()) text += fmt::format("\nTABLE PROPERTIES {}", property_list(table->parameters));
    text += ";";
    if (!partitions) return text;
    for (const catalog::ExternalPartition* partition : catalog::external_partitions(view.snapshot(), *table)) {
        text += fmt::format("\nALTER TABLE {}.{} ADD IF NOT EXISTS PARTITION {} LOCATION {};",
                            sql::quote_identifier(view.schema_name(relation)), sql::quote_identifier(table->name),
                            partition_values(*table, *partition), sql::quote_literal(partition->storage.location));
    }
    return text;
}

}  // namespace blueshift::exec
