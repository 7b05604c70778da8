#pragma once
/// Set-returning functions in a select list: they become items of FROM.  Doc: dg/c_unsupported-postgresql-functions
#include <functional>

#include "analyze/bound_query.h"

namespace blueshift::analyze {

/// Moves the set-returning call in `expr`, which may stand below casts and calls, to the end of `from`, and leaves its column in its place.
/// Throws feature_not_supported (0A000) where there is another one, or one elsewhere.
void move_set_to_from(BoundExprPtr& expr, std::vector<BoundFromPtr>& from, const std::function<int()>& new_relation);

}  // namespace blueshift::analyze
