/// GROUP BY with ordinals, aliases, ALL and grouping sets.  Doc: dg/r_GROUP_BY_clause
#include <algorithm>

#include "analyze/select_binder.h"
#include "analyze/walk.h"
#include "base/error.h"

namespace blueshift::analyze {

namespace {

constexpr ExprPlace kGroupBy{.clause = "GROUP BY"};
constexpr std::size_t kGroupingSetsMax = 64;

using GroupingSets = std::vector<std::vector<int>>;

void check_set_count(std::size_t count, Span span) {
    if (count > kGroupingSetsMax) {
        throw Error(Code::statement_too_complex, "too many grouping sets present (maximum {})",
                    kGroupingSetsMax)
            .at(span);
    }
}

/// Every set of `a` joined with every set of `b`.
GroupingSets cross(const GroupingSets& a, const GroupingSets& b) {
    GroupingSets sets;
    for (const auto& left : a) {
        for (const auto& right : b) {
            std::vector<int> both = left;
            for (const int key : right) {
                if (std::find(both.begin(), both.end(), key) == both.end()) both.push_back(key);
            }
            sets.push_back(std::move(both));
        }
    }
    return sets;
}

/// The keys of those `parts` that `chosen` picks by bit.
std::vector<int> pick(const std::vector<std::vector<int>>& parts, std::size_t chosen) {
    GroupingSets set{{}};
    for (std::size_t i = 0; i < parts.size(); ++i) {
        if ((chosen >> i & 1) != 0) set = cross(set, {parts[i]});
    }
    return set[0];
}

}  // namespace

void SelectBinder::bind_group_by() {
    if (select_.group_by_all) {
        group_by_all();
        return;
    }
    const bool plain = std::all_of(
        select_.group_by.begin(), select_.group_by.end(),
        [](const sql::GroupingElement& e) { return e.kind == sql::GroupingKind::expression; });
    GroupingSets sets{{}};
    for (const sql::GroupingElement& element : select_.group_by) {
        sets = cross(sets, grouping_element(element));
        check_set_count(sets.size(), element.span);
    }
    if (!plain) bound_->grouping_sets = std::move(sets);
}

GroupingSets SelectBinder::grouping_element(const sql::GroupingElement& element) {
    if (element.kind == sql::GroupingKind::expression) {
        if (element.expr->kind != sql::ExprKind::row) return {{group_key(*element.expr)}};
        GroupingSets keys{{}};
        for (const auto& item : sql::as<sql::Row>(*element.expr).items) {
            keys = cross(keys, {{group_key(*item)}});
        }
        return keys;
    }
    if (element.kind == sql::GroupingKind::grouping_sets) {
        GroupingSets sets;
        for (const sql::GroupingElement& nested : element.elements) {
            for (auto& set : grouping_element(nested))
                sets.push_back(std::move(set));
        }
        return sets;
    }
    std::vector<std::vector<int>> parts;
    for (const sql::GroupingElement& nested : element.elements) {
        parts.push_back(grouping_element(nested).at(0));
    }
    GroupingSets sets;
    if (element.kind == sql::GroupingKind::rollup) {
        check_set_count(parts.size() + 1, element.span);
        for (std::size_t length = parts.size() + 1; length-- > 0;) {
            sets.push_back(pick(parts, (std::size_t{1} << length) - 1));
        }
        return sets;
    }
    // 2 to the 7th is more than the limit already.
    check_set_count(std::size_t{1} << std::min<std::size_t>(parts.size(), 7), element.span);
    for (std::size_t chosen = std::size_t{1} << parts.size(); chosen-- > 0;) {
        sets.push_back(pick(parts, chosen));
    }
    return sets;
}

int SelectBinder::group_key(const sql::Expr& expr) {
    BoundExprPtr bound = group_expression(expr);
    auto& keys = bound_->group_by;
    const auto known = std::find_if(keys.begin(), keys.end(),
                                    [&](const BoundExprPtr& key) { return equal(*key, *bound); });
    if (known != keys.end()) return static_cast<int>(known - keys.begin());
    keys.push_back(std::move(bound));
    return static_cast<int>(keys.size() - 1);
}

BoundExprPtr SelectBinder::group_expression(const sql::Expr& expr) {
    Clause group_by = clause(kGroupBy);
    std::optional<std::size_t> output = output_position(expr, outputs_.size(), kGroupBy.clause);
    if (!output) {
        // A column of FROM wins over an output of the same name.
        const bool is_column =
            expr.kind == sql::ExprKind::column_ref &&
            std::any_of(scope_.columns().begin(), scope_.columns().end(),
                        [&](const ScopeColumn& column) {
                            return column.name == sql::as<sql::ColumnRef>(expr).parts[0].text;
                        });
        if (!is_column) output = output_named(expr, kGroupBy.clause);
    }
    if (output) return bind_output_again(*output, group_by);
    return resolve_unknown(group_by.bind(expr), binder_.context());
}

void SelectBinder::group_by_all() {
    for (std::size_t i = 0; i < outputs_.size(); ++i) {
        bool computed_later = contains_aggregate(*outputs_[i].bound);
        walk(*outputs_[i].bound, false, [&](const BoundExpr& part) {
            computed_later = computed_later || part.kind == BoundKind::window;
        });
        if (computed_later) continue;
        Clause group_by = clause(kGroupBy);
        bound_->group_by.push_back(bind_output_again(i, group_by));
    }
}

}  // namespace blueshift::analyze
