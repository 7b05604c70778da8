#pragma once
/// The catalog as one session sees it while it analyzes a statement: snapshot, temporary relations,
/// current database, search path.
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/span.h"
#include "catalog/external_relation.h"
#include "catalog/snapshot.h"

namespace blueshift::catalog {

/// System relations (pg_catalog, information_schema), which are the same in every database.
/// Implemented by catalog/system.
class SystemRelations {
public:
    virtual ~SystemRelations() = default;
    /// Null when there is none. `schema` is `pg_catalog` or `information_schema`.
    virtual std::shared_ptr<const Relation> find(std::string_view schema,
                                                 std::string_view name) const = 0;
    virtual std::vector<std::shared_ptr<const Relation>> all() const = 0;
};

/// Name resolution by Redshift's rules. Cheap to make per statement; does not outlive what it
/// refers to.
class CatalogView {
public:
    struct Options {
        std::shared_ptr<const Snapshot> snapshot;
        const SystemRelations* system = nullptr;
        /// This session's temporary relations by name.
        const std::map<std::string, std::shared_ptr<const Relation>>* temporary = nullptr;
        Oid database = kInvalidOid;
        std::vector<std::string> search_path;  ///< `$user` already replaced
        std::int32_t user = kAdminUserId;
        /// Tables of federated schemas; null where there is no engine to ask.
        const FederatedTables* federated = nullptr;
        ExternalColumns external_columns = {};
    };
    explicit CatalogView(Options options) : options_(std::move(options)) {}

    const Snapshot& snapshot() const { return *options_.snapshot; }
    const Database& database() const;
    std::int32_t user() const { return options_.user; }
    const std::vector<std::string>& search_path() const { return options_.search_path; }

    /// Finds a relation by up to three name parts. Unqualified names: temporary relations,
    /// pg_catalog, then the search path. Throws undefined_table (42P01) `relation "x" does not
    /// exist`, invalid_schema_name (3F000), invalid_catalog_name (3D000).
    std::shared_ptr<const Relation> relation(const std::vector<std::string>& parts,
                                             Span span) const;
    /// The same, null when the relation is missing; a missing schema or database still throws
    /// unless `missing_ok`.
    std::shared_ptr<const Relation> find_relation(const std::vector<std::string>& parts, Span span,
                                                  bool missing_ok = false) const;
    /// Schema to create the object `parts` in: the named one, or the first existing of the search
    /// path. Throws invalid_schema_name (3F000), and insufficient_privilege (42501) for system
    /// schemas.
    const Schema& creation_schema(const std::vector<std::string>& parts, Span span) const;
    /// Null when the current database has no such schema; pg_catalog and information_schema are
    /// found too.
    const Schema* find_schema(std::string_view name) const;
    /// First existing schema of the search path, for current_schema(); empty when none exists.
    std::string current_schema() const;
    /// Schema name of a relation: pg_temp for temporary ones.
    std::string schema_name(const Relation& relation) const;
    std::string database_name(const Relation& relation) const;
    const SystemRelations* system() const { return options_.system; }
    /// Every relation that an external schema shows.
    std::vector<std::shared_ptr<const Relation>> external_relations(const Schema& schema) const;
    /// This session's temporary relations, by name.
    std::vector<std::shared_ptr<const Relation>> temporary_relations() const;

private:
    std::shared_ptr<const Relation> find_unqualified(std::string_view name) const;
    std::shared_ptr<const Relation> find_temporary(std::string_view name) const;
    std::shared_ptr<const Relation> find_in_schema(const Schema& schema,
                                                   std::string_view name) const;
    std::shared_ptr<const Relation> find_external(const Schema& schema, std::string_view name) const;
    /// The schema of this cluster that a schema FROM REDSHIFT stands for; null when there is none.
    const Schema* shared_schema(const Schema& schema) const;

    Options options_;
};

/// True for relations whose rows the engine keeps.
inline bool is_stored(const Relation& relation) {
    return relation.kind == RelationKind::table || relation.kind == RelationKind::materialized_view;
}

/// Where the engine keeps a table: schema `data`, table `t<oid>`. Columns are named `c<number>`;
/// the sequence of an identity column is `data.s<oid>_<number>`.
struct EngineName {
    std::string schema;  ///< empty for temporary tables
    std::string table;
};
EngineName engine_name(const Relation& relation);

}  // namespace blueshift::catalog
