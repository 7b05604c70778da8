#pragma once
/// SQL text to syntax tree: hand-written recursive descent with PostgreSQL 8's operator precedence.
/// All functions throw syntax_error (42601) with a position, and statement_too_complex (54001) past the limits below.
#include <optional>
#include <string_view>
#include <vector>

#include "sql/ast/statement.h"

namespace blueshift::sql {

/// Deepest nesting of expressions, queries and joins.
inline constexpr int kNestingDepthMax = 256;
/// Longest chain of operators, set operations or joins without parentheses; the tree leans to the left that far.
/// AND and OR are flat lists and have no such limit.
inline constexpr int kOperatorChainMax = 4000;

/// Says which names stand for parameters of the text, as the variables of a procedure do in its statements.
class ParameterNames {
public:
    virtual ~ParameterNames() = default;
    struct Match {
        int index = 0;           ///< the parameter, from 1
        std::size_t parts = 0;   ///< how many parts of the name it is; the rest navigates into its value
    };
    /// Nothing when the name means something else.
    virtual std::optional<Match> find(const std::vector<Name>& parts, Span span) = 0;
    /// The parameter that `$n` stands for. Throws undefined_parameter (42P02).
    virtual int find_positional(int number, Span span) = 0;
};

struct ParseOptions {
    bool case_sensitive_identifiers = false;  ///< enable_case_sensitive_identifier
    ParameterNames* parameters = nullptr;     ///< outlives the parse; null: names are columns
};

/// Parses statements separated by semicolons; empty ones are dropped. Spans are offsets into the whole of `sql`.
std::vector<StatementPtr> parse_script(std::string_view sql, const ParseOptions& options);

/// Parses exactly one statement; null when there is none.
StatementPtr parse_statement(std::string_view sql, const ParseOptions& options);

ExprPtr parse_expression(std::string_view sql, const ParseOptions& options);
QueryPtr parse_query(std::string_view sql, const ParseOptions& options);
TypeName parse_type_name(std::string_view sql, const ParseOptions& options);

}  // namespace blueshift::sql
