// Deep copies of bound expressions.
#include "analyze/bound_query.h"

namespace blueshift::analyze {

namespace {

BoundExprPtr copy(const BoundExprPtr& expr) { return expr ? clone(*expr) : nullptr; }

std::vector<BoundExprPtr> copy(const std::vector<BoundExprPtr>& list) {
    std::vector<BoundExprPtr> out;
    out.reserve(list.size());
    for (const BoundExprPtr& expr : list) out.push_back(copy(expr));
    return out;
}

std::vector<BoundOrder> copy(const std::vector<BoundOrder>& list) {
    std::vector<BoundOrder> out;
    out.reserve(list.size());
    for (const BoundOrder& order : list) {
        out.push_back({copy(order.expr), order.descending, order.nulls_first});
    }
    return out;
}

BoundFrameBound copy(const BoundFrameBound& bound) { return {bound.kind, copy(bound.offset)}; }

BoundExprPtr copy_node(const BoundColumn& node) {
    auto out = std::make_unique<BoundColumn>(node.type, node.relation, node.column);
    out->name = node.name;
    out->blank_free = node.blank_free;
    out->case_insensitive = node.case_insensitive;
    out->table_oid = node.table_oid;
    out->column_number = node.column_number;
    return out;
}

BoundExprPtr copy_node(const BoundCall& node) {
    auto out = std::make_unique<BoundCall>(node.type, node.signature);
    out->arguments = copy(node.arguments);
    return out;
}

BoundExprPtr copy_node(const BoundCast& node) {
    auto out = std::make_unique<BoundCast>(node.type, copy(node.operand), node.context);
    out->try_ = node.try_;
    out->length_only = node.length_only;
    return out;
}

BoundExprPtr copy_node(const BoundLogical& node) {
    auto out = std::make_unique<BoundLogical>(node.op);
    out->arguments = copy(node.arguments);
    return out;
}

BoundExprPtr copy_node(const BoundCase& node) {
    auto out = std::make_unique<BoundCase>(node.type);
    for (const BoundCase::When& when : node.whens) {
        out->whens.push_back({copy(when.condition), copy(when.result)});
    }
    out->otherwise = copy(node.otherwise);
    return out;
}

BoundExprPtr copy_node(const BoundInList& node) {
    auto out = std::make_unique<BoundInList>();
    out->negated = node.negated;
    out->operand = copy(node.operand);
    out->list = copy(node.list);
    return out;
}

BoundExprPtr copy_node(const BoundSubquery& node) {
    auto out = std::make_unique<BoundSubquery>(node.subquery, node.type);
    out->negated = node.negated;
    out->op = node.op;
    out->operands = copy(node.operands);
    out->query = clone(*node.query);
    out->correlated = node.correlated;
    return out;
}

BoundExprPtr copy_node(const BoundAggregate& node) {
    auto out = std::make_unique<BoundAggregate>(node.type, node.signature);
    out->star = node.star;
    out->distinct = node.distinct;
    out->arguments = copy(node.arguments);
    out->within_group = copy(node.within_group);
    return out;
}

BoundExprPtr copy_node(const BoundWindow& node) {
    auto out = std::make_unique<BoundWindow>(node.type, node.signature);
    out->star = node.star;
    out->distinct = node.distinct;
    out->ignore_nulls = node.ignore_nulls;
    out->arguments = copy(node.arguments);
    out->within_group = copy(node.within_group);
    out->partition_by = copy(node.partition_by);
    out->order_by = copy(node.order_by);
    out->has_frame = node.has_frame;
    out->rows_mode = node.rows_mode;
    out->start = copy(node.start);
    out->end = copy(node.end);
    return out;
}

BoundExprPtr copy_node(const BoundRow& node) {
    auto out = std::make_unique<BoundRow>();
    out->items = copy(node.items);
    return out;
}

BoundExprPtr copy_node(const BoundSuperPath& node) {
    auto out = std::make_unique<BoundSuperPath>();
    out->base = copy(node.base);
    for (const BoundSuperPath::Step& step : node.steps) {
        out->steps.push_back({step.attribute, copy(step.index)});
    }
    return out;
}

BoundExprPtr copy_node(const BoundGrouping& node) {
    auto out = std::make_unique<BoundGrouping>();
    out->type = node.type;
    out->arguments = copy(node.arguments);
    return out;
}

BoundExprPtr copy_kind(const BoundExpr& expr) {
    switch (expr.kind) {
        case BoundKind::constant:
            return std::make_unique<BoundConstant>(expr.type, as<BoundConstant>(expr).value);
        case BoundKind::parameter:
            return std::make_unique<BoundParameter>(expr.type, as<BoundParameter>(expr).index);
        case BoundKind::column:
            return copy_node(as<BoundColumn>(expr));
        case BoundKind::call:
            return copy_node(as<BoundCall>(expr));
        case BoundKind::cast:
            return copy_node(as<BoundCast>(expr));
        case BoundKind::comparison: {
            const auto& node = as<BoundComparison>(expr);
            return std::make_unique<BoundComparison>(node.op, copy(node.left), copy(node.right));
        }
        case BoundKind::logical:
            return copy_node(as<BoundLogical>(expr));
        case BoundKind::is_test: {
            const auto& node = as<BoundIsTest>(expr);
            return std::make_unique<BoundIsTest>(node.test, node.negated, copy(node.operand));
        }
        case BoundKind::case_:
            return copy_node(as<BoundCase>(expr));
        case BoundKind::in_list:
            return copy_node(as<BoundInList>(expr));
        case BoundKind::subquery:
            return copy_node(as<BoundSubquery>(expr));
        case BoundKind::aggregate:
            return copy_node(as<BoundAggregate>(expr));
        case BoundKind::window:
            return copy_node(as<BoundWindow>(expr));
        case BoundKind::row:
            return copy_node(as<BoundRow>(expr));
        case BoundKind::super_path:
            return copy_node(as<BoundSuperPath>(expr));
        case BoundKind::grouping:
            return copy_node(as<BoundGrouping>(expr));
    }
    return nullptr;
}

}  // namespace

BoundExprPtr clone(const BoundExpr& expr) {
    BoundExprPtr out = copy_kind(expr);
    out->type = expr.type;
    out->span = expr.span;
    out->nested = expr.nested;
    return out;
}

}  // namespace blueshift::analyze
