#pragma once
/// SQL text to syntax tree: hand-written recursive descent with PostgreSQL 8's operator precedence.
/// All functions throw syntax_error (42601) with a position, and statement_too_complex (54001) past the limits below.
#include <string_view>
#include <vector>

#include "sql/ast/statement.h"

namespace blueshift::sql {

/// Deepest nesting of expressions, queries and joins.
inline constexpr int kNestingDepthMax = 256;
/// Longest chain of operators, set operations or joins without parentheses; the tree leans to the left that far.
/// AND and OR are flat lists and have no such limit.
inline constexpr int kOperatorChainMax = 4000;

struct ParseOptions {
    bool case_sensitive_identifiers = false;  ///< enable_case_sensitive_identifier
};

/// Parses statements separated by semicolons; empty ones are dropped. Spans are offsets into the whole of `sql`.
std::vector<StatementPtr> parse_script(std::string_view sql, const ParseOptions& options);

/// Parses exactly one statement; null when there is none.
StatementPtr parse_statement(std::string_view sql, const ParseOptions& options);

ExprPtr parse_expression(std::string_view sql, const ParseOptions& options);
QueryPtr parse_query(std::string_view sql, const ParseOptions& options);
TypeName parse_type_name(std::string_view sql, const ParseOptions& options);

}  // namespace blueshift::sql
