/// SHOW TABLE, VIEW, EXTERNAL TABLE: objects as the statements that make them.  Doc: dg/r_SHOW_TABLE
#include <fmt/format.h>
#include <fmt/ranges.h>

#include "base/error.h"
#include "catalog/system/external_rows.h"
#include "catalog/system/rows.h"
#include "exec/show_objects.h"
#include "sql/print/print.h"

namespace blueshift::exec {

namespace {

namespace system = catalog::system;

std::string literal(std::string_view text) {
    std::string out = "'";
    for (const char c : text) out += c == '\'' ? std::string("''") : std::string(1, c);
    return out + "'";
}

std::string column_list(const std::vector<catalog::ExternalColumn>& columns) {
    std::vector<std::string> texts;
    for (const catalog::ExternalColumn& column : columns) {
        texts.push_back(fmt::format("    {} {}", sql::quote_identifier(column.name), column.type));
    }
    return fmt::format("(\n{}\n)", fmt::join(texts, ",\n"));
}

std::string property_list(const std::map<std::string, std::string>& values) {
    std::vector<std::string> texts;
    for (const auto& [name, value] : values) texts.push_back(fmt::format("{}={}", literal(name), literal(value)));
    return fmt::format("( {} )", fmt::join(texts, ", "));
}

std::string external_table_ddl(const catalog::Schema& schema, const catalog::ExternalTable& table) {
    const catalog::StorageDescriptor& storage = table.storage;
    std::string text = fmt::format("CREATE EXTERNAL TABLE {}.{} {}", sql::quote_identifier(schema.name),
                                   sql::quote_identifier(table.name), column_list(storage.columns));
    if (!table.partition_keys.empty()) text += "\nPARTITIONED BY " + column_list(table.partition_keys);
    if (!storage.serde.empty()) text += "\nROW FORMAT SERDE " + literal(storage.serde);
    if (!storage.serde_parameters.empty()) text += "\nWITH SERDEPROPERTIES " + property_list(storage.serde_parameters);
    text += fmt::format("\nSTORED AS INPUTFORMAT {} OUTPUTFORMAT {}", literal(storage.input_format), literal(storage.output_format));
    text += "\nLOCATION " + literal(storage.location);
    if (!table.parameters.empty()) text += "\nTABLE PROPERTIES " + property_list(table.parameters);
    return text + ";";
}

ShowResult show_table(const ShowRequest& request) {
    const auto relation = request.view.relation(request.names, request.span);
    if (!system::is_table(*relation)) {
        throw Error(Code::wrong_object_type, "\"{}\" is not a table", relation->name).at(request.span);
    }
    return {{table_ddl(*relation, request.view)}};
}

ShowResult show_view(const ShowRequest& request) {
    const auto relation = request.view.relation(request.names, request.span);
    if (!system::is_view(*relation)) {
        throw Error(Code::wrong_object_type, "\"{}\" is not a view", relation->name).at(request.span);
    }
    return {{system::view_definition(system_context(request), *relation)}};
}

/// With PARTITION also an ALTER TABLE for each partition.
ShowResult show_external_table(const ShowRequest& request) {
    std::string text;
    system::each_external_table(system_context(request), [&](const catalog::Schema& schema, const catalog::ExternalDatabase&,
                                                             const catalog::ExternalTable& table) {
        const bool schema_matches = request.names.size() < 2 || schema.name == request.names[request.names.size() - 2];
        if (!schema_matches || table.name != request.names.back() || !text.empty()) return;
        text = external_table_ddl(schema, table);
        if (!request.statement->partition) return;
        for (const auto& [oid, partition] : request.view.snapshot().external_partitions.all()) {
            if (partition->table != table.oid) continue;
            std::vector<std::string> values;
            for (std::size_t index = 0; index < table.partition_keys.size() && index < partition->values.size(); ++index) {
                values.push_back(sql::quote_identifier(table.partition_keys[index].name) + "=" + literal(partition->values[index]));
            }
            text += fmt::format("\nALTER TABLE {}.{} ADD IF NOT EXISTS PARTITION ({}) LOCATION {};",
                                sql::quote_identifier(schema.name), sql::quote_identifier(table.name), fmt::join(values, ", "),
                                literal(partition->storage.location));
        }
    });
    if (text.empty()) {
        throw Error(Code::undefined_table, "external table \"{}\" does not exist", fmt::format("{}", fmt::join(request.names, ".")))
            .at(request.span);
    }
    return {{text}};
}

constexpr TypeId kText = TypeId::varchar;

}  // namespace

std::span<const ShowRow> definition_show_rows() {
    static const ShowRow kRows[] = {
        {"external table", {{"Show External Table DDL statement", kText}}, show_external_table, "dg/r_SHOW_EXTERNAL_TABLE"},
        {"table", {{"Show Table DDL statement", kText}}, show_table, "dg/r_SHOW_TABLE"},
        {"view", {{"Show View DDL statement", kText}}, show_view, "dg/r_SHOW_VIEW"},
    };
    return kRows;
}

}  // namespace blueshift::exec
