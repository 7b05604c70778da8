// The common type of several expressions.  Doc: dg/c_Unsupported_postgresql_features, dg/r_UNION
#include <algorithm>

#include "analyze/coerce.h"
#include "analyze/constant_fold.h"
#include "base/error.h"

namespace blueshift::analyze {

Type unify_types(const std::vector<Type>& types, std::string_view construct, Span span) {
    for (std::size_t count = 2; count <= types.size(); ++count) {
        const std::span<const Type> first(types.data(), count);
        if (functions::common_type(first)) continue;
        const auto so_far = functions::common_type(first.first(count - 1));
        throw Error(Code::datatype_mismatch, "{} types {} and {} cannot be matched", construct,
                    type_name(so_far->id), type_name(types[count - 1].id))
            .at(span);
    }
    const Type common = functions::common_type(types).value_or(Type{});
    return common.id == TypeId::unknown ? Type{TypeId::varchar} : common;
}

Type unify_expressions(const std::vector<const BoundExpr*>& expressions, std::string_view construct,
                       Span span) {
    const auto is_typed = [](const BoundExpr* expr) { return expr->type.id != TypeId::unknown; };
    const auto typed = std::ranges::find_if(expressions, is_typed);
    const TypeId first = typed == expressions.end() ? TypeId::varchar : (*typed)->type.id;
    const bool has_decimal = std::ranges::any_of(
        expressions, [](const BoundExpr* expr) { return expr->type.id == TypeId::decimal; });
    std::vector<Type> types;
    for (const BoundExpr* expr : expressions) {
        // A NULL fits everywhere and must not take the length limit away.
        if (is_null_constant(*expr) && !is_typed(expr)) continue;
        if (!is_untyped_literal(*expr)) {
            types.push_back(expr->type);
        } else if (is_string(first)) {
            types.push_back(literal_varchar(*expr));
        } else if (has_decimal) {
            types.push_back(natural_type(*expr, TypeId::decimal));
        }
    }
    return unify_types(types, construct, span);
}

}  // namespace blueshift::analyze
