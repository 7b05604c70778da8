/// Transactions of a session: implicit ones for single statements, blocks of BEGIN … COMMIT, and what they carry.
/// Doc: dg/c_serial_isolation
#include <algorithm>

#include "base/log.h"
#include "functions/native/blank_tracker.h"
#include "session/session_impl.h"

namespace blueshift::session {

void SessionImpl::begin_block() {
    transaction_id_ = cluster_.log().next_transaction_id();
    transaction_micros_ = now_micros();
    settings_before_ = settings_;
    temporary_before_ = temporary_;
    commit_started_micros_ = 0;
    log_transaction_start();
}

void SessionImpl::ensure_engine_transaction() {
    if (engine_transaction_) return;
    detach_open_result();
    const auto gate = cluster_.store().begin_gate();
    connection_->begin();
    engine_transaction_ = true;
    auto latest = cluster_.store().latest();
    working_.emplace(std::move(latest));
}

void SessionImpl::write_catalog_changes() {
    // Only the last state of an object matters.
    std::map<std::pair<catalog::ObjectType, std::int64_t>, const catalog::Change*> last;
    for (const catalog::Change& change : working_->changes()) last[{change.type, change.key}] = &change;
    const std::vector<Type> key_types{Type{TypeId::varchar}, Type{TypeId::bigint}};
    const std::vector<Type> row_types{Type{TypeId::varchar}, Type{TypeId::bigint}, Type{TypeId::varchar}};
    const auto erase = connection_->prepare("DELETE FROM blueshift.objects WHERE kind = $1 AND key = $2");
    const auto insert = connection_->prepare("INSERT INTO blueshift.objects VALUES ($1, $2, $3)");
    for (const auto& [key, change] : last) {
        const std::vector<Value> keys{catalog::object_type_name(change->type), change->key};
        connection_->execute(*erase, key_types, keys);
        if (change->document.empty()) continue;
        const std::vector<Value> row{catalog::object_type_name(change->type), change->key, change->document};
        connection_->execute(*insert, row_types, row);
    }
}

void SessionImpl::commit() {
    if (!engine_transaction_) {
        release_transaction(true);
        return;
    }
    detach_open_result();
    commit_started_micros_ = now_micros();
    try {
        if (working_->changed()) {
            write_catalog_changes();
            const auto gate = cluster_.store().commit_gate();
            cluster_.store().check_conflicts(working_->changes());
            connection_->commit();
            engine_transaction_ = false;
            log_user_changes();
            cluster_.store().publish(working_->changes());
        } else {
            connection_->commit();
            engine_transaction_ = false;
        }
    } catch (const Error&) {
        rollback();
        throw;
    }
    release_transaction(true);
}

void SessionImpl::rollback() {
    if (open_result_ != nullptr) open_result_->detach();
    if (engine_transaction_) {
        engine_transaction_ = false;
        try {
            connection_->rollback();
        } catch (const Error& error) {
            log::warning("rollback failed", {{"session", process_id_}, {"error", error.message()}});
        }
    }
    release_transaction(false);
}

void SessionImpl::release_transaction(bool committed) {
    if (block_ != Block::none) {
        const bool writes = !locked_.empty() || (working_ && working_->changed());
        log_transaction_end(committed, writes, committed ? commit_started_micros_ : 0);
    }
    if (!committed) {
        temporary_ = temporary_before_;
        settings_ = settings_before_;
        settings_changed();
    } else if (!local_settings_.empty()) {
        for (const auto& [name, value] : local_settings_) settings_.set(name, value);
        settings_changed();
    } else if (working_ && working_->changed()) {
        environment_changed();
    }
    if (committed) publish_writes();
    locked_.clear();
    counts_before_.reset();
    computed_views_.clear();
    local_settings_.clear();
    working_.reset();
    cursors_.clear();
    cluster_.locks().release_all(process_id_);
    block_ = Block::none;
}

void SessionImpl::publish_writes() {
    if (working_) {
        for (const catalog::Change& change : working_->changes()) {
            if (change.type == catalog::ObjectType::relation) locked_.insert(static_cast<catalog::Oid>(change.key));
        }
    }
    if (locked_.empty()) return;
    cluster_.freshness().wrote(locked_);
    for (auto& [view, sources] : computed_views_) cluster_.freshness().computed(view, std::move(sources));
    cluster_.auto_refresh().wake();
}

void SessionImpl::end_implicit_transaction() {
    if (block_ == Block::implicit) commit();
}

void SessionImpl::statement_failed() {
    if (block_ == Block::explicit_) block_ = Block::failed;
    if (block_ == Block::implicit) rollback();
}

TransactionStatus SessionImpl::transaction_status() const {
    switch (block_) {
        case Block::explicit_: return TransactionStatus::in_transaction;
        case Block::failed: return TransactionStatus::failed;
        case Block::none:
        case Block::implicit: break;
    }
    return TransactionStatus::idle;
}

void SessionImpl::check_not_failed(const Statement& statement) const {
    if (block_ != Block::failed) return;
    const auto kind = statement.ast().kind;
    if (kind == sql::StatementKind::commit || kind == sql::StatementKind::rollback) return;
    throw Error(Code::in_failed_sql_transaction,
                "current transaction is aborted, commands ignored until end of transaction block");
}

void SessionImpl::refuse_in_block(std::string_view what, const StatementExecution& execution) const {
    if (block_ == Block::explicit_ || (block_ == Block::implicit && engine_transaction_ && !execution.autocommit)) {
        throw Error(Code::active_sql_transaction, "{} cannot run inside a transaction block", what);
    }
}

void SessionImpl::absorb_blank_marks(const catalog::Relation& written) {
    // The statement may have changed the relation since it was analyzed.
    const auto current = written.temporary
                             ? (temporary_.contains(written.name) ? temporary_.at(written.name) : nullptr)
                             : working_->current().relations.share(written.oid);
    if (current == nullptr) return;
    // The table is locked, so what was noted for it came from this transaction.
    catalog::Relation relation = *current;
    bool any = false;
    for (catalog::Column& column : relation.columns) {
        if (column.trailing_blanks || column.type.id != TypeId::varchar) continue;
        if (!functions::take_trailing_blank(functions::column_slot(relation.oid, column.number))) continue;
        column.trailing_blanks = true;
        any = true;
    }
    if (!any) return;
    if (relation.temporary) {
        const std::string name = relation.name;
        temporary_[name] = std::make_shared<catalog::Relation>(std::move(relation));
    } else {
        working_->put(std::move(relation));
    }
    environment_changed();
}

void SessionImpl::lock_exclusive(catalog::Oid relation) {
    const auto waits = [&](bool waiting) {
        std::lock_guard lock(info_mutex_);
        if (!running_infos_.empty()) running_infos_.back().waiting = waiting;
    };
    if (!cluster_.locks().try_acquire(process_id_, relation)) {
        const std::int64_t began = now_micros();
        waits(true);
        cluster_.locks().acquire(process_id_, relation, cancel_);
        waits(false);
        lock_wait_micros_ += now_micros() - began;
    }
    locked_.insert(relation);
}

}  // namespace blueshift::session
