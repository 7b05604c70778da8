// CAST, ::, CONVERT, TRY_CAST and typed literals.  Doc: dg/r_CAST_function
#include "analyze/coerce.h"

namespace blueshift::analyze {

BoundExprPtr ExprBinder::bind_cast(const sql::Cast& cast) {
    const Type type = resolve_type(cast.type);
    BoundExprPtr operand = bind(*cast.operand);
    return make_cast(std::move(operand), type,
                     {.context = functions::CastContext::explicit_, .try_ = cast.try_}, context_);
}

}  // namespace blueshift::analyze
