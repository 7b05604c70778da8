#pragma once
/// Reading an external table: which of its objects a query needs, and the engine's SQL that reads them.
/// Doc: dg/c-spectrum-external-tables
#include <string>
#include <vector>

#include "analyze/bound_query.h"
#include "emit/emit.h"
#include "external/environment.h"

namespace blueshift::external {

/// The query that gives the rows of `table`: one column c<number> per column of its relation. Only objects of partitions that meet all
/// `conditions` are listed and read. The text holds credentials.
std::string scan_query(const analyze::BoundTable& table, const std::vector<emit::RowCondition>& conditions,
                       const Environment& environment);

/// `error` of a statement that reads external tables, as the vendor words it when a file could not be read.
Error scan_error(const Error& error, std::int64_t query_id);

}  // namespace blueshift::external
