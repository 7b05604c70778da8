#include "session/statement.h"

#include "session/session_impl.h"
#include "sql/ast/dml.h"

namespace blueshift::session {

void Statement::refresh() const {
    // Analysis is a cache of what the statement's text means now.
    session_.analyze(const_cast<Statement&>(*this));
}

std::span<const Type> Statement::parameter_types() const {
    if (is_empty()) return {};
    refresh();
    return analysis->parameter_types;
}

std::span<const ResultColumn> Statement::columns() const {
    if (is_empty()) return {};
    refresh();
    return analysis->columns;
}

OpenResult::OpenResult(std::unique_ptr<BatchSource> source, OpenResult** registration)
    : source_(std::move(source)), registration_(registration) {
    *registration_ = this;
}

OpenResult::~OpenResult() { unregister(); }

void OpenResult::unregister() {
    if (registration_ != nullptr && *registration_ == this) *registration_ = nullptr;
    registration_ = nullptr;
}

bool OpenResult::next(Batch& batch) {
    if (buffered_position_ < buffered_.size()) {
        batch = std::move(buffered_[buffered_position_++]);
        return true;
    }
    if (source_ == nullptr) return false;
    if (source_->next(batch)) return true;
    source_.reset();
    unregister();
    return false;
}

void OpenResult::detach() {
    Batch batch;
    while (source_ != nullptr && source_->next(batch)) {
        buffered_.push_back(std::move(batch));
        batch = Batch{};
    }
    source_.reset();
    unregister();
}

StatementExecution::StatementExecution(SessionImpl& session, std::shared_ptr<Statement> statement_in,
                                       std::vector<Value> parameters_in, bool implicit_block_in)
    : statement(std::move(statement_in)),
      parameters(std::move(parameters_in)),
      implicit_block(implicit_block_in),
      session_(session) {}

StatementExecution::~StatementExecution() {
    if (started_ && !finished_) session_.abandon(*this);
}

std::span<const ResultColumn> StatementExecution::columns() const {
    if (has_result_columns) return result_columns;
    return statement->columns();
}

CopyDirection StatementExecution::copy() const {
    if (statement->is_empty() || statement->ast().kind != sql::StatementKind::copy_stdio) {
        return CopyDirection::none;
    }
    return sql::as<sql::CopyStdio>(statement->ast()).to ? CopyDirection::out : CopyDirection::in;
}

template <class Action>
void StatementExecution::guarded(const Action& action) {
    try {
        action();
    } catch (const Error& caught) {
        const Error error = session_.worded(caught);
        finished_ = true;
        source.reset();
        const CancelReason reason = session_.cancel_.reason();
        session_.fail(*this, error);
        // The engine knows that it was interrupted, but not why.
        if (error.code() == Code::query_canceled && reason != CancelReason::none) throw cancel_error(reason);
        if (error.message() != caught.message()) throw error;
        throw;
    }
}

void StatementExecution::copy_in(CopySource& copy_source_in) {
    copy_source = &copy_source_in;
    Batch batch;
    next(batch);
}

void StatementExecution::copy_out(CopySink& copy_sink_in) {
    copy_sink = &copy_sink_in;
    Batch batch;
    next(batch);
}

bool StatementExecution::next(Batch& batch) {
    if (finished_) return false;
    bool more = false;
    guarded([&] {
        if (!started_) {
            started_ = true;
            session_.run(*this);
        }
        more = source != nullptr && source->next(batch);
        if (more) {
            returned_rows += static_cast<std::int64_t>(batch.row_count);
            returned_bytes += batch_bytes(batch);
        } else {
            finished_ = true;
            session_.take_profile(*this);
            source.reset();
            session_.finish(*this);
        }
    });
    return more;
}

std::string StatementExecution::command_tag(std::int64_t row_count) const {
    return tag_counts_rows ? tag + " " + std::to_string(row_count) : tag;
}

}  // namespace blueshift::session
