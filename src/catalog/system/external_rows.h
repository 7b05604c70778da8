#pragma once
/// External schemas and data-catalog types as the catalog relations show them.  Doc: dg/r_SVV_EXTERNAL_SCHEMAS
#include <cstdint>
#include <map>
#include <string>

#include "catalog/system/system.h"

namespace blueshift::catalog::system {

/// svv_external_schemas.eskind: 1 data catalog, 2 Hive metastore, 3 PostgreSQL, 5 remote Redshift, 8 MySQL, 9 Kinesis, 10 MSK.
std::int64_t external_kind(const ExternalSource& source);
/// The options as a JSON object, secrets left out.
std::string external_options(const ExternalSource& source);
/// `{"name":"value",…}`.
std::string json_object(const std::map<std::string, std::string>& values);
/// The SQL type of a data-catalog type: `string` is varchar(65535), `array<int>` super.
Type sql_type_of_external(std::string_view type);

/// Calls `visit(schema, database, table)` for each data-catalog table behind an external schema of the session's database.
template <class Visit>
void each_external_table(const SystemContext& context, const Visit& visit) {
    const Snapshot& snapshot = context.catalog.snapshot();
    for (const auto& [oid, schema] : snapshot.schemas.all()) {
        if (!schema->external || schema->database != context.catalog.database().oid) continue;
        const ExternalDatabase* database = snapshot.external_databases.find(kInvalidOid, schema->external->database);
        if (database == nullptr) continue;
        for (const auto& [table_oid, table] : snapshot.external_tables.all()) {
            if (table->database == database->oid) visit(*schema, *database, *table);
        }
    }
}

}  // namespace blueshift::catalog::system
