#pragma once
/// Ownership checks of commands. Privileges of queries are checked in security/.
#include "catalog/model.h"
#include "exec/context.h"

namespace blueshift::exec {

/// Throws insufficient_privilege (42501) `must be owner of relation x` unless the user owns it or is a superuser.
void require_owner(const catalog::Relation& relation, const ExecContext& context);
void require_owner(const catalog::Schema& schema, const ExecContext& context);
void require_owner(const catalog::Database& database, const ExecContext& context);
/// Throws insufficient_privilege (42501) `permission denied for schema x` unless the user may create objects in it:
/// `permission` is the system permission for that, such as `create table`.
void require_create(const catalog::Schema& schema, std::string_view permission, const ExecContext& context);
void require_create(const catalog::Schema& schema, const ExecContext& context);
/// CREATE on the database, for schemas.
void require_create(const catalog::Database& database, const ExecContext& context);
/// TEMP on the database.
void require_temporary(const catalog::Database& database, const ExecContext& context);
void require_superuser(std::string_view what, const ExecContext& context);
/// A system permission of one of the user's roles, by its lower-case words. Throws insufficient_privilege (42501)
/// `must be superuser to <what>`.
void require_permission(std::string_view permission, std::string_view what, const ExecContext& context);
/// Throw insufficient_privilege (42501) `must be owner of …` unless the user owns the object, or a privilege or system
/// permission stands in for that.
void require_alter(const catalog::Relation& relation, const ExecContext& context);
void require_drop(const catalog::Relation& relation, const ExecContext& context);
void require_truncate(const catalog::Relation& relation, const ExecContext& context);
void require_alter(const catalog::Schema& schema, const ExecContext& context);
void require_drop(const catalog::Schema& schema, const ExecContext& context);
void require_alter(const catalog::Database& database, const ExecContext& context);
/// The user with this name. Throws undefined_object (42704) `user "x" does not exist`.
const catalog::User& find_user(const std::string& name, Span span, const ExecContext& context);

}  // namespace blueshift::exec
