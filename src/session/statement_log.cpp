/// What the session writes into the history: its statements, transactions, its own beginning and end.
#include <limits>

#include "base/log.h"
#include "catalog/system/service_class.h"
#include "session/auto_refresh.h"
#include "session/command_types.h"
#include "session/session_impl.h"
#include "sql/print/redact.h"

namespace blueshift::session {

namespace {

/// As many bytes of a statement's text as are kept.  Doc: dg/r_STL_QUERYTEXT
constexpr std::size_t kTextBytesMax = 65'535;
constexpr std::size_t kErrorBytesMax = 512;

/// The beginning of `text`, cut between two characters.
std::string cut(std::string_view text, std::size_t bytes_max) {
    if (text.size() <= bytes_max) return std::string(text);
    std::size_t end = bytes_max;
    while (end > 0 && (static_cast<unsigned char>(text[end]) & 0xC0) == 0x80) --end;
    return std::string(text.substr(0, end));
}

std::string_view status_of(const Error* error) {
    if (error == nullptr) return "success";
    return error->code() == Code::query_canceled ? "canceled" : "failed";
}

}  // namespace

void SessionImpl::log_start(StatementExecution& execution) {
    const sql::Statement& ast = execution.statement->ast();
    execution.query_id = statement_class(ast) == kQueryClass ? cluster_.log().next_query_id() : -1;
    current_query_id_ = execution.query_id;
    execution.statement_id = cluster_.log().next_statement_id();
    execution.logged_text = cut(logged_text(*execution.statement), kTextBytesMax);
    execution.started_micros = now_micros();
    text_.now_micros = execution.started_micros;
    lock_wait_micros_ = 0;
    planned_micros_ = execution.started_micros;
    std::lock_guard lock(info_mutex_);
    if (!running_infos_.empty()) execution.caller_id = running_infos_.back().statement_id;
    running_infos_.push_back({execution.query_id, execution.statement_id, execution.started_micros,
                              std::string(statement_type(ast)), settings_.get("query_group"), execution.logged_text, false});
}

void SessionImpl::log_end(const StatementExecution& execution, const Error* error) {
    {
        std::lock_guard lock(info_mutex_);
        std::erase_if(running_infos_, [&](const RunningInfo& info) { return info.statement_id == execution.statement_id; });
        open_cursors_.clear();
        for (const auto& [name, cursor] : cursors_) {
            open_cursors_.push_back({name, cursor.started_micros, cursor.fetched_rows});
        }
    }
    if (execution.statement_id == 0) return;
    if (!execution.leader_only && execution.query_id >= 0) last_query_id_ = execution.query_id;
    if (!execution.leader_only) last_statement_id_ = execution.statement_id;
    cluster_.log().count_statement(error != nullptr);

    const std::int64_t ended = now_micros();
    if (error == nullptr) log_execution(execution, ended);
    const std::string& label = settings_.get("query_group");
    const sql::Statement& ast = execution.statement->ast();
    cluster_.history().add(
        HistoryTable::statement,
        {user_, execution.query_id < 0 ? Value() : Value(execution.query_id), execution.statement_id, transaction_id_,
         process_id_, client_.database, label.empty() ? "default" : label, statement_class(ast), statement_type(ast),
         execution.logged_text, execution.started_micros, ended, status_of(error),
         error == nullptr ? Value() : Value(sqlstate(error->code())),
         error == nullptr ? Value() : Value(cut(error->message(), kErrorBytesMax)), execution.returned_rows,
         execution.returned_bytes, execution.affected_rows, planned_micros_ - execution.started_micros, lock_wait_micros_,
         catalog::system::service_class_of(superuser(), label),
         execution.written == catalog::kInvalidOid ? Value() : Value(execution.written), user_name(),
         execution.caller_id == 0 ? Value() : Value(execution.caller_id)});
}

void SessionImpl::log_unparsed(std::string_view sql, const Error& error) {
    cluster_.log().count_statement(true);
    const std::int64_t now = now_micros();
    // What is near the error may be a literal.
    cluster_.history().add(HistoryTable::statement,
                           {user_, Value(), cluster_.log().next_statement_id(), transaction_id_, process_id_,
                            client_.database, "default", kUtilityClass, "UTILITY",
                            cut(sql::without_literals(sql), kTextBytesMax), now, now, "failed", sqlstate(error.code()),
                            error.code() == Code::syntax_error ? "syntax error" : error.message(), std::int64_t{0},
                            std::int64_t{0}, std::int64_t{0}, std::int64_t{0}, std::int64_t{0},
                            catalog::system::kDefaultServiceClass, Value(), user_name(), Value()});
}

void SessionImpl::log_transaction_start() {
    std::lock_guard lock(info_mutex_);
    open_transaction_id_ = transaction_id_;
    open_transaction_micros_ = transaction_micros_;
}

void SessionImpl::log_transaction_end(bool committed, bool writes, std::int64_t commit_started_micros) {
    {
        std::lock_guard lock(info_mutex_);
        open_transaction_id_ = 0;
        open_transaction_micros_ = 0;
    }
    const std::int64_t now = now_micros();
    // Null after DROP DATABASE.
    const auto current = snapshot();
    const catalog::Database* database = current->databases.find(database_);
    cluster_.history().add(HistoryTable::transaction,
                           {user_, transaction_id_, process_id_, client_.database,
                            database != nullptr && database->serializable ? "Serializable" : "Snapshot Isolation",
                            transaction_micros_,
                            commit_started_micros == 0 ? now : commit_started_micros, now,
                            committed ? "committed" : "rolledback", writes});
}

void SessionImpl::log_user_changes() {
    const auto before = cluster_.store().latest();
    std::set<std::int64_t> seen;
    for (const catalog::Change& change : working_->changes()) {
        if (change.type != catalog::ObjectType::user || !seen.insert(change.key).second) continue;
        const auto id = static_cast<std::int32_t>(change.key);
        const catalog::User* old = before->users.find(id);
        const catalog::User* now = working_->current().users.find(id);
        const catalog::User* user = now != nullptr ? now : old;
        if (user == nullptr) continue;
        const bool renamed = old != nullptr && now != nullptr && old->name != now->name;
        Value until;
        if (!user->valid_until.empty() && user->valid_until != "infinity") {
            until = value_from_text(Type{TypeId::timestamptz}, user->valid_until, text_).as_int();
        }
        cluster_.history().add(HistoryTable::user_change,
                               {id, user->name, renamed ? Value(old->name) : Value(),
                                old == nullptr ? "Create" : now == nullptr ? "Drop" : renamed ? "Rename" : "Alter",
                                user->createdb ? 1 : 0, user->superuser ? 1 : 0, 0, until, process_id_, transaction_id_,
                                now_micros()});
    }
}

void SessionImpl::log_conflict() {
    cluster_.history().add(HistoryTable::conflict,
                           {user_, transaction_id_, process_id_, transaction_micros_, now_micros(), Value()});
}

void SessionImpl::log_refresh(const catalog::Relation& refreshed, std::int64_t started_micros, std::string_view status) {
    std::int64_t statement_id = 0;
    {
        std::lock_guard lock(info_mutex_);
        if (!running_infos_.empty()) statement_id = running_infos_.back().statement_id;
    }
    cluster_.history().add(HistoryTable::view_refresh,
                           {user_, client_.database, view().schema_name(refreshed), refreshed.name, refreshed.oid,
                            transaction_id_, process_id_, statement_id, started_micros, now_micros(), status,
                            client_.application_name == kAutoRefreshApplication ? "Auto" : "Manual"});
}

void SessionImpl::note_created(const std::vector<std::string>& name, Span span, StatementExecution& execution) {
    const auto relation = view().find_relation(name, span, true);
    if (relation == nullptr) return;
    const auto engine_name = catalog::engine_name(*relation);
    const auto source = connection_->query(
        fmt::format("SELECT count(*)::BIGINT FROM {}{}", engine_name.schema.empty() ? "" : engine_name.schema + ".",
                    engine_name.table),
        {Type{TypeId::bigint}});
    Batch batch;
    source->next(batch);
    execution.affected_rows = batch.columns[0].at<std::int64_t>(0);
    execution.written = relation->oid;
}

void SessionImpl::note_maintained(const catalog::Relation& relation, bool vacuum, std::int64_t started_micros,
                                  const StatementExecution& execution) {
    if (!relation.temporary) {
        if (const auto current = working_->current().relations.share(relation.oid)) {
            catalog::Relation changed = *current;
            (vacuum ? changed.vacuumed_micros : changed.analyzed_micros) = started_micros;
            working_->put(std::move(changed));
        }
    }
    cluster_.history().add(HistoryTable::maintenance,
                           {user_, transaction_id_, process_id_, execution.statement_id, vacuum ? "vacuum" : "analyze",
                            vacuum ? "Started" : "Full", relation.oid, client_.database, view().schema_name(relation),
                            relation.name, Value(), started_micros, now_micros()});
}

void SessionImpl::log_session_end() {
    const std::int64_t now = now_micros();
    cluster_.log_connection("disconnecting session", client_, process_id_, authenticated_user_, now - started_micros_);
    cluster_.history().add(HistoryTable::session,
                           {authenticated_user_, started_micros_, now, process_id_, client_.user, client_.database,
                            idle_timeout_ms() / 1000, 0});
}

catalog::system::SessionInfo SessionImpl::info() const {
    catalog::system::SessionInfo info;
    info.process_id = process_id_;
    info.user = authenticated_user_;
    info.user_name = client_.user;
    info.database = client_.database;
    info.remote_host = client_.remote_host;
    info.remote_port = client_.remote_port;
    info.application_name = client_.application_name;
    info.started_micros = started_micros_;
    info.timeout_seconds = static_cast<int>(idle_timeout_ms() / 1000);
    std::lock_guard lock(info_mutex_);
    if (!running_infos_.empty()) {
        const RunningInfo& running = running_infos_.back();
        info.current_query = running.text;
        info.query_started_micros = running.started_micros;
        info.query = running.query_id;
        info.query_id = running.statement_id;
        info.query_type = running.type;
        info.label = running.label.empty() ? "default" : running.label;
        info.waiting = running.waiting;
    }
    info.transaction_id = open_transaction_id_;
    info.transaction_started_micros = open_transaction_micros_;
    info.cursors = open_cursors_;
    return info;
}

}  // namespace blueshift::session
