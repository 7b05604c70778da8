#pragma once
/// The steps of coercion that the expression binder's files share; coerce() itself is in expr_binder.h.
#include "analyze/expr_binder.h"

namespace blueshift::analyze {

/// What a DECIMAL parameter without declared precision, or a decimal read from a column of texts, is taken as.
inline constexpr Type kOpenDecimal = decimal_type(38, 10);

/// True for NULL and for quoted literals that have no type yet.
bool is_untyped_literal(const BoundExpr& expr);
bool is_untyped_parameter(const BoundExpr& expr);

/// The `target` with the modifier that holds every value of `expr`: DECIMAL(10,0) for an integer, DECIMAL(2,1) for '1.5'.
Type natural_type(const BoundExpr& expr, TypeId target);
/// As the type list of a common type sees an expression: untyped literals among strings get their length.
Type literal_varchar(const BoundExpr& expr);

struct CastOptions {
    functions::CastContext context = functions::CastContext::implicit;
    bool try_ = false;  ///< TRY_CAST: what cannot be converted is NULL
};
/// Coerces as `coerce` does. Throws cannot_coerce (42846), ambiguous_parameter (42P08), and for constants what their text is refused with.
BoundExprPtr make_cast(BoundExprPtr expr, Type target, CastOptions options, AnalyzeContext& context);

/// The type's name without modifier, as errors print it; untyped literals are "unknown" in quotes, as in PostgreSQL 8.
std::string type_name(TypeId id);

}  // namespace blueshift::analyze
