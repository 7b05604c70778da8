#pragma once
/// Conditions of a select that say which relation a scan of the catalog asks for, so that a look-up of one table does not
/// make the rows of all: `c.relname = 't'` narrows pg_class, and through `a.attrelid = c.oid` pg_attribute too.
#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "analyze/bound_query.h"

namespace blueshift::emit {

/// What a catalog column says of the relation or schema that its row is about.
enum class CatalogRole { relation_oid, relation_name, schema_oid, schema_name };

/// The name under which a scan takes the filter (catalog/system/system.h: RelationScope).
std::string_view filter_name(CatalogRole role);

/// Expressions by FROM item and role; they hold for every row that the select can give.
class CatalogFilters {
public:
    using ByRole = std::map<CatalogRole, const analyze::BoundExpr*>;

    void add(const analyze::BoundSelect& select);
    /// Null when nothing is known about the item.
    const ByRole* find(int item) const;

private:
    std::map<int, ByRole> items_;
};

}  // namespace blueshift::emit
