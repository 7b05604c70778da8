#pragma once
/// What the SHOW commands of objects share: their request, their rows' columns, LIKE and LIMIT, finding the database and schema that
/// they name.  Doc: dg/r_SHOW_TABLES and its kind
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "base/span.h"
#include "catalog/system/system.h"
#include "catalog/view.h"
#include "sql/ast/utility.h"
#include "types/value.h"

namespace blueshift::exec {

/// What a SHOW command asks for.
struct ShowRequest {
    const catalog::CatalogView& view;
    std::vector<std::string> names;  ///< the dotted name, if any
    Span span;
    std::optional<std::string> like;
    std::optional<std::int64_t> limit;
    std::optional<std::vector<Type>> argument_types;  ///< of a function or procedure
    const sql::Show* statement = nullptr;             ///< for the rest: FOR, FROM DATABASE, PARTITION
};

using ShowResult = std::vector<std::vector<Value>>;

struct ShowRow {
    std::string_view what;  ///< the words after SHOW, lower case
    std::vector<std::pair<std::string_view, TypeId>> columns;
    ShowResult (*produce)(const ShowRequest&);
    std::string_view doc;
};

/// Whether LIKE lets a name through. Case-sensitive.
bool wanted(const ShowRequest& request, std::string_view name);
/// Applies LIMIT. Throws program_limit_exceeded (54000) when more rows than a SHOW may have are left without one.
ShowResult limited(const ShowRequest& request, ShowResult rows);

/// Throws invalid_catalog_name (3D000).
const catalog::Database& database_named(const ShowRequest& request, const std::string& name);

/// A schema with the name of its database; system schemas belong to every database.
struct NamedSchema {
    const catalog::Schema& schema;
    const std::string& database;
};
/// The schema `[database.]schema` that the first `part_count` names give. Throws invalid_schema_name (3F000).
NamedSchema schema_named(const ShowRequest& request, std::size_t part_count);

/// Name of a user, or the number of one that is gone.
std::string user_name(const ShowRequest& request, std::int32_t id);
/// NULL for an empty text.
Value optional_text(const std::string& text);
/// `owner=arwd/owner~bob=r/owner`, as these commands print privileges; NULL without any. `owners_letters` is what the owner has
/// without a grant.
Value acl_text(const ShowRequest& request, const std::vector<catalog::AclEntry>& acl, std::int32_t owner,
               std::string_view owners_letters);
/// What the catalog's own producers need to know of the asking user.
catalog::system::SystemContext system_context(const ShowRequest& request);

/// Length, precision and scale of a type as information_schema has them; NULL where the type has none.
struct TypeFigures {
    Value character_maximum_length;
    Value numeric_precision;
    Value numeric_scale;
};
TypeFigures type_figures(Type type);

}  // namespace blueshift::exec
