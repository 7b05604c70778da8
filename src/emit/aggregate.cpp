/// Aggregates, plain and as window functions.
#include <fmt/format.h>

#include "emit/special.h"

namespace blueshift::emit {

using namespace analyze;

std::string Emitter::aggregate_call(const AggregateCall& call) {
    if (call.star) return fmt::format("count(*){}", call.over);
    if (call.signature.row->duckdb.starts_with('@')) return special_aggregate(*this, call);
    TemplateValues values{.result = call.type,
                          .distinct = call.distinct ? "DISTINCT " : "",
                          .over = call.over,
                          .ignore_nulls = call.ignore_nulls ? " IGNORE NULLS" : ""};
    for (const BoundExprPtr& argument : call.arguments) {
        values.arguments.push_back(call.distinct ? key(*argument) : expression(*argument));
    }
    for (const BoundOrder& order : call.within_group) values.arguments.push_back(expression(*order.expr));
    return expand(call.signature.row->duckdb, values);
}

std::string Emitter::window_aggregate(const BoundWindow& expr, std::string_view over) {
    return aggregate_call({*expr.signature, expr.type, expr.star, expr.distinct, expr.ignore_nulls,
                           expr.arguments, expr.within_group, over});
}

std::string Emitter::aggregate(const BoundAggregate& expr) {
    const GroupScopes::Suspend over_rows(groups_);
    return aggregate_call({*expr.signature, expr.type, expr.star, expr.distinct, false, expr.arguments,
                           expr.within_group, ""});
}

}  // namespace blueshift::emit
