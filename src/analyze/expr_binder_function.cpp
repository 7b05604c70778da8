// Function calls: date parts, functions with rules of their own, casts in the form of calls, and the scalar rest.
#include <algorithm>

#include "analyze/coerce.h"
#include "analyze/function_resolution.h"
#include "analyze/object_transform.h"
#include "analyze/routines.h"
#include "base/error.h"
#include "types/datetime.h"

namespace blueshift::analyze {

using functions::Argument;
using functions::Kind;
using functions::Signature;

namespace {

constexpr std::string_view kSystemSchema = "pg_catalog";

std::string shown_name(const sql::QualifiedName& name) {
    std::string out;
    for (const sql::Name& part : name.parts) {
        if (!out.empty()) out += '.';
        out += part.text;
    }
    return out;
}

/// All built-in functions are in pg_catalog, which is searched first.
std::span<const Signature> built_in(const sql::QualifiedName& name) {
    if (name.parts.size() > 2) return {};
    if (name.parts.size() == 2 && name.schema() != kSystemSchema) return {};
    return functions::find(name.object());
}

bool has_kind(std::span<const Signature> candidates, Kind kind) {
    return !functions::of_kind(candidates, kind).empty();
}

/// Whether the call is of the name's aggregates: ST_COLLECT is a function of two geometries as well.
bool calls_aggregate(std::span<const Signature> candidates, const sql::FunctionCall& call) {
    const std::span<const Signature> aggregates = functions::of_kind(candidates, Kind::aggregate);
    if (aggregates.empty() || !has_kind(candidates, Kind::scalar)) return !aggregates.empty();
    const std::size_t count = call.arguments.size();
    return std::ranges::any_of(aggregates, [&](const Signature& s) {
        return s.argument_count_min <= count && count <= s.argument_count_max;
    });
}

bool takes_part(std::span<const Signature> candidates, std::size_t index) {
    return std::ranges::any_of(candidates, [&](const Signature& s) {
        return index < s.arguments.size() && s.arguments[index].kind == Argument::part;
    });
}

/// A date part as a constant with its full name; null when the argument is no bare word and no string.
BoundExprPtr bind_part(const sql::Expr& expr) {
    std::string_view written;
    if (expr.kind == sql::ExprKind::column_ref && sql::as<sql::ColumnRef>(expr).parts.size() == 1) {
        written = sql::as<sql::ColumnRef>(expr).parts.front().text;
    } else if (expr.kind == sql::ExprKind::literal &&
               sql::as<sql::Literal>(expr).literal == sql::LiteralKind::string) {
        written = sql::as<sql::Literal>(expr).text;
    } else {
        return nullptr;
    }
    const std::optional<DatePart> part = date_part_from_name(written);
    if (!part) {
        throw Error(Code::invalid_parameter_value, "timestamp units \"{}\" not recognized", written)
            .at(expr.span);
    }
    const std::string_view name = date_part_name(*part);
    auto constant = std::make_unique<BoundConstant>(varchar_type(static_cast<int>(name.size())), name);
    constant->span = expr.span;
    return constant;
}

/// f(x) as a cast, where f is a type's name: date(x), text(x).
BoundExprPtr cast_call(const sql::QualifiedName& name, std::vector<BoundExprPtr>& arguments,
                       AnalyzeContext& context) {
    if (arguments.size() != 1 || name.parts.size() > 2) return nullptr;
    if (name.parts.size() == 2 && name.schema() != kSystemSchema) return nullptr;
    const std::optional<Type> type = type_from_name(name.object(), {});
    const TypeId from = arguments[0]->type.id;
    if (!type || type->id == TypeId::unknown) return nullptr;
    if (from != TypeId::unknown && from != type->id && functions::find_cast(from, type->id) == nullptr) {
        return nullptr;
    }
    // Without parentheses behind it a length means nothing here: text(x) is all of x.
    const Type target = is_string(type->id) ? Type{type->id} : *type;
    return make_cast(std::move(arguments[0]), target,
                     {.context = functions::CastContext::explicit_}, context);
}

/// What only aggregates and window functions may have.
void check_plain(const sql::FunctionCall& call) {
    const std::string& name = call.name.object();
    const auto refuse = [&](std::string_view what) {
        throw Error(Code::wrong_object_type, "{} specified, but {} is not an aggregate function", what, name)
            .at(call.span);
    };
    if (call.star) refuse(name + "(*)");
    if (call.distinct) refuse("DISTINCT");
    if (call.has_within_group) refuse("WITHIN GROUP");
    if (call.approximate) refuse("APPROXIMATE");
    if (call.over) {
        throw Error(Code::wrong_object_type,
                    "OVER specified, but {} is not a window function nor an aggregate function", name)
            .at(call.span);
    }
}

}  // namespace

std::vector<BoundExprPtr> ExprBinder::bind_arguments(const sql::FunctionCall& call,
                                                     std::span<const Signature> candidates) {
    std::vector<BoundExprPtr> arguments;
    for (const sql::ExprPtr& expr : call.arguments) {
        BoundExprPtr part = takes_part(candidates, arguments.size()) ? bind_part(*expr) : nullptr;
        arguments.push_back(part ? std::move(part) : bind(*expr));
    }
    return arguments;
}

BoundExprPtr ExprBinder::bind_function(const sql::FunctionCall& call) {
    struct Special {
        std::string_view name;
        BoundExprPtr (ExprBinder::*bind)(const sql::FunctionCall&);
    };
    static constexpr Special kSpecials[] = {
        {"decode", &ExprBinder::bind_decode},     {"grouping", &ExprBinder::bind_grouping},
        {"grouping_id", &ExprBinder::bind_grouping}, {"nullif", &ExprBinder::bind_nullif},
        {"nvl2", &ExprBinder::bind_nvl2},
    };
    for (const Special& special : kSpecials) {
        if (call.name.parts.size() == 1 && call.name.object() == special.name) {
            check_plain(call);
            return (this->*special.bind)(call);
        }
    }
    if (call.name.parts.size() == 1 && call.name.object() == "object_transform") {
        check_plain(call);
        return make_object_transform(call, [this](const sql::Expr& expr) { return bind(expr); }, context_);
    }
    const std::span<const Signature> candidates = built_in(call.name);
    const bool aggregate = calls_aggregate(candidates, call);
    if (call.over && (aggregate || has_kind(candidates, Kind::window))) {
        return bind_window(call, candidates);
    }
    if (aggregate) return bind_aggregate(call, candidates);
    if (has_kind(candidates, Kind::window)) {
        throw Error(Code::windowing_error, "window function {} requires an OVER clause",
                    call.name.object())
            .at(call.span);
    }
    check_plain(call);
    const CallName name{shown_name(call.name), call.span, false};
    if (has_kind(candidates, Kind::set_returning) && !place_.sets_allowed) {
        throw Error(Code::feature_not_supported, "set-returning function {} is only supported in the select list and in FROM",
                    name.text)
            .at(call.span);
    }
    std::vector<BoundExprPtr> arguments = bind_arguments(call, candidates);
    if (const Signature* signature = find_signature(name, candidates, arguments)) {
        return build_call(*signature, std::move(arguments), call.span, context_);
    }
    if (BoundExprPtr cast = cast_call(call.name, arguments, context_)) return cast;
    if (BoundExprPtr inlined = bind_user_function(call, arguments)) return inlined;
    throw_no_function(name, arguments);
}

/// The call of a function of a user's own, written out; null when no such function fits.
BoundExprPtr ExprBinder::bind_user_function(const sql::FunctionCall& call, std::vector<BoundExprPtr>& arguments) {
    using catalog::RoutineKind;
    const auto candidates = find_routines(context_.catalog, call.name, RoutineKind::function);
    if (const auto function = choose_routine(candidates, call.name, call.span, arguments)) {
        names_.note_routine(call, *function);
        return inline_function(*function, std::move(arguments), call.span, place_.routine_depth, context_);
    }
    const auto procedures = find_routines(context_.catalog, call.name, RoutineKind::procedure);
    if (choose_routine(procedures, call.name, call.span, arguments) == nullptr) return nullptr;
    throw Error(Code::wrong_object_type, "{}() is a procedure", shown_name(call.name))
        .hint("To call a procedure, use CALL.")
        .at(call.span);
}

}  // namespace blueshift::analyze
