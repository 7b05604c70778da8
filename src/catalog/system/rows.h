#pragma once
/// Helpers of the producers: what the rows of several relations share.
#include <string>
#include <string_view>
#include <vector>

#include "catalog/system/system.h"
#include "catalog/system_schemas.h"

namespace blueshift::catalog::system {

/// Oids of the built-in schemas, in the order in which they are listed.
struct BuiltinSchema {
    Oid oid;
    std::string_view name;
};
inline constexpr BuiltinSchema kBuiltinSchemas[] = {
    {kPgCatalogSchemaOid, "pg_catalog"},
    {kInformationSchemaOid, "information_schema"},
    {kTempSchemaOid, "pg_temp"},
    {kPgInternalSchemaOid, "pg_internal"},
};

/// Every relation of the session's database that `context` may name: tables, views, temporary and system relations.
std::vector<std::shared_ptr<const Relation>> visible_relations(const SystemContext& context);
/// The same without system relations.
std::vector<std::shared_ptr<const Relation>> user_relations(const SystemContext& context);

/// Whether rows of `user` are for the asking user: his own, or everybody's with SYSLOG ACCESS UNRESTRICTED.
inline bool may_see(const SystemContext& context, std::int32_t user) {
    return context.superuser || user == context.catalog.user();
}

std::string schema_name(const SystemContext& context, const Relation& relation);
std::string user_name(const SystemContext& context, std::int32_t id);
std::string group_name(const SystemContext& context, std::int32_t id);

/// `{a=r/b,…}` as aclitem[] prints; NULL for an empty list.
Value acl_text(const SystemContext& context, const std::vector<AclEntry>& acl);
/// An array in PostgreSQL's text form.
std::string array_text(const std::vector<std::string>& items);

/// NULL for an empty text.
inline Value text_or_null(const std::string& text) { return text.empty() ? Value() : Value(text); }

/// The stored form of a default, as pg_attrdef.adsrc shows it.
std::string default_source(const Relation& relation, const Column& column);

bool is_table(const Relation& relation);
bool is_view(const Relation& relation);

}  // namespace blueshift::catalog::system
