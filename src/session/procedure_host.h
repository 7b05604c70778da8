#pragma once
/// A session as its procedures see it.
#include <map>
#include <memory>
#include <string>
#include <vector>

#include "plpgsql/host.h"
#include "session/procedure_state.h"
#include "session/session_impl.h"

namespace blueshift::session {

/// Lives for one call. Statements go through the session's pipeline; expressions that need no engine are computed here.
class ProcedureHost : public plpgsql::Host {
public:
    using Cell = plpgsql::Cell;
    using Fragment = plpgsql::Fragment;
    using Rows = plpgsql::Rows;

    ProcedureHost(SessionImpl& session, CompiledProcedure& procedure) : session_(session), procedure_(procedure) {}

    Cell evaluate(const Fragment& expression, const std::vector<Cell>& arguments) override;
    std::unique_ptr<Rows> query(const Fragment& query, const std::vector<Cell>& arguments) override;
    std::int64_t execute(const Fragment& statement, const std::vector<Cell>& arguments) override;
    std::vector<Cell> call(const Fragment& statement, const std::vector<Cell>& arguments) override;
    plpgsql::FragmentPtr parse_dynamic(std::string text) override;
    bool gives_rows(const Fragment& statement) const override;

    Value convert(const Cell& cell, Type target) override;
    std::string to_text(const Cell& cell) override;
    Type column_type(const plpgsql::ColumnType& column) override;
    void message(plpgsql::RaiseLevel level, const std::string& text, const std::string& detail, int line) override;

    void open_cursor(const std::string& name, const Fragment& query, const std::vector<Cell>& arguments) override;
    Rows& cursor(const std::string& name) override;
    void close_cursor(const std::string& name) override;
    bool has_cursor(const std::string& name) const override { return session_.cursors_.contains(name); }
    std::unique_ptr<Rows> loop_rows(const Fragment& query, const std::vector<Cell>& arguments) override;

    void commit() override;
    void rollback() override;
    void start_transaction() override;
    void statement_done() override;
    void enter_handler() override;
    void leave_handler() override;
    void check_canceled() override { session_.cancel_.check(); }

private:
    class QueryRows;
    class LoopRows;
    class CursorRows;

    std::shared_ptr<Statement> plan(const Fragment& fragment, const std::vector<Cell>& arguments);
    std::unique_ptr<StatementExecution> execution(const Fragment& fragment, const std::vector<Cell>& arguments);
    void run(StatementExecution& execution);
    void check_allowed(const sql::Statement& statement) const;
    void require_may_end(const char* command) const;
    void begin_transaction(SessionImpl::Block block);
    void refuse_second_cursor() const;

    SessionImpl& session_;
    CompiledProcedure& procedure_;
    std::map<std::string, std::unique_ptr<Rows>> cursors_;
};

}  // namespace blueshift::session
