#include "analyze/clause.h"

#include "analyze/walk.h"
#include "base/error.h"

namespace blueshift::analyze {

BoundExprPtr NameResolver::resolve_outer_joined(const std::vector<sql::Name>& parts, Span span) {
    throw Error(Code::syntax_error, "outer join operator (+) on \"{}\" is only allowed in WHERE",
                parts.back().text)
        .at(span);
}

BoundExprPtr Clause::bind(const sql::Expr& expr) {
    return ExprBinder(binder_.context(), *this, *this, place_).bind(expr);
}

BoundExprPtr Clause::bind_condition(const sql::Expr& expr) {
    return ExprBinder(binder_.context(), *this, *this, place_).bind_condition(expr);
}

BoundExprPtr Clause::bind_count(const sql::Expr& expr) {
    return ExprBinder(binder_.context(), *this, *this, place_).bind_count(expr);
}

BoundExprPtr Clause::resolve(const std::vector<sql::Name>& parts, Span span) {
    if (BoundExprPtr found = scope_.find(parts, span)) {
        note(parts, *found);
        return found;
    }
    if (BoundExprPtr found = bind_alias(parts, span)) return found;
    scope_.throw_not_found(parts, span);
}

BoundExprPtr Clause::resolve_outer_joined(const std::vector<sql::Name>& parts, Span span) {
    if (outer_joined_ == nullptr) return NameResolver::resolve_outer_joined(parts, span);
    BoundExprPtr found = resolve(parts, span);
    walk(*found, false, [&](const BoundExpr& expr) {
        if (expr.kind == BoundKind::column) outer_joined_->insert(as<BoundColumn>(expr).relation);
    });
    return found;
}

BoundExprPtr Clause::bind_alias(const std::vector<sql::Name>& parts, Span span) {
    std::size_t index = alias_count_;
    for (std::size_t i = 0; i < alias_count_; ++i) {
        if ((*aliases_)[i].name != parts[0].text) continue;
        if (index != alias_count_) {
            throw Error(Code::ambiguous_column, "column reference \"{}\" is ambiguous",
                        parts[0].text)
                .at(span);
        }
        index = i;
    }
    if (index == alias_count_) return nullptr;
    binder_.count_alias_use(span);
    // Bound again rather than copied: what is allowed in it depends on this clause.
    Clause earlier(binder_, scope_, place_, *aliases_, index);
    BoundExprPtr bound = resolve_unknown(earlier.bind(*(*aliases_)[index].expr), binder_.context());
    bound->span = span;
    return make_super_path(std::move(bound), parts, 1, span);
}

void Clause::note(const std::vector<sql::Name>& parts, const BoundExpr& found) {
    NameNotes* notes = binder_.notes();
    if (notes == nullptr) return;
    const BoundExpr& base =
        found.kind == BoundKind::super_path ? *as<BoundSuperPath>(found).base : found;
    if (base.kind != BoundKind::column) return;
    const auto& column = as<BoundColumn>(base);
    if (parts[0].text != column.name) return;
    for (const Scope* scope = &scope_; scope != nullptr; scope = scope->outer()) {
        for (const ScopeTable& table : scope->tables()) {
            if (table.name.empty() || table.name == parts[0].text) continue;
            for (const ScopeColumn& candidate : table.columns) {
                if (candidate.relation != column.relation || candidate.column != column.column)
                    continue;
                // A nearer table of this name would catch the qualified name.
                for (const Scope* inner = &scope_; inner != scope; inner = inner->outer()) {
                    if (inner->table_names().contains(table.name)) return;
                }
                notes->column_tables[&parts] = table.name;
                return;
            }
        }
    }
}

SubqueryBinder::Result Clause::bind_subquery(const sql::Query& query) {
    Scope boundary(binder_.catalog(), &scope_);
    BoundQueryPtr bound = binder_.query(query, &boundary);
    return {std::move(bound), boundary.correlated()};
}

BoundQueryPtr Clause::coerce_outputs(BoundQueryPtr query, const std::vector<Type>& types) {
    return analyze::coerce_outputs(std::move(query), types, binder_);
}

void Clause::note_routine(const sql::FunctionCall& call, const catalog::Routine& routine) {
    if (binder_.notes() != nullptr) binder_.notes()->routines[&call] = routine.oid;
}

}  // namespace blueshift::analyze
