#pragma once
/// One function per statement, for the switch in statement.cpp.
#include "sql/ast/ddl.h"
#include "sql/ast/dml.h"
#include "sql/ast/external.h"
#include "sql/ast/materialized_view.h"
#include "sql/ast/utility.h"
#include "sql/print/sql_writer.h"

namespace blueshift::sql {

// dml.cpp
void write(SqlWriter& out, const Insert& node);
void write(SqlWriter& out, const Update& node);
void write(SqlWriter& out, const Delete& node);
void write(SqlWriter& out, const Merge& node);
void write(SqlWriter& out, const Copy& node);
void write(SqlWriter& out, const CopyStdio& node);
void write(SqlWriter& out, const Unload& node);
// ddl.cpp
void write(SqlWriter& out, const CreateTable& node);
void write(SqlWriter& out, const CreateTableAs& node);
void write(SqlWriter& out, const CreateSchema& node);
void write(SqlWriter& out, const AlterSchema& node);
void write(SqlWriter& out, const CreateDatabase& node);
void write(SqlWriter& out, const AlterDatabase& node);
void write(SqlWriter& out, const CreateView& node);
void write(SqlWriter& out, const Drop& node);
void write(SqlWriter& out, const Comment& node);
void write_column_definition(SqlWriter& out, const ColumnDefinition& column);
void write_constraint(SqlWriter& out, const TableConstraint& constraint);
/// Each attribute with a blank before it.
void write_table_attributes(SqlWriter& out, const TableAttributes& attributes);
std::string_view diststyle_word(DistStyle style);
// alter_table.cpp
void write(SqlWriter& out, const AlterTable& node);
// external.cpp
void write(SqlWriter& out, const CreateExternalSchema& node);
void write(SqlWriter& out, const AlterExternalSchema& node);
void write(SqlWriter& out, const CreateExternalTable& node);
/// One of the actions that only external tables know.
void write_external_action(SqlWriter& out, const AlterTableAction& action);
/// "('a'='b', …)"
void write_properties(SqlWriter& out, const std::vector<Property>& properties);
void write_alter_actions(SqlWriter& out, const std::vector<AlterTableAction>& actions);
// materialized_view.cpp
void write(SqlWriter& out, const CreateMaterializedView& node);
void write(SqlWriter& out, const AlterMaterializedView& node);
void write(SqlWriter& out, const RefreshMaterializedView& node);
// access.cpp
void write(SqlWriter& out, const CreateUser& node);
void write(SqlWriter& out, const AlterUser& node);
void write(SqlWriter& out, const CreateGroup& node);
void write(SqlWriter& out, const AlterGroup& node);
void write(SqlWriter& out, const Grant& node);
// setting.cpp
void write(SqlWriter& out, const Set& node);
void write(SqlWriter& out, const Reset& node);
void write(SqlWriter& out, const Show& node);
/// A setting's name, its parts quoted where needed.
void write_setting_name(SqlWriter& out, std::string_view name);
/// ` TO values`, or ` TO DEFAULT`.
void write_setting_values(SqlWriter& out, const std::vector<std::string>& values, bool is_default);
// utility.cpp
void write(SqlWriter& out, const Begin& node);
void write(SqlWriter& out, const SetAuthorization& node);
void write(SqlWriter& out, const Prepare& node);
void write(SqlWriter& out, const Execute& node);
void write(SqlWriter& out, const Fetch& node);
void write(SqlWriter& out, const Vacuum& node);
void write(SqlWriter& out, const Analyze& node);
void write(SqlWriter& out, const Cancel& node);

}  // namespace blueshift::sql
