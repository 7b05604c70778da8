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

void require_create(const catalog::Schema& schema, const ExecContext& context) {
    catalog::AccessRules checker(context.catalog.current(), context.user);
    if (checker.has_privilege(schema, catalog::kCreate)) return;
    throw Error(Code::insufficient_privilege, "permission denied for schema {}", schema.name);
}

void require_create(const catalog::Database& database, const ExecContext& context) {
    catalog::AccessRules checker(context.catalog.current(), context.user);
    if (checker.has_privilege(database, catalog::kCreate)) return;
    throw Error(Code::insufficient_privilege, "permission denied for database {}", database.name);
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
