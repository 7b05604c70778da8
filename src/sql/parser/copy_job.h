#pragma once
/// COPY JOB, for the parser of COPY.
#include "sql/ast/copy_job.h"
#include "sql/parser/statement_parser.h"

namespace blueshift::sql {

/// Behind COPY.
StatementPtr parse_copy_job(TokenStream& tokens);
/// Behind a whole COPY statement, which becomes the job's.
StatementPtr parse_copy_job_create(TokenStream& tokens, std::unique_ptr<Copy> copy);

}  // namespace blueshift::sql
