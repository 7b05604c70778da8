#include "analyze/outer_join.h"

#include <algorithm>
#include <map>

#include "analyze/walk.h"
#include "base/error.h"

namespace blueshift::analyze {

namespace {

/// One item to be joined, with what its conditions say.
struct Marked {
    std::vector<BoundExprPtr> conditions;
    std::set<int> others;  ///< items that the conditions refer to besides it
    Span span;
};

std::set<int> relations_in(const BoundExpr& expr) {
    std::set<int> found;
    walk(expr, true, [&](const BoundExpr& part) {
        if (part.kind == BoundKind::column) found.insert(as<BoundColumn>(part).relation);
    });
    return found;
}

std::map<int, Marked> by_item(std::vector<OuterJoinCondition> conditions,
                              const std::set<int>& own) {
    std::map<int, Marked> items;
    for (OuterJoinCondition& condition : conditions) {
        const Span span = condition.condition->span;
        if (condition.marked.size() != 1 || !own.contains(*condition.marked.begin())) {
            throw Error(Code::syntax_error, "a predicate may reference only one outer-joined table")
                .at(span);
        }
        const int marked = *condition.marked.begin();
        Marked& item = items[marked];
        item.span = span;
        for (const int other : relations_in(*condition.condition)) {
            if (other != marked && own.contains(other)) item.others.insert(other);
        }
        item.conditions.push_back(std::move(condition.condition));
    }
    return items;
}

/// The place in `from` of the item that contains `id`.
std::size_t place_of(const std::vector<BoundFromPtr>& from, int id) {
    const auto it = std::find_if(from.begin(), from.end(), [&](const BoundFromPtr& item) {
        std::set<int> ids;
        collect_ids(*item, ids);
        return ids.contains(id);
    });
    return static_cast<std::size_t>(it - from.begin());
}

BoundFromPtr take(std::vector<BoundFromPtr>& from, std::size_t place) {
    BoundFromPtr item = std::move(from[place]);
    from.erase(from.begin() + static_cast<std::ptrdiff_t>(place));
    return item;
}

BoundExprPtr all_of(std::vector<BoundExprPtr> conditions) {
    if (conditions.size() == 1) return std::move(conditions[0]);
    auto all = std::make_unique<BoundLogical>(BoundLogicalOp::and_);
    all->arguments = std::move(conditions);
    return all;
}

void join_one(std::vector<BoundFromPtr>& from, int id, Marked marked) {
    if (marked.others.empty()) {
        throw Error(Code::syntax_error, "outer join operator (+) needs a condition on two tables")
            .at(marked.span);
    }
    const std::size_t right_place = place_of(from, id);
    if (from[right_place]->kind == FromKind::join) {
        throw Error(Code::syntax_error, "outer join operator (+) cannot be used with ANSI joins")
            .at(marked.span);
    }
    BoundFromPtr right = take(from, right_place);
    // The other sides become one item, in the place of the first of them.
    std::set<std::size_t> places;
    for (const int other : marked.others)
        places.insert(place_of(from, other));
    const std::size_t first = *places.begin();
    while (places.size() > 1) {
        const std::size_t last = *places.rbegin();
        places.erase(last);
        auto cross = std::make_unique<BoundJoin>();
        cross->join = BoundJoinKind::cross;
        cross->right = take(from, last);
        const std::size_t previous = *places.rbegin();
        cross->left = std::move(from[previous]);
        from[previous] = std::move(cross);
    }
    auto join = std::make_unique<BoundJoin>();
    join->join = BoundJoinKind::left;
    join->left = std::move(from[first]);
    join->right = std::move(right);
    join->on = all_of(std::move(marked.conditions));
    from[first] = std::move(join);
}

}  // namespace

void collect_ids(const BoundFrom& from, std::set<int>& ids) {
    if (from.kind != FromKind::join) {
        ids.insert(from.id);
        return;
    }
    collect_ids(*as<BoundJoin>(from).left, ids);
    collect_ids(*as<BoundJoin>(from).right, ids);
}

void join_outer(std::vector<BoundFromPtr>& from, std::vector<OuterJoinCondition> conditions) {
    std::set<int> own;
    for (const BoundFromPtr& item : from)
        collect_ids(*item, own);
    std::map<int, Marked> waiting = by_item(std::move(conditions), own);
    while (!waiting.empty()) {
        // An item is joined after those that it hangs on.
        const auto ready = std::find_if(waiting.begin(), waiting.end(), [&](const auto& entry) {
            return std::none_of(entry.second.others.begin(), entry.second.others.end(),
                                [&](int other) { return waiting.contains(other); });
        });
        if (ready == waiting.end()) {
            throw Error(Code::syntax_error, "two tables cannot be outer-joined to each other")
                .at(waiting.begin()->second.span);
        }
        auto entry = waiting.extract(ready);
        join_one(from, entry.key(), std::move(entry.mapped()));
    }
}

}  // namespace blueshift::analyze
