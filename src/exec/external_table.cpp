/// CREATE, ALTER and DROP of external tables.  Doc: dg/r_CREATE_EXTERNAL_TABLE, dg/r_ALTER_TABLE_external-table
#include <algorithm>
#include <chrono>
#include <set>

#include "analyze/expr_binder.h"
#include "catalog/external_relation.h"
#include "catalog/hive_type.h"
#include "exec/access.h"
#include "exec/external.h"
#include "external/cleansing.h"
#include "external/format.h"
#include "sql/print/print.h"

namespace blueshift::exec {

namespace {

using catalog::ExternalColumn;
using catalog::ExternalTable;

/// Partitions of one ALTER TABLE ADD.  Doc: dg/r_ALTER_TABLE_external-table
constexpr std::size_t kPartitionsPerStatementMax = 100;

std::int64_t now_micros() {
    return std::chrono::duration_cast<std::chrono::microseconds>(std::chrono::system_clock::now().time_since_epoch()).count();
}

std::string lower(std::string text) {
    std::ranges::transform(text, text.begin(), [](unsigned char c) { return c >= 'A' && c <= 'Z' ? c + 32 : c; });
    return text;
}

std::string external_type(const sql::ExternalColumnDefinition& column) {
    std::string type;
    if (column.nested.empty()) {
        type = column.type.name == "string" || column.type.name == "binary" || column.type.name == "tinyint"
                   ? column.type.name
                   : catalog::hive_type_name(analyze::resolve_type(column.type));
    } else {
        type = catalog::normalized_hive_type(column.nested);
    }
    if (!type.empty()) return type;
    throw Error(Code::feature_not_supported, "unsupported data type \"{}\" for external table creation",
                column.nested.empty() ? column.type.name : column.nested)
        .at(column.span);
}

std::vector<ExternalColumn> external_columns(const std::vector<sql::ExternalColumnDefinition>& definitions,
                                             std::set<std::string>& names) {
    std::vector<ExternalColumn> columns;
    for (const sql::ExternalColumnDefinition& definition : definitions) {
        // The data catalog knows lower case only.
        const std::string name = lower(definition.name.text);
        if (!names.insert(name).second) {
            throw Error(Code::duplicate_column, "column \"{}\" specified more than once", name).at(definition.span);
        }
        columns.push_back({name, external_type(definition), {}});
    }
    return columns;
}

/// Columns of CREATE EXTERNAL TABLE AS: those of the query, partition keys apart.
void take_columns(const sql::CreateExternalTable& statement, const std::vector<analyze::BoundField>& fields,
                  ExternalTable& table) {
    std::vector<ExternalColumn> columns;
    std::set<std::string> names;
    for (const analyze::BoundField& field : fields) {
        const std::string name = lower(field.name);
        const std::string type = catalog::hive_type_name(field.type);
        if (type.empty()) {
            throw Error(Code::feature_not_supported, "unsupported data type \"{}\" for external table creation",
                        format_type(field.type));
        }
        if (!names.insert(name).second) throw Error(Code::duplicate_column, "column \"{}\" specified more than once", name);
        columns.push_back({name, type, {}});
    }
    for (const sql::ExternalColumnDefinition& key : statement.partition_keys) {
        const auto found = std::ranges::find(columns, lower(key.name.text), &ExternalColumn::name);
        if (found == columns.end()) {
            throw Error(Code::undefined_column, "partition column \"{}\" is not in the SELECT list", key.name.text).at(key.span);
        }
        table.partition_keys.push_back(*found);
        columns.erase(found);
    }
    if (columns.empty()) {
        throw Error(Code::invalid_table_definition, "an external table needs a column that is not a partition key");
    }
    table.storage.columns = std::move(columns);
}

void set_format(catalog::StorageDescriptor& storage, std::string_view word) {
    const external::FileFormat* format = external::find_file_format(word);
    BLUESHIFT_ASSERT(format != nullptr);
    storage.input_format = format->input_format;
    storage.output_format = format->output_format;
    storage.serde = format->serde;
}

void take_format(const sql::CreateExternalTable& statement, ExternalTable& table) {
    catalog::StorageDescriptor& storage = table.storage;
    if (statement.file_format == "inputformat") {
        storage.input_format = statement.input_format;
        storage.output_format = statement.output_format;
        storage.serde = external::find_file_format("textfile")->serde;
        for (const std::string_view word : {"parquet", "orc", "avro", "rcfile", "ion"}) {
            const external::FileFormat* format = external::find_file_format(word);
            if (format->input_format == statement.input_format) storage.serde = format->serde;
        }
    } else {
        set_format(storage, statement.file_format);
    }
    if (!statement.serde.empty()) storage.serde = statement.serde;
    for (const auto& [name, value] : statement.serde_properties) storage.serde_parameters[name] = value;
    for (const auto& [name, value] : statement.delimiters) storage.serde_parameters[name] = value;
    auto& parameters = storage.serde_parameters;
    if (parameters.contains("field.delim")) {
        // What is wrong with a delimiter is said at once.
        external::delimiter_of(parameters["field.delim"]);
        parameters.try_emplace("serialization.format", parameters["field.delim"]);
    } else {
        parameters.try_emplace("serialization.format", "1");
    }
}

void set_properties(ExternalTable& table, const std::vector<sql::Property>& properties) {
    for (const auto& [name, value] : properties) table.parameters[name] = value;
    // Throws for values that these properties do not take.
    external::read_cleansing(table.parameters);
    external::number_parameter(table.parameters, "skip.header.line.count", 0);
    external::number_parameter(table.parameters, "numRows", 0);
}

void require_s3(const std::string& location, Span span) {
    if (location.starts_with("s3://") || location.starts_with("file://")) return;
    throw Error(Code::invalid_parameter_value, "The specified S3 location \"{}\" is not valid", location).at(span);
}

/// The values of a partition in the order of the table's keys.
std::vector<std::string> key_values(const ExternalTable& table, const sql::AlterTableAction::Partition& partition, Span span) {
    std::vector<std::string> values;
    for (const ExternalColumn& key : table.partition_keys) {
        const auto given = std::ranges::find_if(partition.values, [&](const auto& value) { return lower(value.first) == key.name; });
        if (given == partition.values.end()) break;
        values.push_back(given->second);
    }
    if (table.partition_keys.empty() || values.size() != table.partition_keys.size() ||
        partition.values.size() != table.partition_keys.size()) {
        throw Error(Code::invalid_parameter_value, "the partition's columns are not the partition keys of table \"{}\"", table.name)
            .at(span);
    }
    return values;
}

std::string partition_name(const std::vector<std::string>& values) {
    std::string name;
    for (const std::string& value : values) name += (name.empty() ? "" : "/") + value;
    return name;
}

const catalog::ExternalPartition* find_partition(const ExternalTable& table, const std::vector<std::string>& values,
                                                 const ExecContext& context) {
    return context.catalog.current().external_partitions.find(table.oid, partition_name(values));
}

void add_partitions(const sql::AlterTableAction& action, const ExternalTable& table, ExecContext& context) {
    if (action.partitions.size() > kPartitionsPerStatementMax) {
        throw Error(Code::program_limit_exceeded, "an ALTER TABLE statement can add at most {} partitions",
                    kPartitionsPerStatementMax)
            .at(action.span);
    }
    for (const sql::AlterTableAction::Partition& partition : action.partitions) {
        std::vector<std::string> values = key_values(table, partition, action.span);
        require_s3(partition.location, action.span);
        if (find_partition(table, values, context) != nullptr) {
            if (action.if_not_exists) continue;
            throw Error(Code::duplicate_object, "partition ({}) of table \"{}\" already exists", partition_name(values), table.name)
                .at(action.span);
        }
        context.catalog.put(make_partition(table, std::move(values), partition.location, context));
    }
}

/// The partition that an action names; throws undefined_object (42704) when there is none.
catalog::ExternalPartition named_partition(const sql::AlterTableAction& action, const ExternalTable& table,
                                           const ExecContext& context) {
    const std::vector<std::string> values = key_values(table, action.partitions[0], action.span);
    const catalog::ExternalPartition* partition = find_partition(table, values, context);
    if (partition == nullptr) {
        throw Error(Code::undefined_object, "partition ({}) of table \"{}\" does not exist", partition_name(values), table.name)
            .at(action.span);
    }
    return *partition;
}

void rename_external_table(const sql::AlterTableAction& action, ExternalTable& table, const ExecContext& context) {
    const std::string name = lower(action.new_name.text);
    if (context.catalog.current().external_tables.find(table.database, name) != nullptr) {
        throw Error(Code::duplicate_table, "relation \"{}\" already exists", name).at(action.new_name.span);
    }
    table.name = name;
}

void add_external_column(const sql::AlterTableAction& action, ExternalTable& table) {
    std::set<std::string> names;
    for (const auto* columns : {&table.storage.columns, &table.partition_keys}) {
        for (const ExternalColumn& column : *columns) names.insert(column.name);
    }
    sql::ExternalColumnDefinition definition;
    definition.name = action.column.name;
    definition.type = action.column.type;
    definition.span = action.column.span;
    table.storage.columns.push_back(external_columns({definition}, names)[0]);
}

void drop_external_column(const sql::AlterTableAction& action, ExternalTable& table) {
    const auto count = std::erase_if(table.storage.columns, [&](const auto& column) { return column.name == action.name.text; });
    if (count == 0) {
        throw Error(Code::undefined_column, "column \"{}\" of relation \"{}\" does not exist", action.name.text, table.name)
            .at(action.name.span);
    }
}

void apply(const sql::AlterTableAction& action, ExternalTable& table, ExecContext& context) {
    using Kind = sql::AlterTableKind;
    switch (action.kind) {
        case Kind::set_location:
            require_s3(action.location, action.span);
            table.storage.location = action.location;
            return;
        case Kind::set_file_format: return set_format(table.storage, action.file_format);
        case Kind::set_table_properties: return set_properties(table, action.properties);
        case Kind::add_partition: return add_partitions(action, table, context);
        case Kind::drop_partition: return context.catalog.erase_external_partition(named_partition(action, table, context).oid);
        case Kind::set_partition_location: {
            catalog::ExternalPartition partition = named_partition(action, table, context);
            require_s3(action.partitions[0].location, action.span);
            partition.storage.location = action.partitions[0].location;
            return context.catalog.put(std::move(partition));
        }
        case Kind::rename_table: return rename_external_table(action, table, context);
        case Kind::add_column: return add_external_column(action, table);
        case Kind::drop_column: return drop_external_column(action, table);
        default: break;
    }
    throw Error(Code::wrong_object_type, "this form of ALTER TABLE is not allowed for external tables").at(action.span);
}

}  // namespace

catalog::ExternalPartition make_partition(const ExternalTable& table, std::vector<std::string> values, std::string location,
                                          ExecContext& context) {
    catalog::ExternalPartition partition;
    partition.oid = context.allocate_oid();
    partition.table = table.oid;
    partition.name = partition_name(values);
    partition.values = std::move(values);
    partition.storage = table.storage;
    partition.storage.location = std::move(location);
    partition.created_micros = now_micros();
    return partition;
}

bool create_external_table(const sql::CreateExternalTable& statement, const std::vector<analyze::BoundField>* fields,
                           ExecContext& context) {
    std::vector<std::string> parts;
    for (const sql::Name& part : statement.name.parts) parts.push_back(part.text);
    const auto view = context.view();
    const catalog::Schema& schema = view.creation_schema(parts, statement.name.span);
    if (!schema.external || schema.external->kind != "data catalog") {
        throw Error(Code::wrong_object_type, "schema \"{}\" is not an external schema of a data catalog", schema.name)
            .at(statement.name.span);
    }
    require_owner(schema, context);
    const catalog::ExternalDatabase* database = catalog::external_database(context.catalog.current(), schema);
    if (database == nullptr) {
        throw Error(Code::invalid_catalog_name, "external database \"{}\" does not exist", schema.external->database)
            .hint("Create the external schema with CREATE EXTERNAL DATABASE IF NOT EXISTS.");
    }
    ExternalTable table;
    table.name = lower(statement.name.object());
    if (context.catalog.current().external_tables.find(database->oid, table.name) != nullptr) {
        if (!statement.if_not_exists) {
            throw Error(Code::duplicate_table, "relation \"{}\" already exists", table.name).at(statement.name.span);
        }
        context.notice("NOTICE", Code::duplicate_table, fmt::format("relation \"{}\" already exists, skipping", table.name));
        return false;
    }
    require_s3(statement.location, statement.location_span);
    table.oid = context.allocate_oid();
    table.database = database->oid;
    table.owner = context.catalog.current().users.find(context.user)->name;
    table.storage.location = statement.location;
    if (fields != nullptr) {
        take_columns(statement, *fields, table);
    } else {
        std::set<std::string> names;
        table.storage.columns = external_columns(statement.columns, names);
        table.partition_keys = external_columns(statement.partition_keys, names);
    }
    take_format(statement, table);
    table.created_micros = table.updated_micros = now_micros();
    table.parameters["EXTERNAL"] = "TRUE";
    table.parameters["transient_lastDdlTime"] = std::to_string(table.created_micros / 1'000'000);
    set_properties(table, statement.properties);
    context.catalog.put(std::move(table));
    return true;
}

std::string alter_external_table(const sql::AlterTable& statement, const catalog::Relation& relation, ExecContext& context) {
    const ExternalTable* found = catalog::external_table(context.catalog.current(), relation);
    if (found == nullptr) {
        throw Error(Code::wrong_object_type, "\"{}\" is not a table of the data catalog", relation.name).at(statement.name.span);
    }
    ExternalTable table = *found;
    for (const sql::AlterTableAction& action : statement.actions) apply(action, table, context);
    table.updated_micros = now_micros();
    context.catalog.put(std::move(table));
    return "ALTER EXTERNAL TABLE";
}

void drop_external_table(const catalog::Relation& relation, ExecContext& context) {
    const ExternalTable* table = catalog::external_table(context.catalog.current(), relation);
    if (table == nullptr) {
        throw Error(Code::wrong_object_type, "\"{}\" is not a table of the data catalog", relation.name);
    }
    std::vector<catalog::Oid> partitions;
    for (const auto* partition : catalog::external_partitions(context.catalog.current(), *table)) {
        partitions.push_back(partition->oid);
    }
    for (const catalog::Oid oid : partitions) context.catalog.erase_external_partition(oid);
    context.catalog.erase_external_table(relation.oid);
}

}  // namespace blueshift::exec
