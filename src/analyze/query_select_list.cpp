/// Select lists: stars, EXCLUDE, output names, lateral aliases.  Doc: dg/r_SELECT_list
#include "analyze/nested_type.h"
#include "analyze/select_binder.h"
#include "analyze/select_sets.h"
#include "base/error.h"

namespace blueshift::analyze {

namespace {

constexpr ExprPlace kSelectList{
    .clause = "SELECT", .aggregates_allowed = true, .windows_allowed = true, .sets_allowed = true};

}  // namespace

void SelectBinder::bind_select_list(QueryBinder::Unknown unknown) {
    bool has_star = false;
    for (std::size_t i = 0; i < select_.items.size(); ++i) {
        const sql::SelectItem& item = select_.items[i];
        if (item.expr->kind == sql::ExprKind::star) {
            has_star = true;
            bind_star(sql::as<sql::Star>(*item.expr), i);
            continue;
        }
        BoundExprPtr bound = clause(kSelectList).bind(*item.expr);
        refuse_nested_output(*bound);
        move_set_to_from(bound, bound_->from, [this] { return binder_.new_relation(); });
        if (unknown == QueryBinder::Unknown::resolve) {
            bound = resolve_unknown(std::move(bound), binder_.context());
        }
        const bool aliased = !item.alias.text.empty();
        outputs_.push_back({aliased ? item.alias.text : output_name(*item.expr), item.expr.get(),
                            std::move(bound)});
        notes_.push_back({i, std::nullopt});
        // Visible to the items after this one.
        if (aliased) aliases_.push_back({item.alias.text, item.expr.get()});
    }
    exclude(select_.exclude, 0);
    if (outputs_.empty()) {
        throw Error(Code::syntax_error, "SELECT list must have at least one column")
            .at(select_.span);
    }
    if (binder_.notes() != nullptr && (has_star || !select_.exclude.empty())) {
        binder_.notes()->select_lists[&select_] = std::move(notes_);
    }
}

void SelectBinder::bind_star(const sql::Star& star, std::size_t item) {
    const std::vector<ScopeColumn>* columns = &scope_.columns();
    if (!star.qualifier.empty()) {
        const ScopeTable* table = scope_.find_table(star.qualifier, star.span);
        if (table == nullptr) {
            std::vector<sql::Name> parts = star.qualifier;
            parts.push_back({"*", star.span});
            scope_.throw_not_found(parts, star.span);
        }
        columns = &table->columns;
    } else if (scope_.columns().empty()) {
        throw Error(Code::syntax_error, "SELECT * with no tables specified is not valid")
            .at(star.span);
    }
    const std::size_t first = outputs_.size();
    for (const ScopeColumn& column : *columns) {
        if (column.hidden) continue;
        refuse_nested_star(column, star.span);
        outputs_.push_back({std::string(column.name), nullptr, make_column(column, star.span)});
        notes_.push_back(
            {item, NameNotes::StarColumn{.table = {}, .name = std::string(column.name)}});
        if (binder_.notes() != nullptr) notes_.back().star->table = table_of(column);
    }
    exclude(star.exclude, first);
}

std::string SelectBinder::table_of(const ScopeColumn& column) const {
    if (column.merged) return {};
    for (const ScopeTable& table : scope_.tables()) {
        for (const ScopeColumn& candidate : table.columns) {
            if (candidate.relation == column.relation && candidate.column == column.column) {
                return table.name;
            }
        }
    }
    return {};
}

void SelectBinder::exclude(const std::vector<sql::Name>& names, std::size_t first_output) {
    for (const sql::Name& name : names) {
        bool found = false;
        for (std::size_t i = outputs_.size(); i-- > first_output;) {
            if (outputs_[i].name != name.text) continue;
            found = true;
            outputs_.erase(outputs_.begin() + static_cast<std::ptrdiff_t>(i));
            notes_.erase(notes_.begin() + static_cast<std::ptrdiff_t>(i));
        }
        if (!found) {
            throw Error(Code::undefined_column, "column \"{}\" does not exist", name.text)
                .at(name.span);
        }
    }
}

}  // namespace blueshift::analyze
