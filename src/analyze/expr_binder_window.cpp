// Window functions.  Doc: dg/c_Window_functions, dg/r_Window_function_synopsis
#include <algorithm>

#include "analyze/call_parts.h"
#include "analyze/coerce.h"
#include "analyze/constant_fold.h"
#include "base/error.h"

namespace blueshift::analyze {

using functions::Kind;
using functions::Signature;

namespace {

/// Those that read a value from a row of their frame need one, like the aggregates.
bool reads_frame(const Signature& signature) {
    const std::string_view name = signature.row->name;
    return signature.row->kind == Kind::aggregate || name == "first_value" || name == "last_value" ||
           name == "nth_value";
}

BoundFrameBound::Kind bound_kind(sql::FrameBound::Kind kind) {
    switch (kind) {
        case sql::FrameBound::unbounded_preceding:
            return BoundFrameBound::unbounded_preceding;
        case sql::FrameBound::preceding:
            return BoundFrameBound::preceding;
        case sql::FrameBound::current_row:
            return BoundFrameBound::current_row;
        case sql::FrameBound::following:
            return BoundFrameBound::following;
        case sql::FrameBound::unbounded_following:
            return BoundFrameBound::unbounded_following;
    }
    return BoundFrameBound::current_row;
}

void check_frame(BoundFrameBound::Kind start, BoundFrameBound::Kind end, Span span) {
    const auto refuse = [span](std::string_view message) {
        throw Error(Code::windowing_error, "{}", message).at(span);
    };
    if (start == BoundFrameBound::unbounded_following) {
        refuse("frame start cannot be UNBOUNDED FOLLOWING");
    }
    if (end == BoundFrameBound::unbounded_preceding) {
        refuse("frame end cannot be UNBOUNDED PRECEDING");
    }
    if (start == BoundFrameBound::current_row && end == BoundFrameBound::preceding) {
        refuse("frame starting from current row cannot have preceding rows");
    }
    if (start == BoundFrameBound::following &&
        (end == BoundFrameBound::preceding || end == BoundFrameBound::current_row)) {
        refuse("frame starting from following row cannot end with current row");
    }
}

}  // namespace

BoundExprPtr ExprBinder::frame_offset(const sql::Expr& expr) {
    BoundExprPtr offset = coerce(bind(expr), {TypeId::bigint}, functions::CastContext::assignment, context_);
    const Value* value = constant_value(*offset);
    const bool open = offset->kind == BoundKind::parameter;
    if (!open && (value == nullptr || value->as_int() < 0)) {
        throw Error(Code::windowing_error, "frame offsets must be constants that are not negative")
            .at(expr.span);
    }
    return offset;
}

void ExprBinder::bind_frame(const sql::WindowSpec& spec, BoundWindow& window) {
    if (!spec.has_frame) return;
    const bool has_offset = spec.start.offset != nullptr || spec.end.offset != nullptr;
    if (spec.frame_mode != "rows" && has_offset) {
        throw Error(Code::feature_not_supported, "RANGE frames with offsets are not supported")
            .hint("Use ROWS.")
            .at(spec.span);
    }
    window.has_frame = true;
    window.rows_mode = spec.frame_mode == "rows";
    window.start.kind = bound_kind(spec.start.kind);
    window.end.kind = bound_kind(spec.end.kind);
    check_frame(window.start.kind, window.end.kind, spec.span);
    if (spec.start.offset) window.start.offset = frame_offset(*spec.start.offset);
    if (spec.end.offset) window.end.offset = frame_offset(*spec.end.offset);
}

BoundExprPtr ExprBinder::bind_window(const sql::FunctionCall& call,
                                     std::span<const Signature> candidates) {
    const CallName name{call.name.object(), call.span, false};
    if (aggregate_depth_ > 0) {
        throw Error(Code::grouping_error, "aggregate function calls may not contain window function calls")
            .at(call.span);
    }
    if (window_depth_ > 0) {
        throw Error(Code::windowing_error, "window function calls may not be nested").at(call.span);
    }
    if (!place_.windows_allowed) {
        throw Error(Code::windowing_error, "{}", not_allowed_in("window functions", place_.clause))
            .at(call.span);
    }
    found_window_ = true;
    const Nesting nesting(window_depth_);
    CallParts parts{.has_within_group = call.has_within_group};
    parts.arguments = bind_arguments(call, candidates);
    parts.within_group = bind_order(call.within_group);
    // Window rows of a name hide its aggregate rows.
    const std::span<const Signature> own = functions::of_kind(candidates, Kind::window);
    const Signature& signature = resolve_call_parts(
        name, own.empty() ? functions::of_kind(candidates, Kind::aggregate) : own, parts, context_);
    auto window = std::make_unique<BoundWindow>(parts.type, &signature);
    window->star = call.star;
    window->distinct = call.distinct;
    window->ignore_nulls = call.ignore_nulls.value_or(false);
    window->arguments = std::move(parts.arguments);
    window->within_group = std::move(parts.within_group);
    for (const sql::ExprPtr& key : call.over->partition_by) {
        window->partition_by.push_back(resolve_unknown(bind(*key), context_));
    }
    window->order_by = bind_order(call.over->order_by);
    bind_frame(*call.over, *window);
    if (!window->has_frame && !window->order_by.empty() && reads_frame(*window->signature)) {
        throw Error(Code::windowing_error,
                    "Aggregate window functions with an ORDER BY clause require a frame clause")
            .at(call.span);
    }
    return window;
}

}  // namespace blueshift::analyze
