#pragma once
/// Relations of external schemas: made when a name is looked up, from the data catalog or by asking the remote database.
#include <memory>
#include <string_view>
#include <vector>

#include "catalog/snapshot.h"

namespace blueshift::catalog {

/// The columns that every external table has besides its own, and that * leaves out.  Doc: dg/c-spectrum-external-tables
inline constexpr std::string_view kPathColumn = "$path";
inline constexpr std::string_view kSizeColumn = "$size";
inline constexpr std::string_view kSpectrumOidColumn = "$spectrum_oid";

/// Tables of schemas whose source is another server. Implemented above the engine.
class FederatedTables {
public:
    virtual ~FederatedTables() = default;
    /// Null when the remote schema has no such table. Throws what the remote server's answer maps to.
    virtual std::shared_ptr<const Relation> find(const Schema& schema, std::string_view name) const = 0;
    virtual std::vector<std::shared_ptr<const Relation>> all(const Schema& schema) const = 0;
};

/// How a session sees the columns of external tables: its settings.
struct ExternalColumns {
    bool path_and_size = true;
    bool spectrum_oid = false;
    bool serialized = false;  ///< structs, arrays and maps as JSON in VARCHAR
};

/// The database of the data catalog behind a schema; null when there is none, or the schema has another source.
const ExternalDatabase* external_database(const Snapshot& snapshot, const Schema& schema);
/// The table of the data catalog that a relation of kind external stands for; null for a federated one.
const ExternalTable* external_table(const Snapshot& snapshot, const Relation& relation);
/// Tables of the data catalog that a schema shows, by name.
std::vector<const ExternalTable*> external_tables(const Snapshot& snapshot, const Schema& schema);
/// Partitions of a table, by name.
std::vector<const ExternalPartition*> external_partitions(const Snapshot& snapshot, const ExternalTable& table);

/// The relation that stands for `table` in `schema`: its columns, then partition keys, then pseudo-columns.
std::shared_ptr<const Relation> external_relation(const Schema& schema, const ExternalTable& table,
                                                  const ExternalColumns& options);
/// The privileges on an external schema's relations: whoever has USAGE of the schema may read and write them.
/// Doc: dg/c-spectrum-external-schemas
std::vector<AclEntry> external_acl(const Schema& schema);
/// True for the columns that kPathColumn and its kind name.
bool is_pseudo_column(const Column& column);

}  // namespace blueshift::catalog
