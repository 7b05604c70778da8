#include "emit/emit.h"

#include "emit/emitter.h"

namespace blueshift::emit {

std::string emit_query(const analyze::BoundQuery& query, EmitContext& context) {
    return Emitter(context).query(query);
}

std::string emit_expression(const analyze::BoundExpr& expr, EmitContext& context) {
    return Emitter(context).expression(expr);
}

}  // namespace blueshift::emit
