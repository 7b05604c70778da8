#pragma once
/// Types of values inside the structs, arrays and maps of external tables. They are SUPER values for the engine; what is navigated to
/// is read as the type that the table declares.  Doc: dg/tutorial-query-nested-data
#include "analyze/bound_query.h"
#include "analyze/scope.h"

namespace blueshift::analyze {

/// Gives the fields of an external table the nested types of its columns.
void set_nested_types(std::vector<BoundField>& fields, const catalog::Relation& relation, const catalog::Snapshot& snapshot);

/// `expr` with its nested type; read as the scalar when that is one.
BoundExprPtr with_nested_type(BoundExprPtr expr, NestedType nested);

/// The type of attribute `parts[index]` of a value of type `nested`.
/// Throws undefined_column (42703) when it has none of this name.
NestedType nested_field(const NestedType& nested, const std::vector<sql::Name>& parts, std::size_t index, Span span);

/// What unnesting a value of type `nested` gives: elements, or the entries of a map. Null for null.
NestedType element_type(const NestedType& nested);

/// Results are scalar. Throws undefined_column (42703), and feature_not_supported (0A000) for *.
void refuse_nested_output(const BoundExpr& expr);
void refuse_nested_star(const ScopeColumn& column, Span span);

}  // namespace blueshift::analyze
