#pragma once
/// OBJECT_TRANSFORM, whose KEEP and SET lists become SUPER arrays.  Doc: dg/r_object_transform_function
#include <functional>

#include "analyze/expr_binder.h"

namespace blueshift::analyze {

/// `bind` binds one of the call's expressions. Throws syntax_error (42601) for a path without a value.
BoundExprPtr make_object_transform(const sql::FunctionCall& call, const std::function<BoundExprPtr(const sql::Expr&)>& bind,
                                   AnalyzeContext& context);

}  // namespace blueshift::analyze
