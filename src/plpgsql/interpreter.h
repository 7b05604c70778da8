#pragma once
/// Runs a procedure's tree. Split over interpreter.cpp (blocks, branches, errors), interpreter_loop.cpp, interpreter_sql.cpp and raise.cpp.
#include <optional>
#include <string>
#include <vector>

#include "plpgsql/frame.h"
#include "plpgsql/host.h"
#include "plpgsql/tree.h"

namespace blueshift::plpgsql {

/// One call of one procedure. `nonatomic`: each of its statements is a transaction of its own, and handled errors end with their handler.
class Interpreter {
public:
    Interpreter(const Procedure& procedure, Host& host, bool nonatomic)
        : procedure_(procedure), host_(host), nonatomic_(nonatomic), frame_(procedure, host) {}

    /// Runs with one value per argument of the signature, NULL for OUT. Returns the arguments' values at the end.
    /// Throws RoutineError, whose context ends with this procedure's line.
    std::vector<Cell> run(const std::vector<Value>& arguments);

private:
    enum class Flow { next, exit, continues, returns };

    Flow run(const Statements& statements);
    Flow run(const Statement& statement);
    Flow dispatch(const Statement& statement);
    Flow run_block(const Block& block);
    Flow run_handled(const Block& block);
    Flow handle(const Handler& handler, const RoutineError& error);
    Flow run_if(const If& statement);
    Flow run_case(const Case& statement);
    Flow run_exit(const Exit& statement);
    void initialise(std::size_t slot);

    // interpreter_loop.cpp
    Flow run_loop(const Loop& loop);
    Flow run_while(const While& loop);
    Flow run_for_integer(const ForInteger& loop);
    Flow run_for_rows(const ForRows& loop);
    /// Runs the body once; nothing when the loop goes on, otherwise how it ends.
    std::optional<Flow> run_body(const Loop& loop);

    // interpreter_sql.cpp
    void run_assign(const Assign& statement);
    void run_sql(const SqlStatement& statement);
    void run_call(const SqlStatement& statement);
    void run_select(const SqlStatement& statement);
    void run_dynamic(const Dynamic& statement);
    void run_get_diagnostics(const GetDiagnostics& statement);
    void run_open(const Open& statement);
    void run_fetch(const Fetch& statement);
    std::int64_t take_first_row(Rows& rows, const Target* target, bool count_all);
    std::string cursor_name(std::size_t slot) const;
    std::vector<Cell> bind_cursor_arguments(const Variable& cursor, const std::vector<FragmentPtr>& values);
    FragmentPtr dynamic_statement(const Fragment& text);

    // raise.cpp
    void run_raise(const Raise& statement);
    std::string raise_text(const Raise& statement);

    Cell evaluate(const Fragment& expression);
    bool is_true(const Fragment& condition);
    std::vector<Cell> evaluate(const std::vector<FragmentPtr>& expressions);
    /// Runs `action` for a statement of SQL, whose text an error's context shows.
    template <class Action>
    auto in_context(const Fragment& fragment, const Action& action);
    void set_found(bool found) { frame_.put(kFoundSlot, Type{TypeId::boolean}, Value(found)); }
    void statement_done() {
        if (nonatomic_) host_.statement_done();
    }

    const Procedure& procedure_;
    Host& host_;
    const bool nonatomic_;
    Frame frame_;
    std::string wanted_label_;  ///< of an EXIT or CONTINUE on its way; empty: the innermost loop
    std::int64_t row_count_ = 0;
    int unnamed_cursors_ = 0;
    bool located_ = false;      ///< the error on its way has this procedure's line already
    const Handler* continue_handler_ = nullptr;
    std::vector<RoutineError> handled_;  ///< errors whose handlers are running, innermost last
};

template <class Action>
auto Interpreter::in_context(const Fragment& fragment, const Action& action) {
    try {
        return action();
    } catch (const Error& error) {
        RoutineError out(error);
        out.add_context("SQL statement \"" + fragment.shown + "\"");
        throw out;
    }
}

}  // namespace blueshift::plpgsql
