// IS, BETWEEN, IN (…), ANY and ALL of arrays, rows.  Doc: dg/r_comparison_condition, dg/r_range_condition, dg/r_in_condition
#include <algorithm>

#include "analyze/coerce.h"
#include "analyze/comparison.h"
#include "analyze/constant_fold.h"
#include "analyze/function_resolution.h"
#include "base/error.h"
#include "types/array_text.h"

namespace blueshift::analyze {

using functions::CastContext;

BoundExprPtr ExprBinder::bind_is_test(const sql::IsTest& test) {
    BoundExprPtr operand = bind(*test.operand);
    switch (test.test) {
        case sql::IsTestKind::distinct_from:
            return make_comparison(test.negated ? ComparisonOp::not_distinct : ComparisonOp::distinct,
                                   std::move(operand), bind(*test.other), test.span, context_);
        case sql::IsTestKind::null:
            return std::make_unique<BoundIsTest>(BoundTest::null, test.negated,
                                                 resolve_unknown(std::move(operand), context_));
        case sql::IsTestKind::true_:
            operand = to_condition(std::move(operand), "IS TRUE", test.operand->span);
            return std::make_unique<BoundIsTest>(BoundTest::true_, test.negated, std::move(operand));
        case sql::IsTestKind::false_:
            operand = to_condition(std::move(operand), "IS FALSE", test.operand->span);
            return std::make_unique<BoundIsTest>(BoundTest::false_, test.negated, std::move(operand));
        case sql::IsTestKind::unknown:
            operand = to_condition(std::move(operand), "IS UNKNOWN", test.operand->span);
            return std::make_unique<BoundIsTest>(BoundTest::unknown, test.negated, std::move(operand));
    }
    return operand;
}

namespace {

template <class... Items>
std::vector<BoundExprPtr> list_of(Items... items) {
    std::vector<BoundExprPtr> out;
    (out.push_back(std::move(items)), ...);
    return out;
}

BoundExprPtr negate(BoundExprPtr expr, bool negated, Span span) {
    if (!negated) return expr;
    return make_logical(BoundLogicalOp::not_, list_of(std::move(expr)), span);
}

/// low <= operand <= high. Each side has its own comparison type.
BoundExprPtr within(const BoundExpr& operand, const BoundExpr& low, const BoundExpr& high, Span span,
                    AnalyzeContext& context) {
    BoundExprPtr above =
        make_comparison(ComparisonOp::greater_equal, clone(operand), clone(low), span, context);
    BoundExprPtr below =
        make_comparison(ComparisonOp::less_equal, clone(operand), clone(high), span, context);
    return make_logical(BoundLogicalOp::and_, list_of(std::move(above), std::move(below)), span);
}

}  // namespace

BoundExprPtr ExprBinder::bind_between(const sql::Between& between) {
    const BoundExprPtr operand = bind(*between.operand);
    const BoundExprPtr low = bind(*between.low);
    const BoundExprPtr high = bind(*between.high);
    BoundExprPtr result = within(*operand, *low, *high, between.span, context_);
    if (between.symmetric) {
        result = make_logical(
            BoundLogicalOp::or_,
            list_of(std::move(result), within(*operand, *high, *low, between.span, context_)),
            between.span);
    }
    return negate(std::move(result), between.negated, between.span);
}

namespace {

/// The type of two comparisons of the same operand. Numbers widen from item to item.
std::optional<Type> wider_type(Type left, Type right) {
    if (left.id == right.id && left.id != TypeId::decimal) return left;
    if (!is_numeric(left.id) || !is_numeric(right.id)) return std::nullopt;
    return comparison_type(BoundConstant(left, {}), BoundConstant(right, {}));
}

/// One type for the operand and all items; nothing when each pair must be compared by itself.
std::optional<Type> list_type(const BoundExpr& operand, const std::vector<BoundExprPtr>& list) {
    if (operand.kind == BoundKind::row) return std::nullopt;
    std::optional<Type> common;
    for (const BoundExprPtr& item : list) {
        if (item->kind == BoundKind::row) return std::nullopt;
        std::optional<Type> type = comparison_type(operand, *item);
        if (type && common) type = wider_type(*common, *type);
        if (!type) return std::nullopt;
        common = type;
    }
    return common;
}

BoundExprPtr any_equal(const BoundExpr& operand, std::vector<BoundExprPtr> list, Span span,
                       AnalyzeContext& context) {
    std::vector<BoundExprPtr> comparisons;
    for (BoundExprPtr& item : list) {
        comparisons.push_back(
            make_comparison(ComparisonOp::equal, clone(operand), std::move(item), span, context));
    }
    if (comparisons.size() == 1) return std::move(comparisons[0]);
    return make_logical(BoundLogicalOp::or_, std::move(comparisons), span);
}

BoundExprPtr make_in_list(BoundExprPtr operand, std::vector<BoundExprPtr> list, bool negated, Span span,
                          AnalyzeContext& context) {
    const std::optional<Type> type = list_type(*operand, list);
    if (!type) return negate(any_equal(*operand, std::move(list), span, context), negated, span);
    auto in = std::make_unique<BoundInList>();
    in->negated = negated;
    in->operand = coerce_for_comparison(std::move(operand), *type, context);
    for (BoundExprPtr& item : list) {
        in->list.push_back(coerce_for_comparison(std::move(item), *type, context));
    }
    return in;
}

}  // namespace

BoundExprPtr ExprBinder::bind_in_list(const sql::InList& in) {
    BoundExprPtr operand = bind(*in.operand);
    std::vector<BoundExprPtr> list;
    list.reserve(in.list.size());
    for (const sql::ExprPtr& item : in.list) list.push_back(bind(*item));
    return make_in_list(std::move(operand), std::move(list), in.negated, in.span, context_);
}

namespace {

/// The elements of a quoted or typed constant array, as untyped literals.
std::vector<BoundExprPtr> constant_elements(const std::string& text, Span span) {
    std::vector<BoundExprPtr> items;
    for (std::optional<std::string>& element : array_elements(text)) {
        Value value = element ? Value(std::move(*element)) : Value();
        items.push_back(std::make_unique<BoundConstant>(Type{}, std::move(value)));
        items.back()->span = span;
    }
    return items;
}

/// operand op item, joined by OR for ANY and by AND for ALL; over no items, ANY is false and ALL is true.
BoundExprPtr compare_with_each(ComparisonOp op, bool all, const BoundExpr& operand,
                               std::vector<BoundExprPtr> items, Span span, AnalyzeContext& context) {
    if (items.empty()) return std::make_unique<BoundConstant>(Type{TypeId::boolean}, Value(all));
    std::vector<BoundExprPtr> comparisons;
    for (BoundExprPtr& item : items) {
        comparisons.push_back(make_comparison(op, clone(operand), std::move(item), span, context));
    }
    if (comparisons.size() == 1) return std::move(comparisons[0]);
    return make_logical(all ? BoundLogicalOp::and_ : BoundLogicalOp::or_, std::move(comparisons), span);
}

}  // namespace

BoundExprPtr ExprBinder::bind_quantified_array(const sql::Quantified& quantified) {
    const std::optional<ComparisonOp> op = comparison_op(quantified.op);
    if (!op) {
        throw Error(Code::wrong_object_type, "op ANY/ALL (array) requires operator to yield boolean")
            .at(quantified.op_span);
    }
    BoundExprPtr operand = bind(*quantified.operand);
    std::vector<BoundExprPtr> items;
    if (quantified.array->kind == sql::ExprKind::array) {
        for (const sql::ExprPtr& item : sql::as<sql::Array>(*quantified.array).items) {
            items.push_back(bind(*item));
        }
        return compare_with_each(*op, quantified.all, *operand, std::move(items), quantified.op_span,
                                 context_);
    }
    BoundExprPtr array = bind(*quantified.array);
    const TypeId type = array->type.id;
    if (type != TypeId::unknown && type_info(type).category != 'A') {
        throw Error(Code::wrong_object_type, "op ANY/ALL (array) requires array on right side")
            .at(quantified.array->span);
    }
    if (const Value* text = constant_value(*array)) {
        return compare_with_each(*op, quantified.all, *operand,
                                 constant_elements(text->as_string(), array->span), quantified.op_span,
                                 context_);
    }
    const bool member = *op == ComparisonOp::equal && !quantified.all;
    const bool no_member = *op == ComparisonOp::not_equal && quantified.all;
    if (!member && !no_member) {
        throw Error(Code::feature_not_supported, "{} {} of an array is not supported", quantified.op,
                    quantified.all ? "ALL" : "ANY")
            .at(quantified.op_span);
    }
    std::vector<BoundExprPtr> arguments = list_of(std::move(operand), std::move(array));
    BoundExprPtr found = make_call({"= any", quantified.op_span, true}, functions::find("= any"),
                                   std::move(arguments), context_);
    return negate(std::move(found), no_member, quantified.span);
}

BoundExprPtr ExprBinder::bind_row(const sql::Row& row) {
    auto bound = std::make_unique<BoundRow>();
    for (const sql::ExprPtr& item : row.items) bound->items.push_back(bind(*item));
    return bound;
}

}  // namespace blueshift::analyze
