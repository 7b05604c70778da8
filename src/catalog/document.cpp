/// The stored form of catalog objects: one JSON document each, with every field by its name.
/// A field that a document lacks keeps its default, so that newer versions read older documents.
#include <nlohmann/json.hpp>

#include "base/error.h"
#include "catalog/snapshot.h"

namespace nlohmann {

template <class T>
struct adl_serializer<std::optional<T>> {
    static void to_json(json& out, const std::optional<T>& value) {
        if (value) {
            out = *value;
        } else {
            out = nullptr;
        }
    }
    static void from_json(const json& in, std::optional<T>& value) {
        if (in.is_null()) {
            value.reset();
        } else {
            value = in.get<T>();
        }
    }
};

}  // namespace nlohmann

namespace blueshift {

using nlohmann::json;

/// By pg_type name: the order of the type list may change between versions.
static void to_json(json& out, const Type& type) {
    out = json::array({type_info(type.id).typname, type.typmod});
}

static void from_json(const json& in, Type& type) {
    const std::string name = in.at(0);
    for (const TypeInfo& info : all_types()) {
        if (info.typname == name) {
            type = {info.id, in.at(1)};
            return;
        }
    }
    throw Error(Code::internal_error, "catalog names unknown type \"{}\"", name);
}

namespace catalog {

// clang-format off
NLOHMANN_JSON_SERIALIZE_ENUM(AclEntry::Kind, {
    {AclEntry::user, "user"}, {AclEntry::group, "group"}, {AclEntry::role, "role"}, {AclEntry::public_, "public"}})
NLOHMANN_JSON_SERIALIZE_ENUM(RelationKind, {
    {RelationKind::table, "table"}, {RelationKind::view, "view"},
    {RelationKind::late_binding_view, "late_binding_view"}, {RelationKind::system, "system"},
    {RelationKind::materialized_view, "materialized_view"}, {RelationKind::external, "external"}})
NLOHMANN_JSON_SERIALIZE_ENUM(Constraint::Kind, {
    {Constraint::primary_key, "primary_key"}, {Constraint::unique, "unique"}, {Constraint::foreign_key, "foreign_key"}})
NLOHMANN_JSON_SERIALIZE_ENUM(DistStyle, {
    {DistStyle::even, "even"}, {DistStyle::key, "key"}, {DistStyle::all, "all"}, {DistStyle::auto_, "auto"}})

NLOHMANN_JSON_SERIALIZE_ENUM(RoutineKind, {
    {RoutineKind::function, "function"}, {RoutineKind::procedure, "procedure"}})
NLOHMANN_JSON_SERIALIZE_ENUM(ArgumentMode, {
    {ArgumentMode::in, "in"}, {ArgumentMode::out, "out"}, {ArgumentMode::inout, "inout"}})
NLOHMANN_JSON_SERIALIZE_ENUM(Volatility, {
    {Volatility::volatile_, "volatile"}, {Volatility::stable, "stable"}, {Volatility::immutable, "immutable"}})

// To add a field: its name here; both directions follow.
NLOHMANN_DEFINE_TYPE_NON_INTRUSIVE_WITH_DEFAULT(AclEntry, kind, grantee, grantor, privileges, grant_options)
NLOHMANN_DEFINE_TYPE_NON_INTRUSIVE_WITH_DEFAULT(Identity, seed, step, by_default)
NLOHMANN_DEFINE_TYPE_NON_INTRUSIVE_WITH_DEFAULT(Column,
    number, name, type, not_null, default_text, identity, encoding, case_insensitive, distkey, sortkey_ordinal,
    trailing_blanks, comment, acl)
NLOHMANN_DEFINE_TYPE_NON_INTRUSIVE_WITH_DEFAULT(Constraint,
    oid, name, kind, columns, referenced, referenced_columns, comment)
NLOHMANN_DEFINE_TYPE_NON_INTRUSIVE_WITH_DEFAULT(Materialized, auto_refresh, refreshed_micros, reason)
NLOHMANN_DEFINE_TYPE_NON_INTRUSIVE_WITH_DEFAULT(Relation,
    oid, schema, name, kind, temporary, owner, columns, last_column_number, constraints, diststyle, backup, encode_auto,
    sortkey_auto, view_text, depends_on, materialized, row_level_security, rls_any, rls_for_datashares,
    masking_for_datashares, analyzed_micros, vacuumed_micros, comment, acl, created_micros)
NLOHMANN_DEFINE_TYPE_NON_INTRUSIVE_WITH_DEFAULT(ExternalSource,
    kind, database, schema, region, uri, port, iam_role, catalog_role, secret_arn, options)
NLOHMANN_DEFINE_TYPE_NON_INTRUSIVE_WITH_DEFAULT(ScopedGrant, objects, acl)
NLOHMANN_DEFINE_TYPE_NON_INTRUSIVE_WITH_DEFAULT(Schema,
    oid, database, name, owner, quota_mb, external, comment, acl, scoped_grants)
NLOHMANN_DEFINE_TYPE_NON_INTRUSIVE_WITH_DEFAULT(Database,
    oid, name, owner, connection_limit, case_insensitive, serializable, comment, acl, scoped_grants)
NLOHMANN_DEFINE_TYPE_NON_INTRUSIVE_WITH_DEFAULT(User,
    id, name, superuser, createdb, password_disabled, md5, scram, digest_salt, digest_hash, valid_until,
    connection_limit, session_timeout_seconds, syslog_unrestricted, settings, external_id,
    failed_logins, locked)
NLOHMANN_DEFINE_TYPE_NON_INTRUSIVE_WITH_DEFAULT(Group, id, name, members)
NLOHMANN_DEFINE_TYPE_NON_INTRUSIVE_WITH_DEFAULT(RoleMember, kind, id, grantor, admin_option)
NLOHMANN_DEFINE_TYPE_NON_INTRUSIVE_WITH_DEFAULT(Role, id, name, owner, external_id, members, system_privileges)
NLOHMANN_DEFINE_TYPE_NON_INTRUSIVE_WITH_DEFAULT(RoutineArgument, name, mode, type)
NLOHMANN_DEFINE_TYPE_NON_INTRUSIVE_WITH_DEFAULT(Routine,
    oid, schema, name, kind, owner, arguments, return_type, language, volatility, body, nonatomic, security_definer,
    settings, comment, acl, created_micros)
NLOHMANN_DEFINE_TYPE_NON_INTRUSIVE_WITH_DEFAULT(DefaultPrivileges, oid, name, owner, database, schema, objects, acl)
NLOHMANN_DEFINE_TYPE_NON_INTRUSIVE_WITH_DEFAULT(PolicyColumn, name, type)
NLOHMANN_DEFINE_TYPE_NON_INTRUSIVE_WITH_DEFAULT(PolicyAttachment,
    relation, kind, grantee, grantor, output_columns, input_columns, priority)
NLOHMANN_DEFINE_TYPE_NON_INTRUSIVE_WITH_DEFAULT(RlsPolicy,
    oid, database, name, alias, columns, predicate, depends_on, attachments, modified_by, modified_micros)
NLOHMANN_DEFINE_TYPE_NON_INTRUSIVE_WITH_DEFAULT(MaskingPolicy,
    oid, database, name, columns, expressions, depends_on, attachments, modified_by, modified_micros)
NLOHMANN_DEFINE_TYPE_NON_INTRUSIVE_WITH_DEFAULT(ExternalColumn, name, type, comment)
NLOHMANN_DEFINE_TYPE_NON_INTRUSIVE_WITH_DEFAULT(StorageDescriptor,
    columns, location, input_format, output_format, serde, serde_parameters, compressed)
NLOHMANN_DEFINE_TYPE_NON_INTRUSIVE_WITH_DEFAULT(ExternalDatabase,
    oid, name, description, location, parameters, created_micros)
NLOHMANN_DEFINE_TYPE_NON_INTRUSIVE_WITH_DEFAULT(ExternalTable,
    oid, database, name, owner, description, table_type, storage, partition_keys, parameters, view_text,
    created_micros, updated_micros)
NLOHMANN_DEFINE_TYPE_NON_INTRUSIVE_WITH_DEFAULT(ExternalPartition,
    oid, table, name, values, storage, parameters, created_micros)
NLOHMANN_DEFINE_TYPE_NON_INTRUSIVE_WITH_DEFAULT(CopyJob,
    oid, database, name, owner, automatic, statement, loaded, created_micros)
// clang-format on

std::string to_document(const Database& object) { return json(object).dump(); }
std::string to_document(const Schema& object) { return json(object).dump(); }
std::string to_document(const Relation& object) { return json(object).dump(); }
std::string to_document(const User& object) { return json(object).dump(); }
std::string to_document(const Group& object) { return json(object).dump(); }
std::string to_document(const Role& object) { return json(object).dump(); }
std::string to_document(const Routine& object) { return json(object).dump(); }
std::string to_document(const DefaultPrivileges& object) { return json(object).dump(); }
std::string to_document(const RlsPolicy& object) { return json(object).dump(); }
std::string to_document(const MaskingPolicy& object) { return json(object).dump(); }
std::string to_document(const ExternalDatabase& object) { return json(object).dump(); }
std::string to_document(const ExternalTable& object) { return json(object).dump(); }
std::string to_document(const ExternalPartition& object) { return json(object).dump(); }
std::string to_document(const CopyJob& object) { return json(object).dump(); }

namespace {

template <class T, class Key>
void apply_to(ObjectMap<T, Key>& map, const Change& change, Oid T::*parent) {
    const Key key = static_cast<Key>(change.key);
    const auto parent_of = [&](const T& object) { return parent ? object.*parent : kInvalidOid; };
    if (const T* old = map.find(key)) map.erase(key, parent_of(*old));
    if (change.document.empty()) return;
    auto object = std::make_shared<T>();
    try {
        *object = json::parse(change.document).get<T>();
    } catch (const json::exception& error) {
        throw Error(Code::internal_error, "catalog document of {} {} is not readable",
                    object_type_name(change.type), change.key)
            .detail(error.what());
    }
    const Oid place = parent_of(*object);
    map.put(key, place, std::move(object));
}

}  // namespace

void apply(Snapshot& snapshot, const Change& change) {
    switch (change.type) {
        case ObjectType::database:
            return apply_to(snapshot.databases, change, static_cast<Oid Database::*>(nullptr));
        case ObjectType::schema:
            return apply_to(snapshot.schemas, change, &Schema::database);
        case ObjectType::relation:
            return apply_to(snapshot.relations, change, &Relation::schema);
        case ObjectType::user:
            return apply_to(snapshot.users, change, static_cast<Oid User::*>(nullptr));
        case ObjectType::group:
            return apply_to(snapshot.groups, change, static_cast<Oid Group::*>(nullptr));
        case ObjectType::role:
            return apply_to(snapshot.roles, change, static_cast<Oid Role::*>(nullptr));
        case ObjectType::routine:
            return apply_to(snapshot.routines, change, &Routine::schema);
        case ObjectType::default_privileges:
            return apply_to(snapshot.default_privileges, change, &DefaultPrivileges::database);
        case ObjectType::rls_policy:
            return apply_to(snapshot.rls_policies, change, &RlsPolicy::database);
        case ObjectType::masking_policy:
            return apply_to(snapshot.masking_policies, change, &MaskingPolicy::database);
        case ObjectType::external_database:
            return apply_to(snapshot.external_databases, change, static_cast<Oid ExternalDatabase::*>(nullptr));
        case ObjectType::external_table:
            return apply_to(snapshot.external_tables, change, &ExternalTable::database);
        case ObjectType::external_partition:
            return apply_to(snapshot.external_partitions, change, &ExternalPartition::table);
        case ObjectType::copy_job:
            return apply_to(snapshot.copy_jobs, change, &CopyJob::database);
    }
}

}  // namespace catalog
}  // namespace blueshift
