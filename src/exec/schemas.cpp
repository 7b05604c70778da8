/// CREATE and ALTER of schemas and databases.  Doc: dg/r_CREATE_SCHEMA, dg/r_CREATE_DATABASE
#include <algorithm>
#include <array>

#include "exec/access.h"
#include "exec/ddl.h"
#include "exec/dispatch.h"
#include "exec/view_texts.h"

namespace blueshift::exec {

namespace {

constexpr std::array kReservedDatabases = {"padb_harvest", "sys:internal", "template0", "template1"};
constexpr std::size_t kDatabaseCountMax = 60;
constexpr std::size_t kSchemaCountMax = 9900;

std::int32_t owner_or_self(const sql::Name& owner, ExecContext& context) {
    return owner.text.empty() ? context.user : find_user(owner.text, owner.span, context).id;
}

void refuse_reserved_schema(const sql::Name& name) {
    if (!name.text.starts_with("pg_")) return;
    throw Error(Code::reserved_name, "unacceptable schema name \"{}\"", name.text)
        .detail("The prefix \"pg_\" is reserved for system schemas.")
        .at(name.span);
}

const catalog::Database& current_database(const ExecContext& context) {
    return *context.catalog.current().databases.find(context.database);
}

/// What views can name whose schema `matches`: relations and routines.
template <class Matches>
std::vector<catalog::Oid> readable_where(const catalog::Snapshot& snapshot, Matches matches) {
    std::vector<catalog::Oid> oids;
    for (const auto& [oid, relation] : snapshot.relations.all()) {
        if (matches(*snapshot.schemas.find(relation->schema))) oids.push_back(oid);
    }
    for (const auto& [oid, routine] : snapshot.routines.all()) {
        if (matches(*snapshot.schemas.find(routine->schema))) oids.push_back(oid);
    }
    return oids;
}

bool serializable(const std::string& isolation_level) { return isolation_level == "serializable"; }

}  // namespace

std::string create_schema(const sql::CreateSchema& statement, ExecContext& context) {
    const catalog::Snapshot& snapshot = context.catalog.current();
    catalog::Schema schema;
    schema.name = statement.name.text.empty() ? statement.owner.text : statement.name.text;
    refuse_reserved_schema(statement.name);
    if (snapshot.schemas.find(context.database, schema.name) != nullptr || schema.name == "information_schema") {
        if (!statement.if_not_exists) {
            throw Error(Code::duplicate_schema, "schema \"{}\" already exists", schema.name)
                .at(statement.name.span);
        }
        context.notice("NOTICE", Code::duplicate_schema,
                       fmt::format("schema \"{}\" already exists, skipping", schema.name));
        return "CREATE SCHEMA";
    }
    require_create(current_database(context), context);
    const auto count = std::count_if(snapshot.schemas.all().begin(), snapshot.schemas.all().end(),
                                     [&](const auto& entry) { return entry.second->database == context.database; });
    if (static_cast<std::size_t>(count) >= kSchemaCountMax) {
        throw Error(Code::program_limit_exceeded, "a database can have at most {} schemas", kSchemaCountMax);
    }
    schema.oid = context.allocate_oid();
    schema.database = context.database;
    schema.owner = owner_or_self(statement.owner, context);
    schema.quota_mb = statement.quota_mb.value_or(-1);
    const std::string name = schema.name;
    context.catalog.put(std::move(schema));
    for (const sql::StatementPtr& element : statement.elements) create_in_schema(*element, name, context);
    return "CREATE SCHEMA";
}

std::string alter_schema(const sql::AlterSchema& statement, ExecContext& context) {
    const catalog::Schema* found =
        context.catalog.current().schemas.find(context.database, statement.name.text);
    if (found == nullptr) {
        throw Error(Code::invalid_schema_name, "schema \"{}\" does not exist", statement.name.text)
            .at(statement.name.span);
    }
    catalog::Schema schema = *found;
    require_alter(schema, context);
    if (!statement.new_name.text.empty()) {
        refuse_reserved_schema(statement.new_name);
        if (context.catalog.current().schemas.find(context.database, statement.new_name.text) != nullptr) {
            throw Error(Code::duplicate_schema, "schema \"{}\" already exists", statement.new_name.text)
                .at(statement.new_name.span);
        }
        schema.name = statement.new_name.text;
    }
    if (!statement.new_owner.text.empty()) {
        schema.owner = find_user(statement.new_owner.text, statement.new_owner.span, context).id;
    }
    if (statement.quota_mb) schema.quota_mb = *statement.quota_mb;
    const auto before = context.catalog.share();
    const catalog::Oid oid = schema.oid;
    const bool renamed = schema.name != statement.name.text;
    context.catalog.put(std::move(schema));
    if (renamed) {
        const auto inside = [&](const catalog::Schema& candidate) { return candidate.oid == oid; };
        rewrite_dependent_views(before, readable_where(*before, inside), context);
    }
    return "ALTER SCHEMA";
}

std::string create_database(const sql::CreateDatabase& statement, ExecContext& context) {
    const catalog::Snapshot& snapshot = context.catalog.current();
    const catalog::User* user = snapshot.users.find(context.user);
    if (!context.superuser && (user == nullptr || !user->createdb)) {
        throw Error(Code::insufficient_privilege, "permission denied to create database");
    }
    catalog::Database database;
    database.name = statement.name.text;
    if (std::find(kReservedDatabases.begin(), kReservedDatabases.end(), database.name) !=
        kReservedDatabases.end()) {
        throw Error(Code::reserved_name, "database name \"{}\" is reserved", database.name)
            .at(statement.name.span);
    }
    if (snapshot.databases.find(catalog::kInvalidOid, database.name) != nullptr) {
        throw Error(Code::duplicate_database, "database \"{}\" already exists", database.name)
            .at(statement.name.span);
    }
    if (snapshot.databases.all().size() >= kDatabaseCountMax) {
        throw Error(Code::program_limit_exceeded, "a cluster can have at most {} databases",
                    kDatabaseCountMax);
    }
    database.oid = context.allocate_oid();
    database.owner = owner_or_self(statement.owner, context);
    database.connection_limit = statement.connection_limit.value_or(-1);
    database.case_insensitive = statement.case_insensitive.value_or(false);
    database.serializable = serializable(statement.isolation_level);
    database.acl.push_back({catalog::AclEntry::public_, 0, database.owner, "T", ""});

    catalog::Schema schema;
    schema.oid = context.allocate_oid();
    schema.database = database.oid;
    schema.name = "public";
    schema.acl.push_back({catalog::AclEntry::public_, 0, catalog::kAdminUserId, "UC", ""});
    context.catalog.put(std::move(database));
    context.catalog.put(std::move(schema));
    return "CREATE DATABASE";
}

std::string alter_database(const sql::AlterDatabase& statement, ExecContext& context) {
    const catalog::Snapshot& snapshot = context.catalog.current();
    const catalog::Database* found = snapshot.databases.find(catalog::kInvalidOid, statement.name.text);
    if (found == nullptr) {
        throw Error(Code::invalid_catalog_name, "database \"{}\" does not exist", statement.name.text)
            .at(statement.name.span);
    }
    catalog::Database database = *found;
    require_alter(database, context);
    if (!statement.new_name.text.empty()) {
        if (database.oid == context.database) {
            throw Error(Code::feature_not_supported, "current database may not be renamed");
        }
        if (snapshot.databases.find(catalog::kInvalidOid, statement.new_name.text) != nullptr) {
            throw Error(Code::duplicate_database, "database \"{}\" already exists", statement.new_name.text)
                .at(statement.new_name.span);
        }
        database.name = statement.new_name.text;
    }
    if (!statement.new_owner.text.empty()) {
        database.owner = find_user(statement.new_owner.text, statement.new_owner.span, context).id;
    }
    if (statement.connection_limit) database.connection_limit = *statement.connection_limit;
    if (!statement.isolation_level.empty()) database.serializable = serializable(statement.isolation_level);
    const auto before = context.catalog.share();
    const catalog::Oid oid = database.oid;
    context.catalog.put(std::move(database));
    if (!statement.new_name.text.empty()) {
        const auto inside = [&](const catalog::Schema& candidate) { return candidate.database == oid; };
        rewrite_dependent_views(before, readable_where(*before, inside), context);
    }
    return "ALTER DATABASE";
}

}  // namespace blueshift::exec
