// Loops.  Doc: dg/c_PLpgSQL-statements "Loops"
#include <limits>

#include "plpgsql/interpreter.h"

namespace blueshift::plpgsql {

std::optional<Interpreter::Flow> Interpreter::run_body(const Loop& loop) {
    host_.check_canceled();
    const Flow flow = run(loop.body);
    const bool mine = wanted_label_.empty() || wanted_label_ == loop.label;
    switch (flow) {
        case Flow::next: return std::nullopt;
        case Flow::returns: return flow;
        case Flow::exit: return mine ? Flow::next : flow;
        case Flow::continues: break;
    }
    if (mine) return std::nullopt;
    return flow;
}

Interpreter::Flow Interpreter::run_loop(const Loop& loop) {
    while (true) {
        if (const auto end = run_body(loop)) return *end;
    }
}

Interpreter::Flow Interpreter::run_while(const While& loop) {
    while (is_true(*loop.condition)) {
        if (const auto end = run_body(loop)) return *end;
    }
    return Flow::next;
}

Interpreter::Flow Interpreter::run_for_integer(const ForInteger& loop) {
    const Type integer{TypeId::integer};
    const auto bound = [&](const Fragment& expression, const char* what) {
        const Value value = host_.convert(evaluate(expression), integer);
        if (value.is_null()) throw Error(Code::null_value_not_allowed, "{} of FOR loop cannot be null", what);
        return value.as_int();
    };
    std::int64_t at = bound(*loop.from, "lower bound");
    const std::int64_t last = bound(*loop.to, "upper bound");
    const std::int64_t step = loop.step == nullptr ? 1 : bound(*loop.step, "BY value");
    if (step <= 0) {
        throw Error(Code::invalid_parameter_value, "BY value of FOR loop must be greater than zero");
    }
    bool found = false;
    std::optional<Flow> end;
    for (; !end && (loop.reverse ? at >= last : at <= last); at += loop.reverse ? -step : step) {
        if (at > std::numeric_limits<std::int32_t>::max() || at < std::numeric_limits<std::int32_t>::min()) break;
        found = true;
        frame_.put(loop.slot, integer, Value(at));
        end = run_body(loop);
    }
    set_found(found);
    return end.value_or(Flow::next);
}

Interpreter::Flow Interpreter::run_for_rows(const ForRows& loop) {
    std::unique_ptr<Rows> rows;
    FragmentPtr dynamic;
    if (loop.kind == StatementKind::for_dynamic) {
        dynamic = dynamic_statement(*loop.query);
        const std::vector<Cell> values = evaluate(loop.values);
        rows = in_context(*dynamic, [&] { return host_.loop_rows(*dynamic, values); });
    } else if (loop.kind == StatementKind::for_cursor) {
        const Variable& cursor = procedure_.variables[loop.cursor_slot];
        const std::vector<Cell> values = bind_cursor_arguments(cursor, loop.values);
        const Fragment& query = *cursor.cursor->query;
        rows = in_context(query, [&] { return host_.loop_rows(query, values); });
    } else {
        const std::vector<Cell> values = frame_.get(loop.query->parameters);
        rows = in_context(*loop.query, [&] { return host_.loop_rows(*loop.query, values); });
    }
    bool found = false;
    std::optional<Flow> end;
    std::vector<Value> row;
    while (!end && rows->next(row)) {
        found = true;
        frame_.set_row(loop.target, rows->shape(), &row);
        end = run_body(loop);
    }
    if (!found) frame_.set_row(loop.target, rows->shape(), nullptr);
    rows.reset();
    statement_done();
    set_found(found);
    return end.value_or(Flow::next);
}

}  // namespace blueshift::plpgsql
