/// External schemas, databases, tables, columns and partitions.  Doc: dg/r_SVV_EXTERNAL_TABLES and its kind
#include <nlohmann/json.hpp>

#include "catalog/system/external_rows.h"
#include "catalog/system/families.h"
#include "catalog/system/rows.h"

namespace blueshift::catalog::system {

namespace {

/// svv_external_schemas.eskind by what CREATE EXTERNAL SCHEMA says. To add one: a row.
struct SourceKind {
    std::string_view name;
    std::int64_t number;
};
constexpr SourceKind kSourceKinds[] = {
    {"data catalog", 1}, {"hive metastore", 2}, {"postgres", 3}, {"redshift", 5}, {"mysql", 8}, {"kinesis", 9}, {"kafka", 10}, {"msk", 10},
};

/// SQL types of data-catalog types without arguments. To add one: a row.
struct ScalarType {
    std::string_view name;
    Type type;
};
constexpr ScalarType kScalarTypes[] = {
    {"tinyint", {TypeId::smallint}}, {"smallint", {TypeId::smallint}}, {"int", {TypeId::integer}}, {"integer", {TypeId::integer}},
    {"bigint", {TypeId::bigint}}, {"float", {TypeId::real}}, {"double", {TypeId::double_}}, {"boolean", {TypeId::boolean}},
    {"date", {TypeId::date}}, {"timestamp", {TypeId::timestamp}}, {"binary", {TypeId::varbyte}},
};

std::string json_list(const std::vector<std::string>& values) { return nlohmann::json(values).dump(); }

std::vector<Row> svv_external_schemas(const SystemContext& context) {
    std::vector<Row> rows;
    for (const auto& schema : visible_schemas(context)) {
        if (!schema->external) continue;
        rows.push_back({schema->oid, external_kind(*schema->external), schema->name, schema->owner, schema->external->database,
                        external_options(*schema->external)});
    }
    return rows;
}

std::vector<Row> svv_external_databases(const SystemContext& context) {
    std::vector<Row> rows;
    for (const auto& [oid, database] : context.catalog.snapshot().external_databases.all()) {
        rows.push_back({1, "{}", database->name, database->location, json_object(database->parameters)});
    }
    return rows;
}

std::vector<Row> svv_external_tables(const SystemContext& context) {
    std::vector<Row> rows;
    each_external_table(context, [&](const Schema& schema, const ExternalDatabase&, const ExternalTable& table) {
        const StorageDescriptor& storage = table.storage;
        rows.push_back({database_name(context), schema.name, table.name, table.view_text.empty() ? "TABLE" : "VIEW",
                        storage.location, storage.input_format, storage.output_format, storage.serde,
                        json_object(storage.serde_parameters), std::int64_t{storage.compressed}, json_object(table.parameters)});
    });
    return rows;
}

std::vector<Row> svv_external_columns(const SystemContext& context) {
    std::vector<Row> rows;
    each_external_table(context, [&](const Schema& schema, const ExternalDatabase&, const ExternalTable& table) {
        std::int64_t number = 0;
        const auto add = [&](const ExternalColumn& column, std::int64_t part_key) {
            rows.push_back({database_name(context), schema.name, table.name, column.name, column.type, ++number, part_key, "true"});
        };
        for (const ExternalColumn& column : table.storage.columns) add(column, 0);
        std::int64_t part_key = 0;
        for (const ExternalColumn& column : table.partition_keys) add(column, ++part_key);
    });
    return rows;
}

std::vector<Row> svv_external_partitions(const SystemContext& context) {
    std::vector<Row> rows;
    each_external_table(context, [&](const Schema& schema, const ExternalDatabase&, const ExternalTable& table) {
        for (const auto& [oid, partition] : context.catalog.snapshot().external_partitions.all()) {
            if (partition->table != table.oid) continue;
            const StorageDescriptor& storage = partition->storage;
            rows.push_back({schema.name, table.name, json_list(partition->values), storage.location, storage.input_format,
                            storage.output_format, storage.serde, json_object(storage.serde_parameters),
                            std::int64_t{storage.compressed}, json_object(partition->parameters)});
        }
    });
    return rows;
}

}  // namespace

std::int64_t external_kind(const ExternalSource& source) {
    for (const SourceKind& row : kSourceKinds) {
        if (row.name == source.kind) return row.number;
    }
    return 0;
}

std::string external_options(const ExternalSource& source) {
    nlohmann::ordered_json options = nlohmann::ordered_json::object();
    const auto add = [&](const char* name, const std::string& value) {
        if (!value.empty()) options[name] = value;
    };
    add("REGION", source.region);
    add("URI", source.uri);
    if (source.port != 0) options["PORT"] = source.port;
    add("SCHEMA", source.schema);
    add("IAM_ROLE", source.iam_role);
    add("CATALOG_ROLE", source.catalog_role);
    add("SECRET_ARN", source.secret_arn);
    return options.dump();
}

std::string json_object(const std::map<std::string, std::string>& values) { return nlohmann::json(values).dump(); }

Type sql_type_of_external(std::string_view type) {
    for (const ScalarType& row : kScalarTypes) {
        if (row.name == type) return row.type;
    }
    const std::string_view head = type.substr(0, type.find_first_of("(<"));
    if (head == "array" || head == "struct" || head == "map") return {TypeId::super};
    std::vector<int> arguments;
    if (const std::size_t open = type.find('('); open != std::string_view::npos) {
        int number = 0;
        for (const char c : type.substr(open + 1)) {
            if (c >= '0' && c <= '9') {
                number = number * 10 + (c - '0');
            } else {
                arguments.push_back(number);
                number = 0;
            }
        }
    }
    if (head == "decimal") {
        constexpr int kDefaultPrecision = 10;
        return decimal_type(arguments.empty() ? kDefaultPrecision : arguments[0], arguments.size() > 1 ? arguments[1] : 0);
    }
    if (head == "char" && !arguments.empty()) return char_type(arguments[0]);
    if (head == "varchar" && !arguments.empty()) return varchar_type(arguments[0]);
    return varchar_type(kVarcharBytesMax);
}

// clang-format off
std::vector<SystemRelation> svv_external_relations() {
    return {
        produced("svv_external_columns",
            "redshift_database_name text, schemaname text, tablename text, columnname text, external_type text, columnnum integer, part_key integer, is_nullable text",
            svv_external_columns, "dg/r_SVV_EXTERNAL_COLUMNS"),
        produced("svv_external_databases", "eskind integer, esoptions text, databasename text, location text, parameters text", svv_external_databases, "dg/r_SVV_EXTERNAL_DATABASES"),
        produced("svv_external_partitions",
            "schemaname text, tablename text, values text, location varchar(128), input_format text, output_format text, serialization_lib text, serde_parameters text, "
            "compressed integer, parameters text", svv_external_partitions, "dg/r_SVV_EXTERNAL_PARTITIONS"),
        produced("svv_external_schemas", "esoid oid, eskind smallint, schemaname name, esowner integer, databasename text, esoptions text", svv_external_schemas, "dg/r_SVV_EXTERNAL_SCHEMAS"),
        produced("svv_external_tables",
            "redshift_database_name text, schemaname text, tablename text, tabletype text, location text, input_format text, output_format text, serialization_lib text, "
            "serde_parameters text, compressed integer, parameters text", svv_external_tables, "dg/r_SVV_EXTERNAL_TABLES"),
    };
}
// clang-format on

}  // namespace blueshift::catalog::system
