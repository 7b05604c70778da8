#pragma once
/// The parts of the grammar that refer to each other: expressions, types and queries. Each function reads from the current
/// token and leaves the stream behind what it read.
#include "sql/ast/statement.h"
#include "sql/parser/precedence.h"
#include "sql/parser/token_stream.h"

namespace blueshift::sql {

/// An expression of any precedence.
ExprPtr parse_expression(TokenStream& tokens);
/// An expression made of operators that bind at least as tightly as `least`.
ExprPtr parse_operators(TokenStream& tokens, Precedence least);
/// An operand: constant, name, call, parenthesis, CASE, CAST … with the subscripts and casts behind it.
ExprPtr parse_primary(TokenStream& tokens);
/// $n
ExprPtr parse_parameter(TokenStream& tokens);
/// expression ("," expression)*
std::vector<ExprPtr> parse_expression_list(TokenStream& tokens);

/// Behind the name and before the opening parenthesis: arguments, WITHIN GROUP, IGNORE NULLS, OVER.
std::unique_ptr<FunctionCall> parse_call(TokenStream& tokens, QualifiedName name);
/// The functions with their own syntax (EXTRACT, TRIM, CURRENT_DATE …); null when none comes next.
ExprPtr parse_special_function(TokenStream& tokens);
/// "." and "*" behind `qualifier`, or a bare "*", with EXCLUDE; null when none comes next.
ExprPtr parse_star(TokenStream& tokens);

TypeName parse_type_name(TokenStream& tokens);
/// Tells whether `type 'literal'` comes next.
bool at_typed_literal(TokenStream& tokens);
/// The words of an interval qualifier in lower case, empty when none comes next; `precision` is -1 when not given.
std::string parse_interval_qualifier(TokenStream& tokens, int& precision);

QueryPtr parse_query(TokenStream& tokens);
/// WITH [RECURSIVE] …, when it comes next.
void parse_with(TokenStream& tokens, std::vector<CommonTable>& with, bool& recursive);
/// A query with `with` in front, from behind the WITH clause.
QueryPtr parse_query_after_with(TokenStream& tokens, std::vector<CommonTable> with, bool recursive, std::uint32_t begin);
/// SELECT …, without set operations.
QueryBodyPtr parse_select(TokenStream& tokens);
/// VALUES (…), (…). DEFAULT is a null item where `allow_default`.
std::unique_ptr<Values> parse_values(TokenStream& tokens, bool allow_default);
/// Tells whether SELECT, WITH or VALUES starts here, also inside parentheses that can only belong to a query.
bool at_query(const TokenStream& tokens);

std::vector<OrderItem> parse_order_by(TokenStream& tokens);
/// expression [[AS] alias]
SelectItem parse_select_item(TokenStream& tokens);
/// table_reference ("," table_reference)*
std::vector<TableRefPtr> parse_from_list(TokenStream& tokens);
TableRefPtr parse_table_primary(TokenStream& tokens);
/// [[AS] alias] for the target of UPDATE and DELETE.
Name parse_optional_alias(TokenStream& tokens);

/// Sets a node's span to everything from `begin` to here.
template <class NodePtr>
NodePtr spanned(TokenStream& tokens, std::uint32_t begin, NodePtr node) {
    node->span = tokens.span_from(begin);
    return node;
}

}  // namespace blueshift::sql
