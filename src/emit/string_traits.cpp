#include "emit/string_traits.h"

#include <algorithm>

namespace blueshift::emit {

using namespace analyze;

namespace {

/// COLLATE(x, 'case_insensitive').  Doc: dg/r_COLLATE
bool collates_insensitively(const BoundCall& call) {
    const BoundExpr& collation = *call.arguments[1];
    if (collation.kind != BoundKind::constant) return false;
    const Value& name = as<BoundConstant>(collation).value;
    return !name.is_null() && (name.as_string() == "case_insensitive" || name.as_string() == "ci");
}

}  // namespace

void StringTraits::add(const BoundFrom& item) {
    if (item.kind == FromKind::join) {
        add(*as<BoundJoin>(item).left);
        add(*as<BoundJoin>(item).right);
        return;
    }
    items_[item.id] = &item;
}

void StringTraits::add(const BoundCte& cte) { ctes_[cte.id] = cte.query.get(); }

bool StringTraits::blank_free(const BoundExpr& expr) {
    if (!is_string(expr.type.id)) return true;
    switch (expr.kind) {
        case BoundKind::constant: {
            const Value& value = as<BoundConstant>(expr).value;
            return value.is_null() || !value.as_string().ends_with(' ');
        }
        case BoundKind::column: return of_column(as<BoundColumn>(expr)).blank_free;
        case BoundKind::call: {
            const auto& call = as<BoundCall>(expr);
            return call.signature->row->keeps_blank_free &&
                   std::ranges::all_of(call.arguments, [&](const auto& a) { return blank_free(*a); });
        }
        case BoundKind::cast: {
            // Cutting a string can bring a blank to its end; CHAR values lose theirs.
            const auto& cast = as<BoundCast>(expr);
            if (cast.type.id == TypeId::char_ || !is_string(cast.operand->type.id)) return true;
            const auto limit = length_limit(cast.type);
            const auto source_limit = length_limit(cast.operand->type);
            const bool cuts = limit && !(source_limit && *source_limit <= *limit) &&
                              cast.context == functions::CastContext::explicit_;
            return !cuts && blank_free(*cast.operand);
        }
        case BoundKind::case_: {
            const auto& when = as<BoundCase>(expr);
            return (!when.otherwise || blank_free(*when.otherwise)) &&
                   std::ranges::all_of(when.whens, [&](const auto& w) { return blank_free(*w.result); });
        }
        case BoundKind::subquery: return blank_free(*as<BoundSubquery>(expr).query, 0);
        case BoundKind::aggregate: {
            const auto& aggregate = as<BoundAggregate>(expr);
            return aggregate.signature->row->keeps_blank_free && !aggregate.arguments.empty() &&
                   blank_free(*aggregate.arguments[0]);
        }
        case BoundKind::window: {
            const auto& window = as<BoundWindow>(expr);
            return window.signature->row->keeps_blank_free && !window.arguments.empty() &&
                   blank_free(*window.arguments[0]);
        }
        default: return false;
    }
}

bool StringTraits::blank_free(const BoundQuery& query, std::size_t column) {
    return of_output(query, column).blank_free;
}

bool StringTraits::case_insensitive(const BoundExpr& expr) {
    if (!is_string(expr.type.id)) return false;
    switch (expr.kind) {
        case BoundKind::column: return of_column(as<BoundColumn>(expr)).case_insensitive;
        case BoundKind::subquery: return case_insensitive(*as<BoundSubquery>(expr).query, 0);
        case BoundKind::constant:
        case BoundKind::parameter: return false;
        case BoundKind::call: {
            const auto& call = as<BoundCall>(expr);
            if (call.signature->row->name == "collate") return collates_insensitively(call);
            return std::ranges::any_of(call.arguments,
                                       [this](const auto& argument) { return case_insensitive(*argument); });
        }
        default: {
            bool found = false;
            for_each_child(expr, [&](const BoundExpr& child) { found = found || case_insensitive(child); });
            return found;
        }
    }
}

bool StringTraits::case_insensitive(const BoundQuery& query, std::size_t column) {
    return of_output(query, column).case_insensitive;
}

StringTraits::Traits StringTraits::of_column(const BoundColumn& column) {
    const auto item = items_.find(column.relation);
    if (item == items_.end()) return {column.blank_free, column.case_insensitive};
    const std::pair key(column.relation, column.column);
    // Inserted before it is known: a recursive query's column is free of blanks when its parts are, itself assumed to be.
    const auto [entry, inserted] = known_.try_emplace(key);
    if (inserted) entry->second = of_item(*item->second, static_cast<std::size_t>(column.column));
    return entry->second;
}

StringTraits::Traits StringTraits::of_item(const BoundFrom& item, std::size_t column) {
    switch (item.kind) {
        case FromKind::table: {
            const catalog::Column& stored = as<BoundTable>(item).relation->columns[column];
            return {!stored.trailing_blanks, stored.case_insensitive};
        }
        case FromKind::query: return of_output(*as<BoundSubqueryFrom>(item).query, column);
        case FromKind::cte: {
            const auto cte = ctes_.find(as<BoundCteRef>(item).cte);
            if (cte == ctes_.end()) return {.blank_free = false};
            return of_output(*cte->second, column);
        }
        case FromKind::values: return of_rows(as<BoundValuesFrom>(item).rows, column);
        case FromKind::function:
        case FromKind::super_unnest:
        case FromKind::join: break;
    }
    return {.blank_free = false};
}

StringTraits::Traits StringTraits::of_output(const BoundQuery& query, std::size_t column) {
    switch (query.body->kind) {
        case BoundBodyKind::select: {
            const BoundExpr& output = *as<BoundSelect>(*query.body).outputs[column];
            return {blank_free(output), case_insensitive(output)};
        }
        case BoundBodyKind::values: return of_rows(as<BoundValues>(*query.body).rows, column);
        case BoundBodyKind::set_operation: {
            const auto& operation = as<BoundSetOperation>(*query.body);
            const Traits left = of_output(*operation.left, column);
            const Traits right = of_output(*operation.right, column);
            return {left.blank_free && right.blank_free, left.case_insensitive || right.case_insensitive};
        }
    }
    return {.blank_free = false};
}

StringTraits::Traits StringTraits::of_rows(const std::vector<std::vector<BoundExprPtr>>& rows,
                                           std::size_t column) {
    return {.blank_free = std::ranges::all_of(
                rows, [&](const auto& row) { return blank_free(*row[column]); })};
}

}  // namespace blueshift::emit
