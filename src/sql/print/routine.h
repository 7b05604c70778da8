#pragma once
/// Printing of the statements about routines.
#include "sql/ast/routine.h"
#include "sql/print/sql_writer.h"

namespace blueshift::sql {

void write(SqlWriter& out, const CreateRoutine& node);
void write(SqlWriter& out, const AlterRoutine& node);
void write(SqlWriter& out, const Call& node);
/// `name(types), …`
void write_routine_names(SqlWriter& out, const std::vector<QualifiedName>& names,
                         const std::vector<std::vector<TypeName>>& signatures);
/// A body between dollar quotes, with a tag when it contains `$$` itself.
std::string dollar_quoted(std::string_view body);

}  // namespace blueshift::sql
