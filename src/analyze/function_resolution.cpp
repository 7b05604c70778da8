#include "analyze/function_resolution.h"

#include <fmt/format.h>

#include <algorithm>
#include <ranges>

#include "analyze/coerce.h"
#include "analyze/constant_fold.h"
#include "base/error.h"

namespace blueshift::analyze {

using functions::Argument;
using functions::argument_at;
using functions::CastContext;
using functions::Signature;

namespace {

using Candidates = std::vector<const Signature*>;

/// How an argument's type meets a signature's. All string types are the same to most functions, but one's own type is better.
enum class Match { none, cast, same_family, exact };

/// Which casts an attempt may use: the implicit ones, those between integers, and those within a category (decimals to integers,
/// timestamps to dates) or out of SUPER, whose values have types of their own.
enum class Strictness { implicit, integers, lax };

bool is_allowed(TypeId from, TypeId to, Strictness strictness) {
    if (strictness == Strictness::integers) return is_integer(from) && is_integer(to);
    return strictness == Strictness::lax &&
           (type_info(from).category == type_info(to).category || from == TypeId::super);
}

Match match_type(TypeId from, TypeId to, Strictness strictness) {
    if (from == to) return Match::exact;
    if (is_string(from) && is_string(to)) return Match::same_family;
    if (from == TypeId::unknown) return Match::cast;
    const functions::CastRow* row = functions::find_cast(from, to);
    if (row == nullptr) return Match::none;
    if (row->context == CastContext::implicit) return Match::cast;
    const bool allowed = row->context == CastContext::assignment && is_allowed(from, to, strictness);
    return allowed ? Match::cast : Match::none;
}

Match match_argument(const Argument& argument, TypeId from, Strictness strictness) {
    switch (argument.kind) {
        case Argument::any:
        case Argument::same:
            return Match::cast;
        case Argument::string:
            if (is_string(from)) return Match::exact;
            return from == TypeId::unknown ? Match::cast : Match::none;
        default:
            return match_type(from, argument.type, strictness);
    }
}

char category_of(const Argument& argument) {
    return argument.type == TypeId::unknown ? 'P' : type_info(argument.type).category;
}

/// The type of each category that ambiguous arguments are taken as.
bool is_preferred(TypeId id) {
    return id == TypeId::double_ || id == TypeId::varchar || id == TypeId::boolean ||
           id == TypeId::timestamp || id == TypeId::interval || id == TypeId::geometry;
}

class Resolution {
public:
    Resolution(std::span<const Signature> signatures, std::vector<TypeId> types)
        : signatures_(signatures), types_(std::move(types)) {}

    /// Those that can be called with these types, narrowed down to the best. Several only when all of them need implicit casts at most:
    /// laxer casts have to lead to one.
    Candidates best(bool is_operator) const {
        Candidates candidates = narrow(callable(Strictness::implicit));
        if (candidates.empty()) candidates = only(narrow(callable(Strictness::integers)));
        if (candidates.empty() && !is_operator) candidates = only(narrow(callable(Strictness::lax)));
        return candidates;
    }

private:
    auto positions() const { return std::views::iota(std::size_t{0}, types_.size()); }

    Candidates callable(Strictness strictness) const {
        Candidates out;
        for (const Signature& signature : signatures_) {
            if (types_.size() < signature.argument_count_min ||
                types_.size() > signature.argument_count_max) {
                continue;
            }
            const bool fits = std::ranges::all_of(positions(), [&](std::size_t i) {
                return match_argument(argument_at(signature, i), types_[i], strictness) != Match::none;
            });
            if (fits) out.push_back(&signature);
        }
        return out;
    }

    static Candidates only(Candidates candidates) {
        return candidates.size() == 1 ? candidates : Candidates();
    }

    Candidates narrow(Candidates candidates) const {
        keep_most(candidates, [this](const Signature& s) { return exact_count(s); });
        keep_most(candidates, [this](const Signature& s) { return preferred_count(s); });
        if (candidates.size() > 1) narrow_by_literals(candidates);
        if (candidates.size() > 1) narrow_by_known_type(candidates);
        return candidates;
    }

    template <class Score>
    static void keep_most(Candidates& candidates, Score score) {
        if (candidates.size() < 2) return;
        int most = 0;
        for (const Signature* candidate : candidates) most = std::max(most, score(*candidate));
        std::erase_if(candidates, [&](const Signature* s) { return score(*s) < most; });
    }

    Match match_at(const Signature& signature, std::size_t i) const {
        return match_argument(argument_at(signature, i), types_[i], Strictness::lax);
    }

