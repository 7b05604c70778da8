#pragma once
/// COPY JOB as SQL.
#include "sql/ast/copy_job.h"
#include "sql/print/sql_writer.h"

namespace blueshift::sql {

void write(SqlWriter& out, const CopyJob& node);

}  // namespace blueshift::sql
