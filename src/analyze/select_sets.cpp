#include "analyze/select_sets.h"

#include "analyze/query_binder.h"
#include "analyze/walk.h"
#include "base/error.h"

namespace blueshift::analyze {

namespace {

bool is_set(const BoundExpr& expr) {
    return expr.kind == BoundKind::call && as<BoundCall>(expr).signature->row->kind == functions::Kind::set_returning;
}

bool contains_set(const BoundExpr& expr) {
    bool found = false;
    walk(expr, false, [&](const BoundExpr& part) { found |= is_set(part); });
    return found;
}

[[noreturn]] void refuse(const BoundExpr& expr, std::string_view where) {
    throw Error(Code::feature_not_supported, "a set-returning function {} is not supported", where).at(expr.span);
}

BoundExprPtr as_column(BoundExprPtr call, std::vector<BoundFromPtr>& from, int relation) {
    if (!from.empty() && from.back()->kind == FromKind::function) refuse(*call, "beside another one");
    auto item = std::make_unique<BoundFunctionFrom>();
    item->id = relation;
    item->signature = as<BoundCall>(*call).signature;
    item->fields.push_back(make_field(std::string(item->signature->row->name), *call));
    auto column = std::make_unique<BoundColumn>(call->type, item->id, 0);
    column->span = call->span;
    item->arguments = std::move(as<BoundCall>(*call).arguments);
    from.push_back(std::move(item));
    return column;
}

}  // namespace

void move_set_to_from(BoundExprPtr& expr, std::vector<BoundFromPtr>& from, const std::function<int()>& new_relation) {
    if (!contains_set(*expr)) return;
    if (is_set(*expr)) {
        expr = as_column(std::move(expr), from, new_relation());
    } else if (expr->kind == BoundKind::cast) {
        move_set_to_from(as<BoundCast>(*expr).operand, from, new_relation);
    } else if (expr->kind == BoundKind::call) {
        for (BoundExprPtr& argument : as<BoundCall>(*expr).arguments) move_set_to_from(argument, from, new_relation);
    } else {
        refuse(*expr, "in this expression");
    }
}

}  // namespace blueshift::analyze
