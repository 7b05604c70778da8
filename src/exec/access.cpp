#include "exec/access.h"

#include "catalog/access.h"

namespace blueshift::exec {

void require_owner(const catalog::Relation& relation, const ExecContext& context) {
    if (context.superuser || relation.owner == context.user) return;
    throw Error(Code::insufficient_privilege, "must be owner of relation {}", relation.name);
}

void require_owner(const catalog::Schema& schema, const ExecContext& context) {
    if (context.superuser || schema.owner == context.user) return;
    throw Error(Code::insufficient_privilege, "must be owner of schema {}", schema.name);
}

void require_owner(const catalog::Database& database, const ExecContext& context) {
    if (context.superuser || database.owner == context.user) return;
    throw Error(Code::insufficient_privilege, "must be owner of database {}", database.name);
}

namespace {

catalog::AccessRules rules(const ExecContext& context) {
    return catalog::AccessRules(context.catalog.current(), context.user);
}

template <class Object>
void require_as_owner(bool allowed, std::string_view word, const Object& object) {
    if (allowed) return;
    throw Error(Code::insufficient_privilege, "must be owner of {} {}", word, object.name);
}

}  // namespace

void require_create(const catalog::Schema& schema, std::string_view permission, const ExecContext& context) {
    if (rules(context).may_create(schema, permission)) return;
    throw Error(Code::insufficient_privilege, "permission denied for schema {}", schema.name);
}

void require_create(const catalog::Schema& schema, const ExecContext& context) {
    require_create(schema, "create table", context);
}

void require_create(const catalog::Database& database, const ExecContext& context) {
    const catalog::AccessRules checker = rules(context);
    if (checker.has_privilege(database, catalog::kCreate) || checker.has_system_permission("create schema")) return;
    throw Error(Code::insufficient_privilege, "permission denied for database {}", database.name);
}

void require_temporary(const catalog::Database& database, const ExecContext& context) {
    if (rules(context).has_privilege(database, catalog::kTemporary)) return;
    throw Error(Code::insufficient_privilege, "permission denied to create temporary tables in database \"{}\"",
                database.name);
}

void require_permission(std::string_view permission, std::string_view what, const ExecContext& context) {
    if (!rules(context).has_system_permission(permission)) require_superuser(what, context);
}

void require_alter(const catalog::Relation& relation, const ExecContext& context) {
    require_as_owner(rules(context).may_alter(relation), "relation", relation);
}

void require_drop(const catalog::Relation& relation, const ExecContext& context) {
    require_as_owner(rules(context).may_drop(relation), "relation", relation);
}

void require_truncate(const catalog::Relation& relation, const ExecContext& context) {
    require_as_owner(rules(context).may_truncate(relation), "relation", relation);
}

void require_alter(const catalog::Schema& schema, const ExecContext& context) {
    require_as_owner(rules(context).may_alter(schema), "schema", schema);
}

void require_drop(const catalog::Schema& schema, const ExecContext& context) {
    require_as_owner(rules(context).may_drop(schema), "schema", schema);
}

void require_alter(const catalog::Database& database, const ExecContext& context) {
    require_as_owner(rules(context).may_alter(database), "database", database);
}

void require_superuser(std::string_view what, const ExecContext& context) {
    if (context.superuser) return;
    throw Error(Code::insufficient_privilege, "must be superuser to {}", what);
}

const catalog::User& find_user(const std::string& name, Span span, const ExecContext& context) {
    const auto* user = context.catalog.current().users.find(catalog::kInvalidOid, name);
    if (user == nullptr) {
        throw Error(Code::undefined_object, "user \"{}\" does not exist", name).at(span);
    }
    return *user;
}

}  // namespace blueshift::exec
