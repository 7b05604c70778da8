// Deep copies of bound queries. FROM items keep their numbers: a copy stands beside the original, never inside it.
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

std::vector<std::vector<BoundExprPtr>> copy(const std::vector<std::vector<BoundExprPtr>>& rows) {
    std::vector<std::vector<BoundExprPtr>> out;
    out.reserve(rows.size());
    for (const auto& row : rows) out.push_back(copy(row));
    return out;
}

BoundFromPtr copy(const BoundFrom& from);

BoundFromPtr copy_kind(const BoundTable& from) {
    auto out = std::make_unique<BoundTable>();
    out->relation = from.relation;
    return out;
}

BoundFromPtr copy_kind(const BoundSubqueryFrom& from) {
    auto out = std::make_unique<BoundSubqueryFrom>();
    out->query = clone(*from.query);
    out->view = from.view;
    return out;
}

BoundFromPtr copy_kind(const BoundJoin& from) {
    auto out = std::make_unique<BoundJoin>();
    out->join = from.join;
    out->left = copy(*from.left);
    out->right = copy(*from.right);
    out->on = copy(from.on);
    return out;
}

BoundFromPtr copy_kind(const BoundCteRef& from) {
    auto out = std::make_unique<BoundCteRef>();
    out->cte = from.cte;
    return out;
}

BoundFromPtr copy_kind(const BoundFunctionFrom& from) {
    auto out = std::make_unique<BoundFunctionFrom>();
    out->signature = from.signature;
    out->arguments = copy(from.arguments);
    return out;
}

BoundFromPtr copy_kind(const BoundValuesFrom& from) {
    auto out = std::make_unique<BoundValuesFrom>();
    out->rows = copy(from.rows);
    return out;
}

BoundFromPtr copy_kind(const BoundUnnest& from) {
    auto out = std::make_unique<BoundUnnest>();
    out->value = copy(from.value);
    out->object = from.object;
    return out;
}

BoundFromPtr copy_from(const BoundFrom& from) {
    switch (from.kind) {
        case FromKind::table:
            return copy_kind(as<BoundTable>(from));
        case FromKind::query:
            return copy_kind(as<BoundSubqueryFrom>(from));
        case FromKind::join:
            return copy_kind(as<BoundJoin>(from));
        case FromKind::cte:
            return copy_kind(as<BoundCteRef>(from));
        case FromKind::function:
            return copy_kind(as<BoundFunctionFrom>(from));
        case FromKind::values:
            return copy_kind(as<BoundValuesFrom>(from));
        case FromKind::super_unnest:
            return copy_kind(as<BoundUnnest>(from));
    }
    return nullptr;
}

BoundFromPtr copy(const BoundFrom& from) {
    BoundFromPtr out = copy_from(from);
    out->id = from.id;
    out->fields = from.fields;
    return out;
}

std::unique_ptr<BoundBody> copy_kind(const BoundSelect& body) {
    auto out = std::make_unique<BoundSelect>();
    out->distinct = body.distinct;
    out->outputs = copy(body.outputs);
    for (const BoundFromPtr& from : body.from) out->from.push_back(copy(*from));
    out->where = copy(body.where);
    out->grouped = body.grouped;
    out->group_by = copy(body.group_by);
    out->grouping_sets = body.grouping_sets;
    out->having = copy(body.having);
    out->qualify = copy(body.qualify);
    return out;
}

std::unique_ptr<BoundBody> copy_kind(const BoundSetOperation& body) {
    auto out = std::make_unique<BoundSetOperation>();
    out->op = body.op;
    out->all = body.all;
    out->left = clone(*body.left);
    out->right = clone(*body.right);
    return out;
}

std::unique_ptr<BoundBody> copy_body(const BoundBody& body) {
    switch (body.kind) {
        case BoundBodyKind::select:
            return copy_kind(as<BoundSelect>(body));
        case BoundBodyKind::set_operation:
            return copy_kind(as<BoundSetOperation>(body));
        case BoundBodyKind::values: {
            auto out = std::make_unique<BoundValues>();
            out->rows = copy(as<BoundValues>(body).rows);
            return out;
        }
    }
    return nullptr;
}

}  // namespace

BoundQueryPtr clone(const BoundQuery& query) {
    auto out = std::make_unique<BoundQuery>();
    for (const BoundCte& cte : query.ctes) {
        out->ctes.push_back({cte.id, cte.name, cte.recursive, clone(*cte.query)});
    }
    out->body = copy_body(*query.body);
    out->fields = query.fields;
    for (const BoundSort& sort : query.order_by) {
        out->order_by.push_back(
            {sort.output, {copy(sort.order.expr), sort.order.descending, sort.order.nulls_first}});
    }
    out->limit = copy(query.limit);
    out->offset = copy(query.offset);
    return out;
}

}  // namespace blueshift::analyze
