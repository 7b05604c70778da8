/// Gives the output columns of a bound query other types.
#include <algorithm>

#include "analyze/query_binder.h"

namespace blueshift::analyze {

namespace {

bool is_untyped(const BoundExpr& expr) {
    return expr.type.id == TypeId::unknown;
}

/// Whether an expression of `query` may change its type without changing which rows come, and in
/// which order.
bool converts_in_place(const BoundQuery& query) {
    if (!query.order_by.empty()) return false;
    switch (query.body->kind) {
        case BoundBodyKind::select:
            return !as<BoundSelect>(*query.body).distinct;
        case BoundBodyKind::values:
            return true;
        case BoundBodyKind::set_operation: {
            const auto& operation = as<BoundSetOperation>(*query.body);
            return operation.op == BoundSetOp::union_ && operation.all &&
                   converts_in_place(*operation.left) && converts_in_place(*operation.right);
        }
    }
    return false;
}

/// Converts the columns for which `wanted` holds, in every select list and VALUES row of `query`.
void convert_in_place(BoundQuery& query, const CoerceOutput& coerce,
                      const std::function<bool(const BoundExpr&)>& wanted) {
    const auto convert_row = [&](std::vector<BoundExprPtr>& row) {
        for (std::size_t i = 0; i < row.size(); ++i) {
            if (wanted(*row[i])) row[i] = coerce(std::move(row[i]), i);
        }
    };
    switch (query.body->kind) {
        case BoundBodyKind::select: {
            auto& outputs = as<BoundSelect>(*query.body).outputs;
            convert_row(outputs);
            for (std::size_t i = 0; i < outputs.size(); ++i) {
                if (query.fields[i].type != outputs[i]->type) {
                    query.fields[i] = make_field(std::move(query.fields[i].name), *outputs[i]);
                }
            }
            break;
        }
        case BoundBodyKind::values: {
            auto& rows = as<BoundValues>(*query.body).rows;
            for (auto& row : rows)
                convert_row(row);
            for (std::size_t i = 0; i < query.fields.size(); ++i) {
                query.fields[i].type = rows.front()[i]->type;
                query.fields[i].blank_free = !is_string(query.fields[i].type.id);
            }
            break;
        }
        case BoundBodyKind::set_operation: {
            auto& operation = as<BoundSetOperation>(*query.body);
            convert_in_place(*operation.left, coerce, wanted);
            convert_in_place(*operation.right, coerce, wanted);
            for (std::size_t i = 0; i < query.fields.size(); ++i) {
                const BoundField& left = operation.left->fields[i];
                query.fields[i].type = left.type;
                query.fields[i].blank_free =
                    left.blank_free && operation.right->fields[i].blank_free;
            }
            break;
        }
    }
}

}  // namespace

BoundQueryPtr convert_outputs(BoundQueryPtr query, const CoerceOutput& coerce,
                              QueryBinder& binder) {
    convert_in_place(*query, coerce, is_untyped);
    if (converts_in_place(*query)) {
        convert_in_place(*query, coerce, [](const BoundExpr&) { return true; });
        return query;
    }
    auto select = std::make_unique<BoundSelect>();
    const int id = binder.new_relation();
    bool changed = false;
    std::vector<BoundField> fields;
    for (std::size_t i = 0; i < query->fields.size(); ++i) {
        const BoundField& field = query->fields[i];
        BoundExprPtr column = make_column(
            {.name = field.name, .relation = id, .column = static_cast<int>(i), .field = &field},
            {});
        const BoundExpr* before = column.get();
        column = coerce(std::move(column), i);
        changed = changed || column.get() != before;
        fields.push_back(make_field(field.name, *column));
        select->outputs.push_back(std::move(column));
    }
    if (!changed) return query;
    select->from.push_back(make_subquery_from(std::move(query), id));
    auto outer = std::make_unique<BoundQuery>();
    outer->body = std::move(select);
    outer->fields = std::move(fields);
    return outer;
}

BoundQueryPtr coerce_outputs(BoundQueryPtr query, const std::vector<Type>& types,
                             QueryBinder& binder) {
    const bool same =
        std::equal(types.begin(), types.end(), query->fields.begin(),
                   [](Type type, const BoundField& field) { return type == field.type; });
    if (same) return query;
    return convert_outputs(
        std::move(query),
        [&](BoundExprPtr expr, std::size_t column) {
            return coerce(std::move(expr), types[column], functions::CastContext::implicit,
                          binder.context());
        },
        binder);
}

}  // namespace blueshift::analyze
