#pragma once
/// External schemas and the data catalog's tables behind them. Objects on S3 are not touched here.
/// Doc: dg/r_CREATE_EXTERNAL_SCHEMA, dg/r_CREATE_EXTERNAL_TABLE, dg/r_ALTER_TABLE_external-table
#include <string>

#include "exec/context.h"
#include "sql/ast/ddl.h"
#include "sql/ast/external.h"

namespace blueshift::exec {

std::string create_external_schema(const sql::CreateExternalSchema& statement, ExecContext& context);
std::string alter_external_schema(const sql::AlterExternalSchema& statement, ExecContext& context);

/// Puts the table into the data catalog. `fields` are the columns of CREATE EXTERNAL TABLE AS, null without a query.
/// False when IF NOT EXISTS found it there already.
/// Throws duplicate_table (42P07), wrong_object_type (42809) when the schema is not one of the data catalog.
bool create_external_table(const sql::CreateExternalTable& statement, const std::vector<analyze::BoundField>* fields,
                           ExecContext& context);

/// One of the forms of ALTER TABLE that external tables take. Throws wrong_object_type (42809) for the others.
std::string alter_external_table(const sql::AlterTable& statement, const catalog::Relation& relation, ExecContext& context);

/// Removes the table and its partitions from the data catalog.
void drop_external_table(const catalog::Relation& relation, ExecContext& context);

/// Drops what DROP SCHEMA … DROP EXTERNAL DATABASE names. Throws dependent_objects_still_exist (2BP01) for a database with tables,
/// unless `cascade`.
void drop_external_database(const catalog::Schema& schema, bool cascade, ExecContext& context);

/// The partition of a table with these values, in the order of its keys, put at `location`.
catalog::ExternalPartition make_partition(const catalog::ExternalTable& table, std::vector<std::string> values,
                                          std::string location, ExecContext& context);

}  // namespace blueshift::exec
