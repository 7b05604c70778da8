#include "catalog/view.h"

#include <fmt/format.h>

#include <iterator>

#include "base/error.h"
#include "catalog/system_schemas.h"

namespace blueshift::catalog {
namespace {

constexpr std::string_view kPgCatalog = "pg_catalog";
constexpr std::string_view kInformationSchema = "information_schema";
constexpr std::string_view kPgTemp = "pg_temp";

/// Schemas that exist in every database and hold system relations only.
const Schema kSystemSchemas[] = {
    {.oid = kPgCatalogSchemaOid, .name = std::string(kPgCatalog)},
    {.oid = kInformationSchemaOid, .name = std::string(kInformationSchema)},
    {.oid = kPgInternalSchemaOid, .name = "pg_internal"},
};

const Schema* find_system_schema(std::string_view name) {
    for (const Schema& schema : kSystemSchemas) {
        if (schema.name == name) return &schema;
    }
    return nullptr;
}

std::string join(const std::vector<std::string>& parts) {
    return fmt::format("{}", fmt::join(parts, "."));
}

}  // namespace

const Database& CatalogView::database() const {
    const Database* found = snapshot().databases.find(options_.database);
    BLUESHIFT_ASSERT(found != nullptr);
    return *found;
}

const Schema* CatalogView::find_schema(std::string_view name) const {
    if (const Schema* system = find_system_schema(name)) return system;
    return snapshot().schemas.find(options_.database, name);
}

std::shared_ptr<const Relation> CatalogView::relation(const std::vector<std::string>& parts,
                                                      Span span) const {
    auto found = find_relation(parts, span);
    if (!found) {
        throw Error(Code::undefined_table, "relation \"{}\" does not exist", join(parts)).at(span);
    }
    return found;
}

std::shared_ptr<const Relation> CatalogView::find_relation(const std::vector<std::string>& parts,
                                                           Span span, bool missing_ok) const {
    if (parts.size() > 3) {
        throw Error(Code::syntax_error, "improper relation name (too many dotted names): {}",
                    join(parts))
            .at(span);
    }
    const std::string& name = parts.back();
    if (parts.size() == 1) return find_unqualified(name);

    Oid database = options_.database;
    if (parts.size() == 3) {
        const Database* named = snapshot().databases.find(kInvalidOid, parts[0]);
        if (named == nullptr) {
            if (missing_ok) return nullptr;
            throw Error(Code::invalid_catalog_name, "database \"{}\" does not exist", parts[0])
                .at(span);
        }
        database = named->oid;
    }
    const std::string& schema_part = parts[parts.size() - 2];
    if (schema_part == kPgTemp) return find_temporary(name);
    if (find_system_schema(schema_part) != nullptr) {
        return options_.system ? options_.system->find(schema_part, name) : nullptr;
    }
    const Schema* schema = snapshot().schemas.find(database, schema_part);
    if (schema == nullptr) {
        if (missing_ok) return nullptr;
        throw Error(Code::invalid_schema_name, "schema \"{}\" does not exist", schema_part)
            .at(span);
    }
    return find_in_schema(*schema, name);
}

std::shared_ptr<const Relation> CatalogView::find_temporary(std::string_view name) const {
    if (options_.temporary == nullptr) return nullptr;
    const auto it = options_.temporary->find(std::string(name));
    return it == options_.temporary->end() ? nullptr : it->second;
}

std::shared_ptr<const Relation> CatalogView::find_in_schema(const Schema& schema,
                                                            std::string_view name) const {
    if (schema.external) return find_external(schema, name);
    const Relation* found = snapshot().relations.find(schema.oid, name);
    return found ? snapshot().relations.share(found->oid) : nullptr;
}

const Schema* CatalogView::shared_schema(const Schema& schema) const {
    const Database* database = snapshot().databases.find(kInvalidOid, schema.external->database);
    if (database == nullptr) return nullptr;
    const std::string& name = schema.external->schema;
    const Schema* found = snapshot().schemas.find(database->oid, name.empty() ? "public" : name);
    // A schema that leads to another external one, or back to itself, leads nowhere.
    return found == nullptr || found->external ? nullptr : found;
}

std::shared_ptr<const Relation> CatalogView::find_external(const Schema& schema, std::string_view name) const {
    if (schema.external->kind == "redshift") {
        const Schema* shared = shared_schema(schema);
        return shared == nullptr ? nullptr : find_in_schema(*shared, name);
    }
    if (const ExternalDatabase* database = external_database(snapshot(), schema)) {
        const ExternalTable* table = snapshot().external_tables.find(database->oid, name);
        return table == nullptr ? nullptr : external_relation(schema, *table, options_.external_columns);
    }
    return options_.federated == nullptr ? nullptr : options_.federated->find(schema, name);
}

std::vector<std::shared_ptr<const Relation>> CatalogView::external_relations(const Schema& schema) const {
    std::vector<std::shared_ptr<const Relation>> relations;
    if (schema.external->kind == "redshift") {
        const Schema* shared = shared_schema(schema);
        if (shared == nullptr) return relations;
        for (const Relation* relation : snapshot().relations_in(shared->oid)) {
            relations.push_back(snapshot().relations.share(relation->oid));
        }
    } else if (external_database(snapshot(), schema) != nullptr) {
        for (const ExternalTable* table : external_tables(snapshot(), schema)) {
            relations.push_back(external_relation(schema, *table, {.path_and_size = false}));
        }
    } else if (options_.federated != nullptr) {
        relations = options_.federated->all(schema);
    }
    return relations;
}

std::shared_ptr<const Relation> CatalogView::find_unqualified(std::string_view name) const {
    if (auto found = find_temporary(name)) return found;
    if (options_.system) {
        if (auto found = options_.system->find(kPgCatalog, name)) return found;
    }
    for (const std::string& entry : options_.search_path) {
        if (find_system_schema(entry) != nullptr) {
            auto found = options_.system ? options_.system->find(entry, name) : nullptr;
            if (found) return found;
            continue;
        }
        const Schema* schema = snapshot().schemas.find(options_.database, entry);
        if (schema == nullptr) continue;
        if (auto found = find_in_schema(*schema, name)) return found;
    }
    return nullptr;
}

const Schema& CatalogView::creation_schema(const std::vector<std::string>& parts, Span span) const {
    const Schema* schema = nullptr;
    if (parts.size() > 1) {
        if (parts.size() > 2 && parts[parts.size() - 3] != database().name) {
            throw Error(Code::feature_not_supported,
                        "cross-database creation of \"{}\" is not supported", join(parts))
                .at(span);
        }
        const std::string& name = parts[parts.size() - 2];
        schema = find_schema(name);
        if (schema == nullptr) {
            throw Error(Code::invalid_schema_name, "schema \"{}\" does not exist", name).at(span);
        }
    } else {
        schema = find_schema(current_schema());
        if (schema == nullptr) {
            throw Error(Code::invalid_schema_name, "no schema has been selected to create in")
                .at(span);
        }
    }
    if (find_system_schema(schema->name) != nullptr) {
        throw Error(Code::insufficient_privilege, "permission denied for schema {}", schema->name)
            .at(span);
    }
    return *schema;
}

std::string CatalogView::current_schema() const {
    for (const std::string& entry : options_.search_path) {
        if (find_schema(entry) != nullptr) return entry;
    }
    return {};
}

std::string CatalogView::schema_name(const Relation& relation) const {
    if (relation.temporary) return std::string(kPgTemp);
    for (const Schema& schema : kSystemSchemas) {
        if (schema.oid == relation.schema) return schema.name;
    }
    const Schema* schema = snapshot().schemas.find(relation.schema);
    BLUESHIFT_ASSERT(schema != nullptr);
    return schema->name;
}

std::string CatalogView::database_name(const Relation& relation) const {
    const Schema* schema = snapshot().schemas.find(relation.schema);
    // Temporary and system relations belong to the database that is looked at.
    const Database* owner = schema ? snapshot().databases.find(schema->database) : nullptr;
    return owner ? owner->name : database().name;
}

EngineName engine_name(const Relation& relation) {
    return {relation.temporary ? "" : "data", fmt::format("t{}", relation.oid)};
}

std::vector<std::shared_ptr<const Relation>> CatalogView::temporary_relations() const {
    std::vector<std::shared_ptr<const Relation>> relations;
    if (options_.temporary == nullptr) return relations;
    for (const auto& [name, relation] : *options_.temporary)
        relations.push_back(relation);
    return relations;
}

}  // namespace blueshift::catalog
