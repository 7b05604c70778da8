#pragma once
/// Helpers of the producers: what the rows of several relations share.
#include <string>
#include <string_view>
#include <vector>

#include "catalog/access.h"
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

/// Oids of catalog tables, as pg_depend.classid and pg_description.classoid have them.
inline constexpr Oid kPgTypeOid = 1247;
inline constexpr Oid kPgProcOid = 1255;
inline constexpr Oid kPgClassOid = 1259;
inline constexpr Oid kPgDatabaseOid = 1262;
inline constexpr Oid kPgConstraintOid = 2606;
inline constexpr Oid kPgNamespaceOid = 2615;
inline constexpr Oid kPgRewriteOid = 2618;

/// Every relation of the session's database in `context.scope`: tables, views, temporary and system relations. With
/// metadata_security those that the user may not name are left out.
std::vector<std::shared_ptr<const Relation>> visible_relations(const SystemContext& context);
/// The same without system relations.
std::vector<std::shared_ptr<const Relation>> user_relations(const SystemContext& context);
/// Schemas of the session's database that the user may see, in order of their oids.
std::vector<std::shared_ptr<const Schema>> visible_schemas(const SystemContext& context);
/// User-defined routines of the session's database that the user may see.
std::vector<std::shared_ptr<const Routine>> visible_routines(const SystemContext& context);
/// A relation of the database or a system relation, whatever the scope is; null when there is none.
std::shared_ptr<const Relation> relation_by_oid(const SystemContext& context, Oid oid);
/// Whether the user has any privilege on the relation or one of its columns.
bool has_any_privilege(const AccessRules& rules, const Relation& relation);

/// Whether rows of `user` are for the asking user: his own, or everybody's with SYSLOG ACCESS UNRESTRICTED.
inline bool may_see(const SystemContext& context, std::int32_t user) {
    return context.superuser || user == context.catalog.user();
}

std::string database_name(const SystemContext& context);
std::string schema_name(const SystemContext& context, Oid schema);
std::string schema_name(const SystemContext& context, const Relation& relation);
std::string user_name(const SystemContext& context, std::int32_t id);
std::string group_name(const SystemContext& context, std::int32_t id);
std::string role_name(const SystemContext& context, std::int32_t id);

/// Who holds a privilege, as the SVV_ views name it.
struct Identity3 {
    std::int64_t id;
    std::string name;
    std::string type;  ///< user, group, role, public
};
Identity3 identity_of(const SystemContext& context, AclEntry::Kind kind, std::int32_t id);

/// What the owner of an object has without a grant, as aclitem letters.
inline constexpr std::string_view kOwnersTable = "arwdRxtD";
inline constexpr std::string_view kOwnersSchema = "UC";
inline constexpr std::string_view kOwnersDatabase = "CT";
inline constexpr std::string_view kOwnersRoutine = "X";

/// `owner=UC/owner`, `=r/owner` … ; nothing when only the owner has rights.
std::vector<std::string> acl_items(const SystemContext& context, const std::vector<AclEntry>& acl, std::int32_t owner,
                                   std::string_view owners_letters);
/// The items as aclitem[] prints; NULL when there are none.
Value acl_text(const SystemContext& context, const std::vector<AclEntry>& acl, std::int32_t owner,
               std::string_view owners_letters);
/// The items separated by `~`, as SVV_ views and SHOW print them; NULL when there are none.
Value acl_joined(const SystemContext& context, const std::vector<AclEntry>& acl, std::int32_t owner,
                 std::string_view owners_letters);

/// An array in PostgreSQL's text form.
std::string array_text(const std::vector<std::string>& items);
/// `{1,2}` of column numbers.
std::string array_text(const std::vector<std::int16_t>& numbers);

/// NULL for an empty text.
inline Value text_or_null(const std::string& text) { return text.empty() ? Value() : Value(text); }

/// The stored form of a default, as pg_attrdef.adsrc shows it.
std::string default_source(const Relation& relation, const Column& column);

/// `"name"` unless the name may stand without quotes.
std::string quoted(std::string_view name);

bool is_table(const Relation& relation);
bool is_view(const Relation& relation);
/// A view's text as pg_views has it: the query of an ordinary view, the whole CREATE statement of the other kinds.
std::string view_definition(const SystemContext& context, const Relation& relation);

/// The oid of a type as pg_type lists it, and the number of a relation's encoding.
Oid type_oid(Type type);
/// pg_attribute.attencodingtype of an encoding name, and back.
int encoding_number(std::string_view name);
std::string_view encoding_name(int number);

}  // namespace blueshift::catalog::system
