#pragma once
/// What the commands that make a relation with rows share: CREATE TABLE, CREATE TABLE AS, CREATE MATERIALIZED VIEW.
#include <span>
#include <string>
#include <vector>

#include "analyze/bound_statement.h"
#include "exec/context.h"
#include "sql/ast/ddl.h"

namespace blueshift::exec {

inline constexpr std::size_t kColumnCountMax = 1600;

/// Puts the new relation where its name says: checks the name, gives it its oid, owner and schema.
/// False when it exists and `if_not_exists` is set.
bool place(catalog::Relation& relation, const sql::QualifiedName& name, bool temporary, bool if_not_exists,
           ExecContext& context);

/// Adds a column behind the others and numbers it. Throws duplicate_column (42701), too_many_columns (54011).
void add_column(catalog::Relation& relation, catalog::Column column, Span span);

/// Columns like the fields of `query`, named by `names` as far as they go.
void add_query_columns(catalog::Relation& relation, const std::vector<sql::Name>& names,
                       const analyze::BoundQuery& query, Span span);

/// Makes the engine's table and the catalog's relation.
void store(catalog::Relation relation, ExecContext& context);

/// Inserts the rows of `query` into `relation`, column by column.
void fill_from_query(const catalog::Relation& relation, analyze::BoundQueryPtr query, std::span<const Value> parameters,
                     std::span<const Type> parameter_types, ExecContext& context);

}  // namespace blueshift::exec
