// Navigation into SUPER values and arrays, and PRIOR.  Doc: dg/query-super, dg/r_CONNECT_BY_clause
#include "analyze/coerce.h"
#include "analyze/function_resolution.h"
#include "base/error.h"

namespace blueshift::analyze {

using functions::CastContext;

namespace {

/// The type of an array's elements, also of the vectors, whose elements the type list does not name.
Type element_type(TypeId array) {
    if (array == TypeId::int2vector) return {TypeId::smallint};
    if (array == TypeId::oidvector) return {TypeId::oid};
    return {array_element(array)};
}

}  // namespace

BoundExprPtr ExprBinder::bind_subscript(const sql::Subscript& subscript) {
    BoundExprPtr base = bind(*subscript.base);
    BoundExprPtr index = subscript.index ? bind(*subscript.index) : nullptr;
    if (index && type_info(base->type.id).category == 'A') {
        const Type element = element_type(base->type.id);
        std::vector<BoundExprPtr> arguments;
        arguments.push_back(std::move(base));
        arguments.push_back(std::move(index));
        BoundExprPtr text =
            make_call({"[]", subscript.span, true}, functions::find("[]"), std::move(arguments), context_);
        return coerce(std::move(text), element, CastContext::explicit_, context_);
    }
    if (base->type.id != TypeId::super) {
        throw Error(Code::datatype_mismatch, "cannot navigate into type {}", type_name(base->type.id))
            .at(subscript.span);
    }
    if (base->kind != BoundKind::super_path) {
        auto path = std::make_unique<BoundSuperPath>();
        path->base = std::move(base);
        base = std::move(path);
    }
    if (index) index = coerce(std::move(index), {TypeId::bigint}, CastContext::assignment, context_);
    as<BoundSuperPath>(*base).steps.push_back({subscript.attribute.text, std::move(index)});
    return base;
}

BoundExprPtr ExprBinder::bind_prior(const sql::Prior& prior) {
    NameResolver* names = names_.prior();
    if (names == nullptr) {
        throw Error(Code::syntax_error, "PRIOR is only allowed in a CONNECT BY clause").at(prior.span);
    }
    return ExprBinder(context_, *names, subqueries_, place_).bind(*prior.operand);
}

}  // namespace blueshift::analyze
