/// CREATE and REFRESH MATERIALIZED VIEW with what they say about freshness.
/// Doc: dg/materialized-view-refresh-sql-command
#include <algorithm>

#include "exec/materialized_view.h"
#include "session/session_impl.h"

namespace blueshift::session {

void SessionImpl::note_computed(catalog::Oid view, const std::vector<catalog::Oid>& sources) {
    if (!counts_before_) return;
    WriteCounts counts;
    for (const catalog::Oid oid : sources) {
        const auto found = counts_before_->find(oid);
        counts[oid] = found == counts_before_->end() ? 0 : found->second;
        // What this transaction has locked counts as written when it commits.
        if (locked_.contains(oid)) ++counts[oid];
    }
    computed_views_[view] = std::move(counts);
}

void SessionImpl::begin_computing() {
    detach_open_result();
    // A write between the count and the engine's snapshot makes the view stale, never falsely fresh. An open
    // transaction has its snapshot already, so nothing can be said of the views that it computes.
    if (!engine_transaction_) counts_before_ = cluster_.freshness().all();
    ensure_engine_transaction();
}

void SessionImpl::refresh(const catalog::Relation& view, exec::ExecContext& context) {
    lock_exclusive(view.oid);
    const auto sources = exec::relations_below(view, context);
    const bool written_here =
        std::any_of(sources.begin(), sources.end(), [&](catalog::Oid oid) { return locked_.contains(oid); });
    const std::int64_t began = now_micros();
    if (!written_here && cluster_.freshness().is_fresh(view.oid)) {
        log_refresh(view, began, "Refresh on MV skipped: MV was already updated");
        context.notice("INFO", Code::successful_completion,
                       fmt::format("Materialized view {} is already up to date.", view.name));
        return;
    }
    exec::recompute(view, context);
    note_computed(view.oid, sources);
    log_refresh(view, began, "Refresh successfully recomputed MV from scratch");
    context.notice("INFO", Code::successful_completion,
                   fmt::format("Materialized view {} was recomputed successfully.", view.name));
}

void SessionImpl::run_refresh(const sql::RefreshMaterializedView& statement, StatementExecution& execution) {
    begin_computing();
    auto context = exec_context();
    const auto view = exec::owned_materialized_view(statement.name, context);
    if (statement.cascade) {
        for (const catalog::Oid oid : exec::materialized_views_below(*view, context.catalog.current())) {
            refresh(*context.catalog.current().relations.share(oid), context);
        }
    }
    refresh(*view, context);
    environment_changed();
    execution.tag = "REFRESH";
}

void SessionImpl::run_create_materialized_view(const sql::CreateMaterializedView& statement,
                                               StatementExecution& execution) {
    begin_computing();
    auto context = exec_context();
    execution.tag = exec::create_materialized_view(statement, context);
    std::vector<std::string> parts;
    for (const sql::Name& part : statement.name.parts) parts.push_back(part.text);
    const auto created = context.view().relation(parts, statement.name.span);
    note_computed(created->oid, exec::relations_below(*created, context));
    environment_changed();
}

}  // namespace blueshift::session
