#pragma once
/// The whole catalog as one immutable value, and the changes of a transaction on top of it.
#include <cstdint>
#include <functional>
#include <map>
#include <memory>
#include <set>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "catalog/external.h"
#include "catalog/model.h"
#include "catalog/policy.h"
#include "catalog/principals.h"
#include "catalog/routine.h"

namespace blueshift::catalog {

/// The name by which a map finds an object; unique below its parent.
template <class T>
const std::string& map_name(const T& object) {
    return object.name;
}

/// Objects of one kind by key and by (parent, name). Copying shares the objects.
template <class T, class Key>
class ObjectMap {
public:
    const T* find(Key key) const {
        const auto it = by_key_.find(key);
        return it == by_key_.end() ? nullptr : it->second.get();
    }
    std::shared_ptr<const T> share(Key key) const {
        const auto it = by_key_.find(key);
        return it == by_key_.end() ? nullptr : it->second;
    }
    const T* find(Oid parent, std::string_view name) const {
        const auto it = by_name_.find(std::pair(parent, std::string(name)));
        return it == by_name_.end() ? nullptr : find(it->second);
    }
    const std::map<Key, std::shared_ptr<const T>>& all() const { return by_key_; }

    void put(Key key, Oid parent, std::shared_ptr<const T> object) {
        erase(key, parent);
        by_name_[std::pair(parent, std::string(map_name(*object)))] = key;
        by_key_[key] = std::move(object);
    }
    void erase(Key key, Oid parent) {
        const auto it = by_key_.find(key);
        if (it == by_key_.end()) return;
        const auto named = by_name_.find(std::pair(parent, std::string(map_name(*it->second))));
        // Renames may already have given the name to another object.
        if (named != by_name_.end() && named->second == key) by_name_.erase(named);
        by_key_.erase(it);
    }

private:
    std::map<Key, std::shared_ptr<const T>> by_key_;
    std::map<std::pair<Oid, std::string>, Key> by_name_;
};

/// One state of the catalog.
class Snapshot {
public:
    /// Grows with every committed change.
    std::uint64_t version = 0;
    ObjectMap<Database, Oid> databases;         ///< parent 0
    ObjectMap<Schema, Oid> schemas;             ///< parent: database
    ObjectMap<Relation, Oid> relations;         ///< parent: schema
    ObjectMap<User, std::int32_t> users;        ///< parent 0
    ObjectMap<Group, std::int32_t> groups;      ///< parent 0
    ObjectMap<Role, std::int32_t> roles;        ///< parent 0
    ObjectMap<Routine, Oid> routines;           ///< parent: schema; by signature
    ObjectMap<DefaultPrivileges, Oid> default_privileges;    ///< parent: database
    ObjectMap<RlsPolicy, Oid> rls_policies;                  ///< parent: database
    ObjectMap<MaskingPolicy, Oid> masking_policies;          ///< parent: database
    ObjectMap<ExternalDatabase, Oid> external_databases;     ///< parent 0
    ObjectMap<ExternalTable, Oid> external_tables;           ///< parent: external database
    ObjectMap<ExternalPartition, Oid> external_partitions;   ///< parent: external table
    ObjectMap<CopyJob, Oid> copy_jobs;                       ///< parent: database

    /// Relations that read `oid` directly.
    std::vector<const Relation*> dependents(Oid oid) const;
    /// Relations of one schema, by name.
    std::vector<const Relation*> relations_in(Oid schema) const;
    /// Routines of one name in a schema, by oid.
    std::vector<const Routine*> routines_named(Oid schema, std::string_view name) const;
};

enum class ObjectType {
    database, schema, relation, user, group, role, routine, default_privileges, rls_policy, masking_policy,
    external_database, external_table, external_partition, copy_job,
};

/// The name under which an object type is stored.
std::string_view object_type_name(ObjectType type);

/// One object that a transaction wrote (`document` is its stored form) or removed (`document` empty).
struct Change {
    ObjectType type;
    std::int64_t key = 0;
    std::string document;
};

/// A transaction's own catalog: its snapshot with its changes applied, and the list of changes to store and publish.
class WorkingCatalog {
public:
    explicit WorkingCatalog(std::shared_ptr<const Snapshot> base);

    /// What the transaction sees.
    const Snapshot& current() const { return *current_; }
    std::shared_ptr<const Snapshot> share() const { return current_; }
    bool changed() const { return !changes_.empty(); }
    const std::vector<Change>& changes() const { return changes_; }

    void put(Database object);
    void put(Schema object);
    void put(Relation object);
    void put(User object);
    void put(Group object);
    void put(Role object);
    void put(Routine object);
    void put(DefaultPrivileges object);
    void put(RlsPolicy object);
    void put(MaskingPolicy object);
    void put(ExternalDatabase object);
    void put(ExternalTable object);
    void put(ExternalPartition object);
    void put(CopyJob object);
    void erase_database(Oid oid);
    void erase_schema(Oid oid);
    void erase_relation(Oid oid);
    void erase_user(std::int32_t id);
    void erase_group(std::int32_t id);
    void erase_role(std::int32_t id);
    void erase_routine(Oid oid);
    void erase_default_privileges(Oid oid);
    void erase_rls_policy(Oid oid);
    void erase_masking_policy(Oid oid);
    void erase_external_database(Oid oid);
    void erase_external_table(Oid oid);
    void erase_external_partition(Oid oid);
    void erase_copy_job(Oid oid);

private:
    Snapshot& writable();
    void record(ObjectType type, std::int64_t key, std::string document);

    std::shared_ptr<const Snapshot> current_;
    std::shared_ptr<Snapshot> own_;  ///< same object as current_ once something was written
    std::vector<Change> changes_;
};

/// Stored form of an object (JSON) and back. Throws internal_error for a document that this version cannot read.
std::string to_document(const Database& object);
std::string to_document(const Schema& object);
std::string to_document(const Relation& object);
std::string to_document(const User& object);
std::string to_document(const Group& object);
std::string to_document(const Role& object);
std::string to_document(const Routine& object);
std::string to_document(const DefaultPrivileges& object);
std::string to_document(const RlsPolicy& object);
std::string to_document(const MaskingPolicy& object);
std::string to_document(const ExternalDatabase& object);
std::string to_document(const ExternalTable& object);
std::string to_document(const ExternalPartition& object);
std::string to_document(const CopyJob& object);
/// Applies a stored document to `snapshot`; an empty document removes the object.
void apply(Snapshot& snapshot, const Change& change);

}  // namespace blueshift::catalog
