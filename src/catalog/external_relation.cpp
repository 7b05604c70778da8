#include "catalog/external_relation.h"

#include <algorithm>

#include "catalog/access.h"
#include "catalog/hive_type.h"

namespace blueshift::catalog {

namespace {

void add_column(Relation& relation, std::string name, Type type) {
    Column& column = relation.columns.emplace_back();
    column.number = ++relation.last_column_number;
    column.name = std::move(name);
    column.type = type;
    column.encoding = "none";
    // Nobody has looked at what the files hold.
    column.trailing_blanks = true;
}

void add_columns(Relation& relation, const std::vector<ExternalColumn>& columns, bool serialized) {
    for (const ExternalColumn& column : columns) {
        const auto type = parse_hive_type(column.type);
        // Another writer of the data catalog may know types that we do not: they read as text.
        const bool text = !type || (serialized && type->kind != HiveType::scalar);
        add_column(relation, column.name, text ? varchar_type(kVarcharBytesMax) : type->type);
    }
}

}  // namespace

const ExternalDatabase* external_database(const Snapshot& snapshot, const Schema& schema) {
    if (!schema.external || schema.external->kind != "data catalog") return nullptr;
    return snapshot.external_databases.find(kInvalidOid, schema.external->database);
}

const ExternalTable* external_table(const Snapshot& snapshot, const Relation& relation) {
    return relation.kind == RelationKind::external ? snapshot.external_tables.find(relation.oid) : nullptr;
}

std::vector<const ExternalTable*> external_tables(const Snapshot& snapshot, const Schema& schema) {
    std::vector<const ExternalTable*> tables;
    const ExternalDatabase* database = external_database(snapshot, schema);
    if (database == nullptr) return tables;
    for (const auto& [oid, table] : snapshot.external_tables.all()) {
        if (table->database == database->oid) tables.push_back(table.get());
    }
    std::ranges::sort(tables, {}, &ExternalTable::name);
    return tables;
}

std::vector<const ExternalPartition*> external_partitions(const Snapshot& snapshot, const ExternalTable& table) {
    std::vector<const ExternalPartition*> partitions;
    for (const auto& [oid, partition] : snapshot.external_partitions.all()) {
        if (partition->table == table.oid) partitions.push_back(partition.get());
    }
    std::ranges::sort(partitions, {}, &ExternalPartition::name);
    return partitions;
}

std::shared_ptr<const Relation> external_relation(const Schema& schema, const ExternalTable& table,
                                                  const ExternalColumns& options) {
    auto relation = std::make_shared<Relation>();
    relation->oid = table.oid;
    relation->schema = schema.oid;
    relation->name = table.name;
    relation->kind = RelationKind::external;
    relation->owner = schema.owner;
    relation->acl = external_acl(schema);
    relation->comment = table.description;
    relation->created_micros = table.created_micros;
    add_columns(*relation, table.storage.columns, options.serialized);
    add_columns(*relation, table.partition_keys, options.serialized);
    if (options.path_and_size) {
        add_column(*relation, std::string(kPathColumn), varchar_type(kVarcharBytesMax));
        add_column(*relation, std::string(kSizeColumn), Type{TypeId::bigint});
    }
    if (options.spectrum_oid) add_column(*relation, std::string(kSpectrumOidColumn), Type{TypeId::bigint});
    return relation;
}

std::vector<AclEntry> external_acl(const Schema& schema) {
    std::vector<AclEntry> acl;
    for (AclEntry entry : schema.acl) {
        if (entry.privileges.find(kUsage) == std::string::npos) continue;
        entry.privileges = {kSelect, kInsert};
        entry.grant_options.clear();
        acl.push_back(std::move(entry));
    }
    return acl;
}

bool is_pseudo_column(const Column& column) {
    return column.name == kPathColumn || column.name == kSizeColumn || column.name == kSpectrumOidColumn;
}

}  // namespace blueshift::catalog
