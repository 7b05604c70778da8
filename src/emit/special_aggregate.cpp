/// Aggregates that need more than a template: LISTAGG and the percentiles.
#include <fmt/format.h>

#include <algorithm>

#include "base/error.h"
#include "emit/special.h"

namespace blueshift::emit {

using namespace analyze;

namespace {

/// Without the conversions between string types, which keep the order of values.
const BoundExpr& plain_text(const BoundExpr& expr) {
    const BoundExpr* plain = &expr;
    while (plain->kind == BoundKind::cast && is_string(plain->type.id) &&
           is_string(as<BoundCast>(*plain).operand->type.id)) {
        plain = as<BoundCast>(*plain).operand.get();
    }
    return *plain;
}

/// What a text was made from by conversions alone: itself when it was none.
const BoundExpr& converted_value(const BoundExpr& expr) {
    const BoundExpr* value = &expr;
    while (value->kind == BoundKind::cast) value = as<BoundCast>(*value).operand.get();
    return *value;
}

/// LISTAGG(DISTINCT number) in the order of the numbers: the engine orders distinct values only by what it collects, so that it collects the numbers.
std::string listagg_of_distinct(Emitter& emitter, const AggregateCall& call, const BoundExpr& collected,
                                const std::string& delimiter) {
    const std::string item = emitter.expression(collected);
    std::string text = emitter.expression(*call.arguments[0]);
    for (std::size_t at = 0; (at = text.find(item, at)) != std::string::npos; ++at) text.replace(at, item.size(), "x");
    return fmt::format("nullif(array_to_string(list_transform(list(DISTINCT {0} ORDER BY {0}{1}){2}, lambda x: {3}), {4}), '')",
                       item, Emitter::direction(call.within_group[0]), call.over, text, delimiter);
}

/// LISTAGG leaves out NULL and empty strings, and is NULL without rows.  Doc: dg/r_LISTAGG
std::string emit_listagg(Emitter& emitter, const AggregateCall& call) {
    const BoundExpr& value = *call.arguments[0];
    const std::string text = call.distinct ? emitter.key(value) : emitter.expression(value);
    const std::string delimiter =
        call.arguments.size() > 1 ? emitter.expression(*call.arguments[1]) : "''";
    const BoundExpr& collected = converted_value(value);
    if (call.distinct && call.within_group.size() == 1 && !is_string(collected.type.id) &&
        equal(converted_value(*call.within_group[0].expr), collected)) {
        return listagg_of_distinct(emitter, call, collected, delimiter);
    }
    std::string order;
    if (!call.within_group.empty()) {
        // The engine orders distinct values by the very expression that it collects.
        const bool by_value = call.distinct && call.within_group.size() == 1 &&
                              equal(plain_text(*call.within_group[0].expr), plain_text(value));
        order = by_value ? fmt::format(" ORDER BY nullif({}, ''){}", text,
                                       Emitter::direction(call.within_group[0]))
                         : " ORDER BY " + emitter.order_list(call.within_group);
    }
    return fmt::format("string_agg({}nullif({}, ''), {}{}){}", call.distinct ? "DISTINCT " : "", text,
                       delimiter, order, call.over);
}

/// PERCENTILE_CONT and MEDIAN interpolate in the type of their result.  Doc: dg/r_PERCENTILE_CONT
std::string percentile(Emitter& emitter, const AggregateCall& call, std::string_view function,
                       const std::string& fraction, const BoundExpr& value) {
    std::string text = emitter.expression(value);
    if (value.type.id != call.type.id || value.type.id == TypeId::decimal) {
        text = fmt::format("CAST({} AS {})", text, engine_type(call.type));
    }
    text = fmt::format("{}({}, {}){}", function, text, fraction, call.over);
    // Between two dates the engine gives a timestamp.
    return call.type.id == TypeId::date ? fmt::format("CAST({} AS DATE)", text) : text;
}

std::string emit_median(Emitter& emitter, const AggregateCall& call) {
    return percentile(emitter, call, "quantile_cont", "0.5", *call.arguments[0]);
}

/// A descending order asks for the percentile from the other end.
std::string ordered_percentile(Emitter& emitter, const AggregateCall& call, std::string_view function) {
    const BoundOrder& order = call.within_group.at(0);
    const std::string fraction = emitter.expression(*call.arguments[0]);
    const std::string from_start = order.descending ? fmt::format("1 - {}", fraction) : fraction;
    return percentile(emitter, call, function, from_start, *order.expr);
}

std::string emit_percentile_cont(Emitter& emitter, const AggregateCall& call) {
    return ordered_percentile(emitter, call, "quantile_cont");
}

std::string emit_percentile_disc(Emitter& emitter, const AggregateCall& call) {
    return ordered_percentile(emitter, call, "quantile_disc");
}

struct AggregateSpecial {
    std::string_view name;
    std::string (*emit)(Emitter&, const AggregateCall&);
};

constexpr AggregateSpecial kAggregates[] = {
    // clang-format off
    {"@listagg",         emit_listagg},
    {"@median",          emit_median},
    {"@percentile_cont", emit_percentile_cont},
    {"@percentile_disc", emit_percentile_disc},
    // clang-format on
};
static_assert(std::ranges::is_sorted(kAggregates, {}, &AggregateSpecial::name));

}  // namespace

std::string special_aggregate(Emitter& emitter, const AggregateCall& call) {
    const std::string_view name = call.signature.row->duckdb;
    const auto* row = std::ranges::lower_bound(kAggregates, name, {}, &AggregateSpecial::name);
    if (row == std::end(kAggregates) || row->name != name) {
        throw Error(Code::feature_not_supported, "function {}() is not supported",
                    call.signature.row->name);
    }
    return row->emit(emitter, call);
}

}  // namespace blueshift::emit