    int exact_count(const Signature& signature) const {
        int count = 0;
        for (const std::size_t i : positions()) {
            const Match match = match_at(signature, i);
            if (match == Match::exact) count += 2;
            if (match == Match::same_family) count += 1;
        }
        return count;
    }

    /// Arguments that match, or would become their category's preferred type.
    int preferred_count(const Signature& signature) const {
        return static_cast<int>(std::ranges::count_if(positions(), [&](std::size_t i) {
            if (types_[i] == TypeId::unknown) return false;
            const Argument& argument = argument_at(signature, i);
            if (match_at(signature, i) == Match::exact) return true;
            return category_of(argument) == type_info(types_[i]).category && is_preferred(argument.type);
        }));
    }

    /// An untyped literal is a string where one is taken, otherwise of the category that all candidates agree on.
    void narrow_by_literals(Candidates& candidates) const {
        for (const std::size_t i : positions()) {
            if (types_[i] != TypeId::unknown) continue;
            const auto category_at = [i](const Signature* s) { return category_of(argument_at(*s, i)); };
            const auto is_text = [&](const Signature* s) { return category_at(s) == 'S'; };
            char category = category_at(candidates.front());
            if (std::ranges::any_of(candidates, is_text)) {
                category = 'S';
            } else if (!std::ranges::all_of(
                           candidates, [&](const Signature* s) { return category_at(s) == category; })) {
                return;
            }
            std::erase_if(candidates, [&](const Signature* s) { return category_at(s) != category; });
            keep_most(candidates, [i](const Signature& s) {
                return is_preferred(argument_at(s, i).type) ? 1 : 0;
            });
        }
    }

    /// Where all typed arguments have one type, the literals have it, too.
    void narrow_by_known_type(Candidates& candidates) const {
        TypeId known = TypeId::unknown;
        for (const TypeId type : types_) {
            if (type == TypeId::unknown) continue;
            if (known != TypeId::unknown && known != type) return;
            known = type;
        }
        if (known == TypeId::unknown) return;
        Candidates same;
        for (const Signature* candidate : candidates) {
            const bool all = std::ranges::all_of(positions(), [&](std::size_t i) {
                return argument_at(*candidate, i).type == known;
            });
            if (all) same.push_back(candidate);
        }
        if (same.size() == 1) candidates = std::move(same);
    }

