#include "plpgsql/interpreter.h"

namespace blueshift::plpgsql {

std::vector<Cell> Interpreter::run(const std::vector<Value>& arguments) {
    for (std::size_t i = 0; i < arguments.size(); ++i) {
        const std::size_t slot = procedure_.argument_slots[i];
        frame_.put(slot, procedure_.variables[slot].type, arguments[i]);
    }
    run(*procedure_.body);
    std::vector<Cell> results;
    for (const std::size_t slot : procedure_.argument_slots) results.push_back(frame_.get(VariableUse{slot, {}}));
    return results;
}

Interpreter::Flow Interpreter::run(const Statements& statements) {
    for (const StatementPtr& statement : statements) {
        Flow flow = Flow::next;
        if (continue_handler_ == nullptr) {
            flow = run(*statement);
        } else {
            try {
                flow = run(*statement);
            } catch (const RoutineError& error) {
                if (error.code() == Code::query_canceled) throw;
                const Handler& handler = *continue_handler_;
                const Handler* outer = std::exchange(continue_handler_, nullptr);
                flow = handle(handler, error);
                continue_handler_ = outer;
            }
        }
        if (flow != Flow::next) return flow;
    }
    return Flow::next;
}

Interpreter::Flow Interpreter::run(const Statement& statement) {
    try {
        host_.check_canceled();
        return dispatch(statement);
    } catch (const Error& error) {
        RoutineError out(error);
        // Positions are in other texts than the client's.
        out.without_position();
        if (!located_) {
            out.add_context(fmt::format("PL/pgSQL function \"{}\" line {} at {}", procedure_.name, statement.line,
                                        statement_words(statement.kind)));
        }
        located_ = true;
        throw out;
    }
}

Interpreter::Flow Interpreter::dispatch(const Statement& statement) {
    switch (statement.kind) {
        case StatementKind::block: return run_block(as<Block>(statement));
        case StatementKind::assign: run_assign(as<Assign>(statement)); break;
        case StatementKind::if_: return run_if(as<If>(statement));
        case StatementKind::case_: return run_case(as<Case>(statement));
        case StatementKind::loop: return run_loop(as<Loop>(statement));
        case StatementKind::while_: return run_while(as<While>(statement));
        case StatementKind::for_integer: return run_for_integer(as<ForInteger>(statement));
        case StatementKind::for_query:
        case StatementKind::for_dynamic:
        case StatementKind::for_cursor: return run_for_rows(as<ForRows>(statement));
        case StatementKind::exit: return run_exit(as<Exit>(statement));
        case StatementKind::return_: return Flow::returns;
        case StatementKind::raise: run_raise(as<Raise>(statement)); break;
        case StatementKind::sql: run_sql(as<SqlStatement>(statement)); break;
        case StatementKind::call: run_call(as<SqlStatement>(statement)); break;
        case StatementKind::perform:
        case StatementKind::select_into: run_select(as<SqlStatement>(statement)); break;
        case StatementKind::dynamic: run_dynamic(as<Dynamic>(statement)); break;
        case StatementKind::get_diagnostics: run_get_diagnostics(as<GetDiagnostics>(statement)); break;
        case StatementKind::open: run_open(as<Open>(statement)); break;
        case StatementKind::fetch: run_fetch(as<Fetch>(statement)); break;
        case StatementKind::close: host_.close_cursor(cursor_name(as<Close>(statement).slot)); break;
        case StatementKind::commit: host_.commit(); break;
        case StatementKind::rollback: host_.rollback(); break;
        case StatementKind::start_transaction: host_.start_transaction(); break;
        case StatementKind::null: break;
    }
    return Flow::next;
}

Interpreter::Flow Interpreter::run_block(const Block& block) {
    Flow flow = Flow::next;
    if (block.handler) {
        flow = run_handled(block);
    } else {
        for (const std::size_t slot : block.declared) initialise(slot);
        flow = run(block.body);
    }
    // EXIT label leaves a block of that label.
    if (flow == Flow::exit && !block.label.empty() && wanted_label_ == block.label) return Flow::next;
    return flow;
}

void Interpreter::initialise(std::size_t slot) {
    const Variable& variable = procedure_.variables[slot];
    frame_.reset(slot);
    if (variable.initial != nullptr) frame_.set(slot, evaluate(*variable.initial));
}

Interpreter::Flow Interpreter::run_handled(const Block& block) {
    const Handler& handler = *block.handler;
    const Handler* outer = std::exchange(continue_handler_, handler.continues ? &handler : nullptr);
    try {
        for (const std::size_t slot : block.declared) initialise(slot);
        const Flow flow = run(block.body);
        continue_handler_ = outer;
        return flow;
    } catch (const Error& error) {
        continue_handler_ = outer;
        // A cancelled query is not to be handled.  Doc: dg/stored-procedure-trapping-errors
        if (error.code() == Code::query_canceled || error.code() == Code::admin_shutdown) throw;
        return handle(handler, RoutineError(error));
    }
}

Interpreter::Flow Interpreter::handle(const Handler& handler, const RoutineError& error) {
    located_ = false;
    host_.enter_handler();
    frame_.put(handler.sqlstate_slot, Type{TypeId::varchar}, Value(error.sqlstate()));
    frame_.put(handler.sqlerrm_slot, Type{TypeId::varchar}, Value(error.message()));
    handled_.push_back(error);
    const Flow flow = run(handler.body);
    handled_.pop_back();
    host_.leave_handler();
    if (nonatomic_) return flow;
    // The error goes on to the caller with the lines that it had.
    located_ = true;
    throw RoutineError(error);
}

Interpreter::Flow Interpreter::run_if(const If& statement) {
    for (const Branch& branch : statement.branches) {
        if (is_true(*branch.condition)) return run(branch.body);
    }
    return run(statement.otherwise);
}

Interpreter::Flow Interpreter::run_case(const Case& statement) {
    if (statement.operand != nullptr) {
        const Cell operand = evaluate(*statement.operand);
        frame_.put(statement.operand_slot, operand.type, operand.value);
    }
    for (const Branch& branch : statement.branches) {
        if (is_true(*branch.condition)) return run(branch.body);
    }
    if (statement.has_else) return run(statement.otherwise);
    RoutineError error(kCaseNotFound, "case not found");
    error.hint("CASE statement is missing ELSE part.");
    throw error;
}

Interpreter::Flow Interpreter::run_exit(const Exit& statement) {
    if (statement.condition != nullptr && !is_true(*statement.condition)) return Flow::next;
    wanted_label_ = statement.label;
    return statement.continues ? Flow::continues : Flow::exit;
}

Cell Interpreter::evaluate(const Fragment& expression) {
    return host_.evaluate(expression, frame_.get(expression.parameters));
}

bool Interpreter::is_true(const Fragment& condition) {
    const Cell cell = evaluate(condition);
    if (cell.value.is_null()) return false;
    if (cell.type.id == TypeId::boolean) return cell.value.as_bool();
    const Value value = host_.convert(cell, Type{TypeId::boolean});
    return !value.is_null() && value.as_bool();
}

std::vector<Cell> Interpreter::evaluate(const std::vector<FragmentPtr>& expressions) {
    std::vector<Cell> cells;
    for (const FragmentPtr& expression : expressions) cells.push_back(evaluate(*expression));
    return cells;
}

}  // namespace blueshift::plpgsql
