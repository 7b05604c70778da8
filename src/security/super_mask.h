#pragma once
/// Masks below the surface of a SUPER column.  Doc: dg/t_ddm-super
#include <string>
#include <vector>

#include "analyze/analyzer.h"

namespace blueshift::security {

/// `document`, of type SUPER, with `value` in the place of what lies at `path`.
analyze::BoundExprPtr replace_in_super(analyze::BoundExprPtr document, const std::vector<std::string>& path,
                                       analyze::BoundExprPtr value, analyze::AnalyzeContext& context);

}  // namespace blueshift::security
