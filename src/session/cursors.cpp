/// DECLARE, FETCH and CLOSE.  Doc: dg/declare
#include <limits>

#include "security/enforce.h"
#include "session/session_impl.h"
#include "sql/ast/utility.h"

namespace blueshift::session {

namespace {

/// Rows `begin` to `end` of a batch, as values.
std::vector<std::vector<Value>> rows_of(const Batch& batch, std::size_t begin, std::size_t end,
                                        const std::vector<ResultColumn>& columns) {
    std::vector<std::vector<Value>> rows;
    for (std::size_t row = begin; row < end; ++row) {
        std::vector<Value>& values = rows.emplace_back();
        for (std::size_t column = 0; column < columns.size(); ++column) {
            values.push_back(value_at(batch.columns[column], row, columns[column].type));
        }
    }
    return rows;
}

}  // namespace

/// Gives at most a number of rows of a cursor and remembers where it stopped.
class SessionImpl::CursorSource : public BatchSource {
public:
    CursorSource(Cursor& cursor, std::int64_t row_count_max)
        : cursor_(cursor), left_(row_count_max) {}

    bool next(Batch& batch) override {
        while (left_ > 0) {
            if (cursor_.position == cursor_.batch.row_count) {
                cursor_.batch = Batch{};
                cursor_.position = 0;
                if (cursor_.source == nullptr || !cursor_.source->next(cursor_.batch)) {
                    cursor_.source.reset();
                    return false;
                }
            }
            const std::size_t available = cursor_.batch.row_count - cursor_.position;
            if (available == 0) continue;
            if (cursor_.position == 0 && static_cast<std::int64_t>(available) <= left_) {
                batch = cursor_.batch;
                cursor_.position = cursor_.batch.row_count;
                took(static_cast<std::int64_t>(available));
                return true;
            }
            const std::size_t taken =
                std::min<std::size_t>(available, static_cast<std::size_t>(left_));
            std::vector<Type> types;
            for (const ResultColumn& column : cursor_.columns)
                types.push_back(column.type);
            RowSource rows(std::move(types), rows_of(cursor_.batch, cursor_.position,
                                                     cursor_.position + taken, cursor_.columns));
            cursor_.position += taken;
            took(static_cast<std::int64_t>(taken));
            return rows.next(batch);
        }
        return false;
    }

private:
    void took(std::int64_t row_count) {
        left_ -= row_count;
        cursor_.fetched_rows += row_count;
    }

    Cursor& cursor_;
    std::int64_t left_;
};

std::optional<std::vector<ResultColumn>> SessionImpl::cursor_columns(std::string_view name) const {
    const auto cursor = cursors_.find(std::string(name));
    if (cursor == cursors_.end()) return std::nullopt;
    return cursor->second.columns;
}

void SessionImpl::run_declare(const sql::DeclareCursor& statement, StatementExecution& execution) {
    if (block_ != Block::explicit_) {
        throw Error(Code::no_active_sql_transaction,
                    "DECLARE CURSOR may only be used in transaction blocks");
    }
    if (cursors_.contains(statement.name.text)) {
        throw Error(Code::duplicate_cursor, "cursor \"{}\" already exists", statement.name.text)
            .at(statement.name.span);
    }
    if (!cursors_.empty()) {
        throw Error(Code::invalid_cursor_state,
                    "only one cursor can be open at a time in a session")
            .hint(fmt::format("Close cursor \"{}\" first.", cursors_.begin()->first));
    }
    ensure_engine_transaction();
    const auto view_now = view();
    auto context = analyze_context(view_now);
    auto bound = std::make_unique<analyze::BoundSelectStatement>();
    bound->query = analyze::analyze_query(*statement.query, context);
    security::enforce(*bound->query, context, user_);

    Statement query(*this, execution.statement->text(), nullptr, {});
    query.analysis.emplace();
    query.analysis->environment = environment();
    query.analysis->parameter_types = context.parameter_types;
    query.analysis->columns = query_columns(*bound->query, view_now);
    query.analysis->bound = std::move(bound);
    detach_open_result();
    Cursor cursor;
    cursor.started_micros = execution.started_micros;
    cursor.columns = query.analysis->columns;
    cursor.source = open_query(query, execution.parameters);
    // The engine's statement goes with `query`; what is left of the result must not need it.
    detach_open_result();
    cursors_[statement.name.text] = std::move(cursor);
    execution.tag = "DECLARE CURSOR";
}

void SessionImpl::run_fetch(const sql::Fetch& statement, StatementExecution& execution) {
    const auto found = cursors_.find(statement.cursor.text);
    if (found == cursors_.end()) {
        throw Error(Code::invalid_cursor_name, "cursor \"{}\" does not exist",
                    statement.cursor.text)
            .at(statement.cursor.span);
    }
    execution.result_columns = found->second.columns;
    execution.has_result_columns = true;
    execution.source = std::make_unique<CursorSource>(
        found->second, statement.count.value_or(std::numeric_limits<std::int64_t>::max()));
    execution.tag = "FETCH";
    execution.tag_counts_rows = true;
}

void SessionImpl::run_close(const sql::CloseCursor& statement, StatementExecution& execution) {
    execution.tag = "CLOSE CURSOR";
    if (statement.all) {
        cursors_.clear();
        return;
    }
    if (cursors_.erase(statement.cursor.text) == 0) {
        throw Error(Code::invalid_cursor_name, "cursor \"{}\" does not exist",
                    statement.cursor.text)
            .at(statement.cursor.span);
    }
}

}  // namespace blueshift::session
