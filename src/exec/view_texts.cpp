#include "exec/view_texts.h"

#include <algorithm>

#include "analyze/view_text.h"
#include "sql/parser/parser.h"

namespace blueshift::exec {

namespace {

/// `snapshot` as a view in `database` sees it: its text names everything in full.
catalog::CatalogView view_in(std::shared_ptr<const catalog::Snapshot> snapshot, const catalog::Relation& view,
                             const ExecContext& context) {
    catalog::CatalogView::Options options;
    options.database = snapshot->schemas.find(view.schema)->database;
    options.snapshot = std::move(snapshot);
    options.system = context.view().system();
    options.user = context.user;
    return catalog::CatalogView(std::move(options));
}

/// True when `view` means the same in `after` as in `before`, but for renamed things.
bool survives(const catalog::Relation& view, const catalog::CatalogView& before, const catalog::CatalogView& after,
              const ExecContext& context) {
    auto old_context = context.analyze_context(before);
    old_context.case_sensitive_identifiers = true;
    auto new_context = context.analyze_context(after);
    new_context.case_sensitive_identifiers = true;
    const std::string text = analyze::rewrite_names(view.view_text, old_context, after);
    try {
        const auto query = analyze::analyze_query(*sql::parse_query(text, {true}), new_context);
        return query->fields.size() == view.columns.size();
    } catch (const Error& error) {
        if (error.code() == Code::undefined_column) return false;
        throw;
    }
}

}  // namespace

void rewrite_dependent_views(const std::shared_ptr<const catalog::Snapshot>& before,
                             const std::vector<catalog::Oid>& relations, ExecContext& context) {
    std::vector<std::shared_ptr<const catalog::Relation>> views;
    for (const catalog::Oid oid : relations) {
        for (const catalog::Relation* view : before->dependents(oid)) {
            views.push_back(context.catalog.current().relations.share(view->oid));
        }
    }
    std::sort(views.begin(), views.end());
    views.erase(std::unique(views.begin(), views.end()), views.end());
    const auto after = context.catalog.share();
    for (const auto& view : views) {
        const auto old_view = view_in(before, *view, context);
        auto analyze_context = context.analyze_context(old_view);
        analyze_context.case_sensitive_identifiers = true;
        catalog::Relation changed = *view;
        changed.view_text = analyze::rewrite_names(view->view_text, analyze_context, view_in(after, *view, context));
        if (changed.view_text != view->view_text) context.catalog.put(std::move(changed));
    }
}

std::vector<std::shared_ptr<const catalog::Relation>> views_reading(const catalog::Relation& relation,
                                                                    std::int16_t number, ExecContext& context) {
    std::vector<std::shared_ptr<const catalog::Relation>> found;
    if (relation.temporary) return found;
    const auto dependents = context.catalog.current().dependents(relation.oid);
    if (dependents.empty()) return found;
    // Those that do not bind without the column.
    catalog::WorkingCatalog without(context.catalog.share());
    catalog::Relation less = relation;
    std::erase_if(less.columns, [&](const catalog::Column& column) { return column.number == number; });
    without.put(std::move(less));
    for (const catalog::Relation* view : dependents) {
        if (!survives(*view, view_in(context.catalog.share(), *view, context),
                      view_in(without.share(), *view, context), context)) {
            found.push_back(context.catalog.current().relations.share(view->oid));
        }
    }
    return found;
}

}  // namespace blueshift::exec
