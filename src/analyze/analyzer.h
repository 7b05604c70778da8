#pragma once
/// The analyzer: syntax tree + catalog -> bound tree.
#include <string>
#include <vector>

#include "analyze/bound_statement.h"
#include "catalog/view.h"
#include "sql/ast/ddl.h"
#include "sql/ast/dml.h"
#include "sql/ast/statement.h"
#include "types/text.h"

namespace blueshift::analyze {

/// What a statement is analyzed against. Refers to its parts; they outlive the call.
struct AnalyzeContext {
    const catalog::CatalogView& catalog;
    const TextSettings& text;
    bool case_sensitive_identifiers = false;
    /// Declared types of $1 …; unknown where the client left it open. Extended and completed by
    /// inference.
    std::vector<Type> parameter_types;
    /// Relations that the statement itself reads, each once; for dependencies.
    std::vector<catalog::Oid> relations_read;
    /// The same with what is read below views; for caches, which must know every table of a result.
    std::vector<catalog::Oid> relations_below;
};

/// Binds SELECT, INSERT, UPDATE, DELETE, MERGE. After it, parameters without a type are varchar.
/// Throws the SQLSTATEs of PostgreSQL's analyzer: undefined_table, undefined_column,
/// ambiguous_column, undefined_function, datatype_mismatch, grouping_error …
BoundStatementPtr analyze(const sql::Statement& statement, AnalyzeContext& context);
BoundQueryPtr analyze_query(const sql::Query& query, AnalyzeContext& context);
/// Binds an expression that may not refer to columns and coerces it to `target` for assignment, as
/// DEFAULT needs it.
BoundExprPtr analyze_default(const sql::Expr& expr, Type target, AnalyzeContext& context);
/// Resolves a type as written. Throws undefined_object (42704) `type "x" does not exist`.
Type resolve_type(const sql::TypeName& name);
/// For views: the same query as text with every relation name qualified and every * written out, so
/// that it means the same in every session. To be parsed with case-sensitive identifiers.
std::string canonical_query(const sql::Query& query, AnalyzeContext& context);
/// The INTO of a SELECT … INTO, which is run as CREATE TABLE AS; null for a plain query. Binding
/// ignores it.
const sql::IntoClause* find_into(const sql::Query& query);

}  // namespace blueshift::analyze