    std::span<const Signature> signatures_;
    std::vector<TypeId> types_;
};

/// Whether an untyped literal is a value of `type`.
bool reads_as(const BoundExpr& literal, Type type, const AnalyzeContext& context) {
    const Value* value = constant_value(literal);
    if (value == nullptr) return true;
    try {
        value_from_text({type.id}, value->as_string(), context.text);
        return true;
    } catch (const Error&) {
        return false;
    }
}

/// COALESCE(NULL, 'Amazon', 12) is a text, as its literal can be nothing else.  Doc: dg/r_NVL_function
bool meets_as_text(const std::vector<const BoundExpr*>& same, Type common, const AnalyzeContext& context) {
    if (common.id != TypeId::decimal && !is_integer(common.id) && common.id != TypeId::double_) return false;
    return std::ranges::any_of(same, [&](const BoundExpr* expr) {
        return is_untyped_literal(*expr) && !reads_as(*expr, common, context);
    });
}

std::vector<TypeId> types_of(const std::vector<BoundExprPtr>& arguments) {
    std::vector<TypeId> types;
    for (const BoundExprPtr& argument : arguments) types.push_back(argument->type.id);
    return types;
}

std::string type_list(const std::vector<BoundExprPtr>& arguments) {
    std::string out;
    for (const BoundExprPtr& argument : arguments) {
        if (!out.empty()) out += ", ";
        out += type_name(argument->type.id);
    }
    return out;
}

/// `integer + date`, `- date` or `f(integer)`.
std::string shown_call(const CallName& name, const std::vector<BoundExprPtr>& arguments) {
    if (!name.is_operator) return fmt::format("{}({})", name.text, type_list(arguments));
    if (arguments.size() == 1) {
        return fmt::format("{} {}", name.text, type_name(arguments[0]->type.id));
    }
    return fmt::format("{} {} {}", type_name(arguments[0]->type.id), name.text,
                       type_name(arguments[1]->type.id));
}

[[noreturn]] void throw_ambiguous(const CallName& name, const std::vector<BoundExprPtr>& arguments) {
    const std::string_view kind = name.is_operator ? "operator" : "function";
    const std::string call = shown_call(name, arguments);
    throw Error(Code::ambiguous_function, "{}",
                name.is_operator ? fmt::format("operator is not unique: {}", call)
                                 : fmt::format("function {} is not unique", call))
        .hint(fmt::format(
            "Could not choose a best candidate {}. You may need to add explicit type casts.", kind))
        .at(name.span);
}

/// With one operand untyped, an operator of the other's type on both sides goes first.
const Signature* same_type_operator(std::span<const Signature> candidates,
                                    const std::vector<BoundExprPtr>& arguments) {
    if (arguments.size() != 2) return nullptr;
    const TypeId left = arguments[0]->type.id;
    const TypeId right = arguments[1]->type.id;
    if ((left == TypeId::unknown) == (right == TypeId::unknown)) return nullptr;
    const TypeId known = left == TypeId::unknown ? right : left;
    for (const Signature& signature : candidates) {
        if (signature.arguments.size() == 2 && signature.arguments[0].type == known &&
            signature.arguments[1].type == known) {
            return &signature;
        }
    }
    return nullptr;
}

}  // namespace

void throw_no_function(const CallName& name, const std::vector<BoundExprPtr>& arguments) {
    if (name.is_operator) {
        throw Error(Code::undefined_function, "operator does not exist: {}", shown_call(name, arguments))
            .hint("No operator matches the given name and argument type(s). You may need to add explicit type casts.")
            .at(name.span);
    }
    throw Error(Code::undefined_function, "function {} does not exist", shown_call(name, arguments))
        .hint("No function matches the given name and argument types. You may need to add explicit type casts.")
        .at(name.span);
}

const Signature* find_signature(const CallName& name, std::span<const Signature> candidates,
                                const std::vector<BoundExprPtr>& arguments) {
    if (name.is_operator) {
        if (const Signature* same = same_type_operator(candidates, arguments)) return same;
    }
    const Candidates best = Resolution(candidates, types_of(arguments)).best(name.is_operator);
    if (best.size() > 1) throw_ambiguous(name, arguments);
    return best.empty() ? nullptr : best.front();
}

const Signature& resolve_signature(const CallName& name, std::span<const Signature> candidates,
                                   const std::vector<BoundExprPtr>& arguments) {
    const Signature* found = find_signature(name, candidates, arguments);
    if (found == nullptr) throw_no_function(name, arguments);
    return *found;
}

void coerce_arguments(const Signature& signature, std::vector<BoundExprPtr>& arguments, Span span,
                      AnalyzeContext& context) {
    std::vector<const BoundExpr*> same;
    for (std::size_t i = 0; i < arguments.size(); ++i) {
        if (argument_at(signature, i).kind == Argument::same) same.push_back(arguments[i].get());
    }
    Type common;
    if (!same.empty()) {
        std::string construct(signature.row->name);
        std::ranges::transform(construct, construct.begin(),
                               [](char c) { return c >= 'a' && c <= 'z' ? static_cast<char>(c - 'a' + 'A') : c; });
        common = unify_expressions(same, construct, span);
        if (meets_as_text(same, common, context)) common = {TypeId::varchar};
    }
    for (std::size_t i = 0; i < arguments.size(); ++i) {
        const Argument& argument = argument_at(signature, i);
        BoundExprPtr& value = arguments[i];
        if (argument.kind == Argument::any) {
            value = resolve_unknown(std::move(value), context);
            continue;
        }
        const Type target =
            argument.kind == Argument::same ? common : natural_type(*value, argument.type);
        value = coerce(std::move(value), target, CastContext::assignment, context);
    }
}

Type call_type(const Signature& signature, const std::vector<BoundExprPtr>& arguments) {
    std::vector<Type> types;
    std::vector<const Value*> constants;
    for (const BoundExprPtr& argument : arguments) {
        types.push_back(argument->type);
        constants.push_back(constant_value(*argument));
    }
    return functions::result_type(signature, types, constants);
}

BoundExprPtr build_call(const Signature& signature, std::vector<BoundExprPtr> arguments, Span span,
                        AnalyzeContext& context) {
    coerce_arguments(signature, arguments, span, context);
    auto call = std::make_unique<BoundCall>(call_type(signature, arguments), &signature);
    call->arguments = std::move(arguments);
    call->span = span;
    return fold_call(std::move(call));
}

BoundExprPtr make_call(const CallName& name, std::span<const Signature> candidates,
                       std::vector<BoundExprPtr> arguments, AnalyzeContext& context) {
    const Signature& signature = resolve_signature(name, candidates, arguments);
    return build_call(signature, std::move(arguments), name.span, context);
}

}  // namespace blueshift::analyze
