#pragma once
/// What a table says about distribution, sorting, encoding and constraints. Nothing of it changes results; all of it is
/// checked, kept and shown.  Doc: dg/r_CREATE_TABLE_NEW
#include <string>
#include <vector>

#include "exec/context.h"
#include "sql/ast/ddl.h"

namespace blueshift::exec {

/// The column's ENCODE, or empty when not given. Throws undefined_object (42704) for an unknown one and
/// invalid_column_definition (42611) for one that the type cannot have.
std::string checked_encoding(const sql::ColumnDefinition& definition, Type type);
/// DISTKEY and SORTKEY written beside a column.
void apply_column_keys(const std::vector<sql::ColumnDefinition>& columns, catalog::Relation& relation);
/// DISTSTYLE, DISTKEY(c), SORTKEY(…), BACKUP, ENCODE AUTO written behind the columns.
void apply_attributes(const sql::TableAttributes& attributes, catalog::Relation& relation);
/// Encodings for columns without one.  Doc: dg/c_Compression_encodings
void apply_default_encodings(catalog::Relation& relation);
void set_sortkey(sql::SortKeyKind kind, const std::vector<sql::Name>& columns, catalog::Relation& relation);
void set_distkey(const sql::Name& column, catalog::Relation& relation);
/// PRIMARY KEY, UNIQUE and FOREIGN KEY, which are informational; a primary key makes its columns NOT NULL.
void add_constraints(const std::vector<sql::ColumnDefinition>& columns,
                     const std::vector<sql::TableConstraint>& constraints, catalog::Relation& relation,
                     ExecContext& context);
void add_constraint(const sql::TableConstraint& constraint, catalog::Relation& relation, ExecContext& context);

}  // namespace blueshift::exec
