#include "catalog/store.h"

#include <algorithm>

#include "base/error.h"

namespace blueshift::catalog {

namespace {

Oid highest_oid(const Snapshot& snapshot) {
    Oid highest = kFirstUserOid;
    const auto raise = [&](Oid oid) { highest = std::max(highest, oid); };
    for (const auto& [oid, database] : snapshot.databases.all()) raise(oid);
    for (const auto& [oid, schema] : snapshot.schemas.all()) raise(oid);
    for (const auto& [oid, relation] : snapshot.relations.all()) {
        raise(oid);
        for (const Constraint& constraint : relation->constraints) raise(constraint.oid);
    }
    const auto raise_all = [&](const auto& objects) {
        for (const auto& [oid, object] : objects.all()) raise(oid);
    };
    raise_all(snapshot.routines);
    raise_all(snapshot.default_privileges);
    raise_all(snapshot.rls_policies);
    raise_all(snapshot.masking_policies);
    raise_all(snapshot.external_databases);
    raise_all(snapshot.external_tables);
    raise_all(snapshot.external_partitions);
    raise_all(snapshot.copy_jobs);
    return highest;
}

std::int32_t highest_principal_id(const Snapshot& snapshot) {
    std::int32_t highest = kAdminUserId;
    for (const auto& [id, user] : snapshot.users.all()) highest = std::max(highest, id);
    for (const auto& [id, group] : snapshot.groups.all()) highest = std::max(highest, id);
    for (const auto& [id, role] : snapshot.roles.all()) highest = std::max(highest, id);
    return highest;
}

/// Whether two objects of a kind would share a name after the change.
template <class T, class Key>
bool name_is_taken(const ObjectMap<T, Key>& latest, Key key, Oid parent, const std::string& name) {
    const T* holder = latest.find(parent, name);
    return holder != nullptr && holder != latest.find(key);
}

}  // namespace

Store::Store(std::shared_ptr<const Snapshot> initial)
    : latest_(std::move(initial)),
      next_oid_(highest_oid(*latest_) + 1),
      next_principal_id_(highest_principal_id(*latest_) + 1) {}

std::shared_ptr<const Snapshot> Store::latest() const {
    std::lock_guard lock(mutex_);
    return latest_;
}

void Store::check_conflicts(const std::vector<Change>& changes) const {
    const auto latest = this->latest();
    Snapshot scratch = *latest;
    for (const Change& change : changes) {
        if (change.document.empty()) {
            apply(scratch, change);
            continue;
        }
        Snapshot probe;
        apply(probe, change);
        for (const auto& [oid, relation] : probe.relations.all()) {
            if (name_is_taken(scratch.relations, oid, relation->schema, relation->name)) {
                throw Error(Code::duplicate_table, "relation \"{}\" already exists", relation->name);
            }
            if (!relation->temporary && scratch.schemas.find(relation->schema) == nullptr) {
                throw Error(Code::serialization_failure, "1023")
                    .detail("Serializable isolation violation: the schema was dropped by another transaction.");
            }
        }
        for (const auto& [oid, schema] : probe.schemas.all()) {
            if (name_is_taken(scratch.schemas, oid, schema->database, schema->name)) {
                throw Error(Code::duplicate_schema, "schema \"{}\" already exists", schema->name);
            }
        }
        for (const auto& [oid, database] : probe.databases.all()) {
            if (name_is_taken(scratch.databases, oid, Oid{0}, database->name)) {
                throw Error(Code::duplicate_database, "database \"{}\" already exists", database->name);
            }
        }
        for (const auto& [id, user] : probe.users.all()) {
            if (name_is_taken(scratch.users, id, Oid{0}, user->name)) {
                throw Error(Code::duplicate_object, "user \"{}\" already exists", user->name);
            }
        }
        for (const auto& [id, group] : probe.groups.all()) {
            if (name_is_taken(scratch.groups, id, Oid{0}, group->name)) {
                throw Error(Code::duplicate_object, "group \"{}\" already exists", group->name);
            }
        }
        for (const auto& [id, role] : probe.roles.all()) {
            if (name_is_taken(scratch.roles, id, Oid{0}, role->name)) {
                throw Error(Code::duplicate_object, "role \"{}\" already exists", role->name);
            }
        }
        apply(scratch, change);
    }
}

void Store::publish(const std::vector<Change>& changes) {
    std::lock_guard lock(mutex_);
    auto next = std::make_shared<Snapshot>(*latest_);
    for (const Change& change : changes) apply(*next, change);
    next->version = latest_->version + 1;
    latest_ = std::move(next);
}

ObjectType object_type_from_name(std::string_view name) {
    for (int number = 0; number <= static_cast<int>(ObjectType::copy_job); ++number) {
        const auto type = static_cast<ObjectType>(number);
        if (object_type_name(type) == name) return type;
    }
    throw Error(Code::internal_error, "the catalog holds an object of unknown kind \"{}\"", name);
}

}  // namespace blueshift::catalog
