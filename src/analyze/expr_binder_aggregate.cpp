// Aggregate functions and GROUPING.  Doc: dg/c_Aggregate_Functions
#include <algorithm>

#include "analyze/call_parts.h"
#include "analyze/coerce.h"
#include "analyze/constant_fold.h"
#include "analyze/function_resolution.h"
#include "base/error.h"

namespace blueshift::analyze {

using functions::Kind;
using functions::Signature;

namespace {

/// Inverse distribution functions take the value from WITHIN GROUP: it is the signature's last argument.
bool sorts_its_argument(std::string_view name) {
    return name == "percentile_cont" || name == "percentile_disc";
}

/// "WHERE clause", but "JOIN conditions".
std::string place_name(std::string_view clause) {
    return clause == "JOIN/ON" ? "JOIN conditions" : std::string(clause) + " clause";
}

}  // namespace

std::string not_allowed_in(std::string_view what, std::string_view clause) {
    return fmt::format("{} not allowed in {}", what, place_name(clause));
}

const Signature& resolve_call_parts(const CallName& name, std::span<const Signature> candidates,
                                    CallParts& parts, AnalyzeContext& context) {
    const bool sorts = parts.has_within_group && sorts_its_argument(candidates.front().row->name);
    if (sorts && parts.within_group.size() != 1) {
        throw Error(Code::syntax_error, "{} takes exactly one ORDER BY expression in WITHIN GROUP",
                    name.text)
            .at(name.span);
    }
    if (sorts) parts.arguments.push_back(std::move(parts.within_group.front().expr));
    const Signature& signature = resolve_signature(name, candidates, parts.arguments);
    coerce_arguments(signature, parts.arguments, name.span, context);
    parts.type = call_type(signature, parts.arguments);
    if (sorts) {
        parts.within_group.front().expr = std::move(parts.arguments.back());
        parts.arguments.pop_back();
    }
    return signature;
}

void ExprBinder::check_aggregate_place(Span span) {
    if (aggregate_depth_ > 0) {
        throw Error(Code::grouping_error, "aggregate function calls may not be nested").at(span);
    }
    if (!place_.aggregates_allowed) {
        throw Error(Code::grouping_error, "{}", not_allowed_in("aggregates", place_.clause)).at(span);
    }
    found_aggregate_ = true;
}

bool nulls_first(const sql::OrderItem& item) {
    if (item.nulls == sql::NullsOrder::unspecified) return item.descending;
    return item.nulls == sql::NullsOrder::first;
}

std::vector<BoundOrder> ExprBinder::bind_order(const std::vector<sql::OrderItem>& items) {
    std::vector<BoundOrder> order;
    for (const sql::OrderItem& item : items) {
        order.push_back({resolve_unknown(bind(*item.expr), context_), item.descending, nulls_first(item)});
    }
    return order;
}

BoundExprPtr ExprBinder::bind_aggregate(const sql::FunctionCall& call,
                                        std::span<const Signature> candidates) {
    const CallName name{call.name.object(), call.span, false};
    check_aggregate_place(call.span);
    if (call.approximate && !call.distinct && !sorts_its_argument(name.text)) {
        throw Error(Code::syntax_error, "APPROXIMATE is only allowed with COUNT(DISTINCT) and PERCENTILE_DISC")
            .at(call.span);
    }
    const Nesting nesting(aggregate_depth_);
    CallParts parts{.has_within_group = call.has_within_group};
    parts.arguments = bind_arguments(call, candidates);
    parts.within_group = bind_order(call.within_group);
    const Signature& signature = resolve_call_parts(
        name, functions::of_kind(candidates, Kind::aggregate), parts, context_);
    auto aggregate = std::make_unique<BoundAggregate>(parts.type, &signature);
    aggregate->star = call.star;
    aggregate->distinct = call.distinct;
    aggregate->arguments = std::move(parts.arguments);
    aggregate->within_group = std::move(parts.within_group);
    return aggregate;
}

BoundExprPtr ExprBinder::bind_grouping(const sql::FunctionCall& call) {
    check_aggregate_place(call.span);
    auto grouping = std::make_unique<BoundGrouping>();
    grouping->arguments = bind_arguments(call, {});
    if (grouping->arguments.empty()) {
        throw_no_function({call.name.object(), call.span, false}, grouping->arguments);
    }
    return grouping;
}

}  // namespace blueshift::analyze
