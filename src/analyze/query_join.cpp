/// Joins, with ON, USING and NATURAL.  Doc: dg/r_Join_examples
#include <algorithm>

#include "analyze/from_binder.h"
#include "base/error.h"

namespace blueshift::analyze {

namespace {

constexpr ExprPlace kOn{.clause = "JOIN/ON"};

BoundJoinKind bound_kind(sql::JoinKind kind) {
    switch (kind) {
        case sql::JoinKind::inner:
            return BoundJoinKind::inner;
        case sql::JoinKind::left:
            return BoundJoinKind::left;
        case sql::JoinKind::right:
            return BoundJoinKind::right;
        case sql::JoinKind::full:
            return BoundJoinKind::full;
        case sql::JoinKind::cross:
            return BoundJoinKind::cross;
    }
    return BoundJoinKind::inner;
}

/// The column that USING names on one side of a join.
std::size_t using_column(const std::vector<ScopeColumn>& columns, const sql::Name& name,
                         std::string_view side) {
    std::size_t found = columns.size();
    for (std::size_t i = 0; i < columns.size(); ++i) {
        if (columns[i].name != name.text) continue;
        if (found != columns.size()) {
            throw Error(Code::ambiguous_column,
                        "common column name \"{}\" appears more than once in {} table", name.text,
                        side)
                .at(name.span);
        }
        found = i;
    }
    if (found == columns.size()) {
        throw Error(Code::undefined_column,
                    "column \"{}\" specified in USING clause does not exist in {} table", name.text,
                    side)
            .at(name.span);
    }
    return found;
}

std::vector<sql::Name> common_columns(const FromItem& left, const FromItem& right) {
    std::vector<sql::Name> names;
    for (const ScopeColumn& column : left.columns) {
        const bool common = std::any_of(
            right.columns.begin(), right.columns.end(),
            [&](const ScopeColumn& other) { return other.name == column.name && !other.hidden; });
        if (common && !column.hidden) names.push_back({std::string(column.name), {}});
    }
    return names;
}

/// The value of a USING column of a full join: the left one, or else the right one.
ScopeColumn merged_column(const ScopeColumn& left, const ScopeColumn& right, Span span,
                          AnalyzeContext& context) {
    BoundExprPtr left_value = make_column(left, span);
    BoundExprPtr right_value = make_column(right, span);
    const Type type = unify_types({left_value->type, right_value->type}, "JOIN/USING", span);
    auto merged = std::make_unique<BoundCase>(type);
    merged->span = span;
    merged->whens.push_back(
        {std::make_unique<BoundIsTest>(BoundTest::null, true, make_column(left, span)),
         coerce(std::move(left_value), type, functions::CastContext::implicit, context)});
    merged->otherwise =
        coerce(std::move(right_value), type, functions::CastContext::implicit, context);
    return {.name = left.name, .merged = std::move(merged)};
}

BoundExprPtr conjunction(std::vector<BoundExprPtr> conditions) {
    if (conditions.size() == 1) return std::move(conditions[0]);
    auto all = std::make_unique<BoundLogical>(BoundLogicalOp::and_);
    all->arguments = std::move(conditions);
    return all;
}

}  // namespace

FromItem FromBinder::join(const sql::JoinRef& ref) {
    auto node = std::make_unique<BoundJoin>();
    node->join = bound_kind(ref.join);
    FromItem left = item(*ref.left);
    left_sides_.push_back(&left);
    FromItem right = item(*ref.right);
    left_sides_.pop_back();

    FromItem bound;
    std::vector<sql::Name> merged = ref.natural ? common_columns(left, right) : ref.using_columns;
    if (!merged.empty()) join_using(merged, ref, *node, left, right, bound);
    node->left = std::move(left.node);
    node->right = std::move(right.node);
    append(std::move(left), std::move(right), bound, ref.span);
    if (ref.on) {
        Scope on(binder_.catalog(), scope_.outer());
        on.add(bound.tables, bound.columns, ref.span);
        on.set_unreachable(scope_.table_names());
        node->on = Clause(binder_, on, kOn).bind_condition(*ref.on);
    }
    const bool unconditional = !node->on && ref.join == sql::JoinKind::inner;
    if (unconditional) node->join = BoundJoinKind::cross;
    if (!node->on && node->join != BoundJoinKind::cross) {
        // NATURAL outer join without a common column.
        node->on = std::make_unique<BoundConstant>(Type{TypeId::boolean}, Value(true));
    }
    bound.node = std::move(node);
    name_item(bound, ref);
    return bound;
}

void FromBinder::join_using(const std::vector<sql::Name>& names, const sql::JoinRef& ref,
                            BoundJoin& join, FromItem& left, FromItem& right, FromItem& out) {
    std::vector<BoundExprPtr> conditions;
    std::vector<std::size_t> left_used;
    std::vector<std::size_t> right_used;
    for (const sql::Name& name : names) {
        const bool twice = std::any_of(names.begin(), names.end(), [&](const sql::Name& other) {
            return &other < &name && other.text == name.text;
        });
        if (twice) {
            throw Error(Code::duplicate_column,
                        "column name \"{}\" appears more than once in USING clause", name.text)
                .at(name.span);
        }
        left_used.push_back(using_column(left.columns, name, "left"));
        right_used.push_back(using_column(right.columns, name, "right"));
        const ScopeColumn& a = left.columns[left_used.back()];
        const ScopeColumn& b = right.columns[right_used.back()];
        conditions.push_back(make_comparison(ComparisonOp::equal, make_column(a, name.span),
                                             make_column(b, name.span), ref.span,
                                             binder_.context()));
        if (ref.join == sql::JoinKind::full) {
            out.columns.push_back(merged_column(a, b, name.span, binder_.context()));
        } else {
            out.columns.push_back(ref.join == sql::JoinKind::right ? b : a);
        }
    }
    join.on = conjunction(std::move(conditions));
    // The merged columns come once and first; qualified names still reach both sides.
    const auto remove = [](std::vector<ScopeColumn>& columns, std::vector<std::size_t> used) {
        std::sort(used.rbegin(), used.rend());
        for (const std::size_t i : used)
            columns.erase(columns.begin() + static_cast<std::ptrdiff_t>(i));
    };
    remove(left.columns, left_used);
    remove(right.columns, right_used);
}

void FromBinder::append(FromItem left, FromItem right, FromItem& out, Span span) {
    Scope both(binder_.catalog(), nullptr);
    both.add(left.tables, {}, span);
    both.add(right.tables, {}, span);
    out.tables = both.tables();
    for (auto* side : {&left.columns, &right.columns}) {
        std::move(side->begin(), side->end(), std::back_inserter(out.columns));
    }
}

}  // namespace blueshift::analyze
