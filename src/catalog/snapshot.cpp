#include "catalog/snapshot.h"

#include <algorithm>
#include <iterator>

namespace blueshift::catalog {
namespace {

// To add an object type: an enumerator, a row here, a document form (document.cpp).
constexpr std::string_view kObjectTypeNames[] = {
    "database",       "schema",            "relation",       "user",               "group",   "role",    "routine",
    "default_privileges", "rls_policy", "masking_policy", "external_database", "external_table", "external_partition", "copy_job",
};
static_assert(std::size(kObjectTypeNames) == static_cast<std::size_t>(ObjectType::copy_job) + 1);

}  // namespace

std::string_view object_type_name(ObjectType type) {
    return kObjectTypeNames[static_cast<std::size_t>(type)];
}

std::vector<const Relation*> Snapshot::dependents(Oid oid) const {
    std::vector<const Relation*> found;
    for (const auto& [key, relation] : relations.all()) {
        const auto& reads = relation->depends_on;
        if (std::find(reads.begin(), reads.end(), oid) != reads.end())
            found.push_back(relation.get());
    }
    return found;
}

std::vector<const Relation*> Snapshot::relations_in(Oid schema) const {
    std::vector<const Relation*> found;
    for (const auto& [key, relation] : relations.all()) {
        if (relation->schema == schema) found.push_back(relation.get());
    }
    std::sort(found.begin(), found.end(),
              [](const Relation* a, const Relation* b) { return a->name < b->name; });
    return found;
}

std::vector<const Routine*> Snapshot::routines_named(Oid schema, std::string_view name) const {
    std::vector<const Routine*> found;
    for (const auto& [key, routine] : routines.all()) {
        if (routine->schema == schema && routine->name == name) found.push_back(routine.get());
    }
    return found;
}

WorkingCatalog::WorkingCatalog(std::shared_ptr<const Snapshot> base) : current_(std::move(base)) {}

Snapshot& WorkingCatalog::writable() {
    if (!own_) {
        own_ = std::make_shared<Snapshot>(*current_);
        current_ = own_;
    } else if (own_.use_count() > 2) {
        // A statement still reads the value that share() gave out: leave that one as it is.
        own_ = std::make_shared<Snapshot>(*own_);
        current_ = own_;
    }
    return *own_;
}

void WorkingCatalog::record(ObjectType type, std::int64_t key, std::string document) {
    // Only the last form of an object is stored and published.
    std::erase_if(changes_, [&](const Change& c) { return c.type == type && c.key == key; });
    changes_.push_back({type, key, std::move(document)});
    apply(writable(), changes_.back());
}

void WorkingCatalog::put(Database object) {
    record(ObjectType::database, object.oid, to_document(object));
}
void WorkingCatalog::put(Schema object) {
    record(ObjectType::schema, object.oid, to_document(object));
}
void WorkingCatalog::put(Relation object) {
    record(ObjectType::relation, object.oid, to_document(object));
}
void WorkingCatalog::put(User object) {
    record(ObjectType::user, object.id, to_document(object));
}
void WorkingCatalog::put(Group object) {
    record(ObjectType::group, object.id, to_document(object));
}
void WorkingCatalog::put(Role object) {
    record(ObjectType::role, object.id, to_document(object));
}
void WorkingCatalog::put(Routine object) {
    record(ObjectType::routine, object.oid, to_document(object));
}
void WorkingCatalog::put(DefaultPrivileges object) {
    record(ObjectType::default_privileges, object.oid, to_document(object));
}
void WorkingCatalog::put(RlsPolicy object) {
    record(ObjectType::rls_policy, object.oid, to_document(object));
}
void WorkingCatalog::put(MaskingPolicy object) {
    record(ObjectType::masking_policy, object.oid, to_document(object));
}
void WorkingCatalog::put(ExternalDatabase object) {
    record(ObjectType::external_database, object.oid, to_document(object));
}
void WorkingCatalog::put(ExternalTable object) {
    record(ObjectType::external_table, object.oid, to_document(object));
}
void WorkingCatalog::put(ExternalPartition object) {
    record(ObjectType::external_partition, object.oid, to_document(object));
}
void WorkingCatalog::put(CopyJob object) {
    record(ObjectType::copy_job, object.oid, to_document(object));
}

void WorkingCatalog::erase_database(Oid oid) {
    record(ObjectType::database, oid, {});
}
void WorkingCatalog::erase_schema(Oid oid) {
    record(ObjectType::schema, oid, {});
}
void WorkingCatalog::erase_relation(Oid oid) {
    record(ObjectType::relation, oid, {});
}
void WorkingCatalog::erase_user(std::int32_t id) {
    record(ObjectType::user, id, {});
}
void WorkingCatalog::erase_group(std::int32_t id) {
    record(ObjectType::group, id, {});
}
void WorkingCatalog::erase_role(std::int32_t id) {
    record(ObjectType::role, id, {});
}
void WorkingCatalog::erase_routine(Oid oid) {
    record(ObjectType::routine, oid, {});
}
void WorkingCatalog::erase_default_privileges(Oid oid) {
    record(ObjectType::default_privileges, oid, {});
}
void WorkingCatalog::erase_rls_policy(Oid oid) {
    record(ObjectType::rls_policy, oid, {});
}
void WorkingCatalog::erase_masking_policy(Oid oid) {
    record(ObjectType::masking_policy, oid, {});
}
void WorkingCatalog::erase_external_database(Oid oid) {
    record(ObjectType::external_database, oid, {});
}
void WorkingCatalog::erase_external_table(Oid oid) {
    record(ObjectType::external_table, oid, {});
}
void WorkingCatalog::erase_external_partition(Oid oid) {
    record(ObjectType::external_partition, oid, {});
}
void WorkingCatalog::erase_copy_job(Oid oid) {
    record(ObjectType::copy_job, oid, {});
}

}  // namespace blueshift::catalog
