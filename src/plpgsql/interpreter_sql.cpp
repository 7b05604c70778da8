// Assignments, statements of SQL, EXECUTE and cursors.
#include "plpgsql/interpreter.h"

namespace blueshift::plpgsql {

void Interpreter::run_assign(const Assign& statement) { frame_.set(statement.target, evaluate(*statement.value)); }

void Interpreter::run_sql(const SqlStatement& statement) {
    const std::vector<Cell> arguments = frame_.get(statement.sql->parameters);
    row_count_ = in_context(*statement.sql, [&] { return host_.execute(*statement.sql, arguments); });
    set_found(row_count_ > 0);
    statement_done();
}

void Interpreter::run_call(const SqlStatement& statement) {
    const std::vector<Cell> arguments = frame_.get(statement.sql->parameters);
    const std::vector<Cell> results =
        in_context(*statement.sql, [&] { return host_.call(*statement.sql, arguments); });
    for (std::size_t i = 0; i < results.size(); ++i) {
        const VariableUse& place = statement.target.places[i];
        if (results[i].type.id != TypeId::unknown && place.slot != kNoSlot) frame_.set(place, results[i]);
    }
    statement_done();
}

/// Gives the first row to `target`, NULLs when there is none; returns how many rows there are, at most 1 unless all are counted.
std::int64_t Interpreter::take_first_row(Rows& rows, const Target* target, bool count_all) {
    std::vector<Value> row;
    std::int64_t count = rows.next(row) ? 1 : 0;
    if (target != nullptr) frame_.set_row(*target, rows.shape(), count > 0 ? &row : nullptr);
    while (count_all && count > 0 && rows.next(row)) ++count;
    return count;
}

/// SELECT INTO and PERFORM.
void Interpreter::run_select(const SqlStatement& statement) {
    const std::vector<Cell> arguments = frame_.get(statement.sql->parameters);
    const bool into = statement.kind == StatementKind::select_into;
    row_count_ = in_context(*statement.sql, [&] {
        const auto rows = host_.query(*statement.sql, arguments);
        return take_first_row(*rows, into ? &statement.target : nullptr, !into);
    });
    set_found(row_count_ > 0);
    statement_done();
}

FragmentPtr Interpreter::dynamic_statement(const Fragment& text) {
    const Cell cell = evaluate(text);
    if (cell.value.is_null()) throw Error(Code::null_value_not_allowed, "cannot EXECUTE a null querystring");
    const std::string sql = host_.to_text(cell);
    try {
        return host_.parse_dynamic(sql);
    } catch (const Error& error) {
        RoutineError out(error);
        out.add_context("SQL statement \"" + sql + "\"");
        throw out;
    }
}

void Interpreter::run_dynamic(const Dynamic& statement) {
    const FragmentPtr sql = dynamic_statement(*statement.text);
    const std::vector<Cell> values = evaluate(statement.values);
    row_count_ = in_context(*sql, [&]() -> std::int64_t {
        if (!host_.gives_rows(*sql)) {
            if (statement.target) {
                throw Error(Code::syntax_error, "INTO used with a command that cannot return data");
            }
            return host_.execute(*sql, values);
        }
        const auto rows = host_.query(*sql, values);
        return take_first_row(*rows, statement.target ? &*statement.target : nullptr, !statement.target);
    });
    statement_done();
}

void Interpreter::run_get_diagnostics(const GetDiagnostics& statement) {
    for (const VariableUse& place : statement.row_count) {
        frame_.set(place, {Type{TypeId::bigint}, Value(row_count_)});
    }
}

std::string Interpreter::cursor_name(std::size_t slot) const {
    const Cell cell = frame_.get(VariableUse{slot, {}});
    const Variable& variable = procedure_.variables[slot];
    if (!cell.value.is_null()) return cell.value.as_string();
    if (variable.cursor != nullptr) return variable.name;
    throw Error(Code::null_value_not_allowed, "cursor variable \"{}\" is null", variable.name);
}

std::vector<Cell> Interpreter::bind_cursor_arguments(const Variable& cursor,
                                                     const std::vector<FragmentPtr>& values) {
    const std::vector<Cell> cells = evaluate(values);
    for (std::size_t i = 0; i < cells.size(); ++i) {
        frame_.reset(cursor.cursor->arguments[i].slot);
        frame_.set(cursor.cursor->arguments[i].slot, cells[i]);
    }
    return frame_.get(cursor.cursor->query->parameters);
}

void Interpreter::run_open(const Open& statement) {
    const Variable& variable = procedure_.variables[statement.slot];
    const Cell given = frame_.get(VariableUse{statement.slot, {}});
    if (given.value.is_null()) {
        const std::string name =
            variable.cursor != nullptr ? variable.name : fmt::format("<unnamed portal {}>", ++unnamed_cursors_);
        frame_.put(statement.slot, Type{TypeId::refcursor}, Value(name));
    }
    const std::string name = cursor_name(statement.slot);
    if (host_.has_cursor(name)) throw Error(Code::duplicate_cursor, "cursor \"{}\" already in use", name);
    FragmentPtr dynamic;
    const Fragment* query = statement.query.get();
    std::vector<Cell> arguments;
    if (statement.text != nullptr) {
        dynamic = dynamic_statement(*statement.text);
        query = dynamic.get();
        arguments = evaluate(statement.values);
    } else if (variable.cursor != nullptr) {
        query = variable.cursor->query.get();
        arguments = bind_cursor_arguments(variable, statement.values);
    } else {
        arguments = frame_.get(query->parameters);
    }
    in_context(*query, [&] { host_.open_cursor(name, *query, arguments); });
}

void Interpreter::run_fetch(const Fetch& statement) {
    Rows& rows = host_.cursor(cursor_name(statement.slot));
    std::vector<Value> row;
    bool found = false;
    for (std::int64_t i = 0; i < statement.count; ++i) {
        found = rows.next(row);
        if (!found) break;
    }
    if (!statement.move) frame_.set_row(statement.target, rows.shape(), found ? &row : nullptr);
    row_count_ = found ? 1 : 0;
    set_found(found);
}

}  // namespace blueshift::plpgsql
